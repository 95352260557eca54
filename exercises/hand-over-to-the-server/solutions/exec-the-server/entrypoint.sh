#!/bin/sh
node check-config.js || exit 1
exec node server.js
