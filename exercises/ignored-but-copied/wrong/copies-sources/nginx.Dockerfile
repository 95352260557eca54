FROM nginxinc/nginx-unprivileged:1.30-alpine
COPY src /usr/share/nginx/html
