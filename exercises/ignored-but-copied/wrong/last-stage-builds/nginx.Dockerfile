FROM nginxinc/nginx-unprivileged:1.30-alpine AS web
EXPOSE 8080

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
