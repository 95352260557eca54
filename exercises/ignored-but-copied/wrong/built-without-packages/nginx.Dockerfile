FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY . .
RUN npm run build

FROM nginxinc/nginx-unprivileged:1.30-alpine
COPY --from=build /app/dist /usr/share/nginx/html
