FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY worker.js ./
RUN apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*
USER 1000:1000
ENTRYPOINT ["tini", "--"]
CMD ["node", "worker.js"]
