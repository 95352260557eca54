#!/bin/sh
set -e
docker volume rm shop_cache
docker compose up --detach --build
