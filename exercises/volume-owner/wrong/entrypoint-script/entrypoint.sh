#!/bin/sh
set -e
chown -R 10001:10001 /data
exec "$@"
