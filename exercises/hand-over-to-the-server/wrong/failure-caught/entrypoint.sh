#!/bin/sh
set -e
node check-config.js || echo "check failed"
exec "$@"
