#!/bin/sh
set -e
node check-config.js
exec node server.js
