#!/bin/sh
export NPM_TOKEN=heron-42-quay
docker build --secret id=npm_token,env=NPM_TOKEN --tag acme/quotes-api:2.1.0 .
