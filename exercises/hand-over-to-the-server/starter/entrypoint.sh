#!/bin/sh
# The server also checks its settings itself since version 2.
node check-config.js
node server.js
