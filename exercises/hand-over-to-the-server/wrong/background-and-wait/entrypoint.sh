#!/bin/sh
set -e
node check-config.js
node server.js &
wait
