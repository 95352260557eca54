#!/bin/sh
set -e
node check-config.js
"$@" &
pid=$!
trap 'kill -TERM "$pid"' TERM
wait "$pid"
