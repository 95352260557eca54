#!/bin/sh
set -e
docker run --rm --user root -v shop_cache:/data busybox:1.37 chown 10001:10001 /data
docker compose up --detach --build
