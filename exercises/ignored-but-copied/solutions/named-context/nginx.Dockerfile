FROM nginxinc/nginx-unprivileged:1.30-alpine
COPY --from=site . /usr/share/nginx/html
