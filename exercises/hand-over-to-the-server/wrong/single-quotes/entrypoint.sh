#!/bin/sh
set -e
node check-config.js
exec "$@"
