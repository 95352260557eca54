#!/bin/sh
set -eu
node check-config.js
exec "$@"
