#!/bin/sh
# Runs on the host; daemon.json and compose.yaml are in their places.
set -e
docker compose up -d
