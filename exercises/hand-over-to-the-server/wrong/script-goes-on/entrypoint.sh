#!/bin/sh
node check-config.js
exec "$@"
