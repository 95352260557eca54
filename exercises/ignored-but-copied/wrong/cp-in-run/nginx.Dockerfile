FROM nginxinc/nginx-unprivileged:1.30-alpine
RUN cp -r dist/. /usr/share/nginx/html
