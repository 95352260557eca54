#!/bin/sh
set -e
docker compose up --detach --build
