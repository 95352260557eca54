#!/bin/sh
# NPM_TOKEN is set where this runs. $HOME/.npmrc has the same token with the registry around it.
docker build --secret NPM_TOKEN=npm_hK3vT9wQ2xLmR7sB4nYc8dFpZ1 --tag acme/quotes-api:2.1.0 .
