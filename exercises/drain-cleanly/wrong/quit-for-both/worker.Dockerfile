FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY worker.js ./
USER 1000:1000
CMD ["node", "worker.js"]
