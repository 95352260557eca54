#!/bin/sh
# NPM_TOKEN is set where this runs. $HOME/.npmrc has the same token with the registry around it.
docker compose build api
