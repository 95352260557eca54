#!/bin/sh
set -e
docker compose down -v
docker compose up --detach --build
