FROM nginxinc/nginx-unprivileged:1.30-alpine
COPY dist /usr/share/nginx/html
