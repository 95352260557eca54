FROM nginxinc/nginx-unprivileged:1.30-alpine
ADD dist /usr/share/nginx/html
