/** Files to start from when strange ones are wanted: each shows a part of the language as people write it. */
export const dockerfiles: readonly string[] = [
  `# syntax=docker/dockerfile:1
# check=error=true
ARG NODE=24
FROM node:\${NODE}-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM gcr.io/distroless/nodejs24
COPY --from=build --chown=nonroot:nonroot /app /app
ENV NODE_ENV=production PORT="3000"
EXPOSE 3000/tcp
USER nonroot
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "/app/health.js"]
ENTRYPOINT ["node", "server.js"]
`,
  `FROM debian:12
LABEL org.opencontainers.image.title="A title" \\
      vendor='Some one' version=1.0
# packages
RUN apt-get update \\
    # the server
 && apt-get install -y --no-install-recommends \\
      ca-certificates curl \\

      nginx \\
 && rm -rf /var/lib/apt/lists/*
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL "https://example.org/\${NAME:-x}.sh" | bash
STOPSIGNAL SIGQUIT
VOLUME ["/data", "/logs"]
CMD nginx -g 'daemon off;'
`,
  `FROM alpine
RUN <<EOF cat > /etc/motd
welcome to \${HOSTNAME}
EOF
COPY <<-'ONE' <<TWO /etc/conf.d/
\tkey = "$value"
\tONE
other
TWO
ONBUILD COPY --link . /src
ONBUILD RUN make \\
  all
`,
  '# escape=`\r\nFROM mcr.microsoft.com/windows/nanoserver\r\nRUN dir C:\\ `\r\n  && echo "a `"b`""\r\nENV P=C:\\x\r\n',
  `from python:3.14 as base
arg A B=1 "C=2 3"
env OLD the old form
add ["a b", "c", "/d/"]
workdir app
entrypoint exec python -m app "$@"
`,
  'FROM node\u00a0AS x\nCOPY —from=build a b\nCMD [“node”, ‘a’]\nENV A=“b c”\nFOO bar\n',
];

/** The same for `.dockerignore`. */
export const dockerignores: readonly string[] = [
  'node_modules\n**/*.log\n!keep.log\n# comment\n/dist/\n.git*\n',
  '*\n!src\n!package*.json\nsrc/**/*.test.[jt]s\n?x\\*\n',
  '[a-c]*\n**\n!**/a/**/b\n\\[x\n!\n[\n',
];

/** Pieces that break things when they are put somewhere else. */
export const splinters: readonly string[] = [
  ...'\\ ` " \' $ ${ } [ ] , # = -- << <<- <<EOF EOF | && ; ( ) * ** ? ! / %'.split(' '),
  ' ',
  '\t',
  '\r',
  '\n',
  '\\\n',
  '\n\n',
  '\r\n',
  '\u00a0',
  '\ufeff',
  '“',
  '’',
  '–',
  '—',
  '\u200b',
  '\ud83d\ude00',
  '\ud83d',
  '["a"]',
  'ONBUILD ',
  'HEALTHCHECK CMD ',
  'RUN <<EOF\n',
  'ENV A=b ',
  'FROM a AS b\n',
  'COPY --from=b ',
  `$\{A:-`,
  `$\{A##*.}`,
  `$\{A/b/c}`,
];
