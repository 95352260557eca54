# syntax=docker/dockerfile:1
# The course as a static site: built with Node.js, served by an nginx that never had root.

FROM node:24-trixie-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
# Where the site will stand: it goes into canonical addresses, the sitemap and the feed.
ARG SITE=http://localhost:8080
RUN npm run build

FROM nginxinc/nginx-unprivileged:1.30-alpine-slim
COPY <<'EOF' /etc/nginx/conf.d/default.conf
server {
    listen 8080;
    root /usr/share/nginx/html;
    charset utf-8;
    absolute_redirect off;
    error_page 404 /404.html;

    gzip on;
    gzip_vary on;
    gzip_types text/css text/javascript application/javascript application/json application/xml image/svg+xml text/plain;

    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy no-referrer always;
    add_header Cache-Control $cache always;
}

# Names below /_astro/ carry a hash of their content and never change; all others are asked for anew.
map $uri $cache {
    ~^/_astro/ "public, max-age=31536000, immutable";
    default    "no-cache";
}
EOF
COPY --from=build /src/dist /usr/share/nginx/html
USER 101
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/"]
