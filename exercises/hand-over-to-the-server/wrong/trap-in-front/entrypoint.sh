#!/bin/sh
set -e
trap 'exit 0' TERM
node check-config.js
"$@"
