/** What `/review/` and `/simulator/` show before somebody brings files of their own: it works, and there is something to find in it. */
import type { Files } from '#engine';

export const example: Files = {
  Dockerfile: `# An example. Put your own Dockerfile in its place.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
EXPOSE 3000
CMD node dist/server.js
`,
  '.dockerignore': `node_modules
.git
`,
  'context.txt': `.git/
.dockerignore
.env
Dockerfile
README.md
node_modules/
package-lock.json
package.json
src/app.ts
src/server.ts
tsconfig.json
`,
};
