#!/bin/sh
# Runs on the host; daemon.json and compose.yaml are in their places.
set -e
docker compose rm --stop --force api
docker run --detach --name api \
  --log-driver local --log-opt max-size=50m --log-opt max-file=5 \
  ghcr.io/acme/api:1.8.2
