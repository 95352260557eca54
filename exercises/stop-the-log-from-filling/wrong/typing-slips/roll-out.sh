#!/bin/sh
# Runs on the host; daemon.json and compose.yaml are in their places.
set -e
sudo systemctl restart docker
docker compose up -d --force-recrate
