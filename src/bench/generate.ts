/**
 * Dockerfiles in the shapes that people write, made from a seed: pieces of our own specimens and of the habits of each kind of
 * project, with comments, continued lines, here-documents and several stages. They are read, timed and thrown away.
 */
import { type Chance, chanceFrom } from './random.ts';

/** `count` whole Dockerfiles of a few hundred to a few thousand characters each. The same seed gives the same files. */
export function generateDockerfiles(count: number, seed: number): string[] {
  const chance = chanceFrom(seed);
  return Array.from({ length: count }, () => new Maker(chance).file(1 + chance.below(3)));
}

/** One Dockerfile of about `length` characters: as many stages as that takes. Never shorter. */
export function generateLong(length: number, seed: number): string {
  const maker = new Maker(chanceFrom(seed));
  const parts = [maker.head()];
  for (let size = parts[0]?.length ?? 0; size < length; ) {
    const part = `\n${maker.stage()}`;
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

interface Kind {
  image: string;
  tags: readonly string[];
  manifests: string;
  install: readonly string[];
  build: readonly string[];
  start: readonly string[];
  env: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    image: 'node',
    tags: ['24-slim', '${NODE_VERSION}', '22-alpine', '24.11.0-bookworm-slim'],
    manifests: 'package.json package-lock.json ./',
    install: ['RUN --mount=type=cache,target=/root/.npm npm ci', 'RUN npm ci --omit=dev && npm cache clean --force', 'RUN npm install'],
    build: ['RUN npm run build', 'RUN npm run build && npm prune --omit=dev'],
    start: ['CMD ["node", "dist/server.js"]', 'CMD npm start', 'ENTRYPOINT ["node", "--enable-source-maps", "dist/index.js"]'],
    env: ['ENV NODE_ENV=production', 'ENV NODE_ENV=production PORT=3000'],
  },
  {
    image: 'python',
    tags: ['3.14-slim', '3.13', '3.14-slim-bookworm'],
    manifests: 'requirements.txt pyproject.toml ./',
    install: [
      'RUN pip install --no-cache-dir -r requirements.txt',
      'RUN python -m venv /venv \\\n && /venv/bin/pip install -r requirements.txt',
    ],
    build: ['RUN python -m compileall src', 'RUN pytest -q'],
    start: ['CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]', 'CMD python -m app --port ${PORT:-8000}'],
    env: ['ENV PYTHONUNBUFFERED=1 \\\n    PYTHONDONTWRITEBYTECODE=1', 'ENV PATH="/venv/bin:$PATH"'],
  },
  {
    image: 'golang',
    tags: ['1.25', '1.25-alpine', '${GO_VERSION:-1.25}-bookworm'],
    manifests: 'go.mod go.sum ./',
    install: ['RUN go mod download', 'RUN --mount=type=cache,target=/go/pkg/mod \\\n    go mod download'],
    build: ['RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -ldflags="-s -w" -o /out/app ./cmd/app'],
    start: ['ENTRYPOINT ["/app"]', 'CMD ["/app", "serve", "--listen=:8080"]'],
    env: ['ENV CGO_ENABLED=0', 'ENV GOFLAGS="-trimpath -mod=readonly"'],
  },
  {
    image: 'eclipse-temurin',
    tags: ['25-jdk', '21-jre-alpine'],
    manifests: 'pom.xml mvnw ./',
    install: ['RUN ./mvnw -B dependency:go-offline'],
    build: ['RUN ./mvnw -B -DskipTests package \\\n && mv target/*.jar app.jar', 'RUN java -Djarmode=tools -jar app.jar extract --layers'],
    start: ['ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]', "ENTRYPOINT exec java $JAVA_OPTS -jar 'app.jar'"],
    env: ['ENV JAVA_OPTS="-Xms256m -Xmx512m"'],
  },
  {
    image: 'debian',
    tags: ['12', 'bookworm-slim', '12.9-slim@sha256:4b50eb66f977b4062683ff434ef18ac191da862dbe966961bc11990cf5791a8d'],
    manifests: '--chown=10001:10001 ["config files/app.conf", "/etc/app/"]',
    install: ['RUN chmod +x /usr/local/bin/entrypoint.sh'],
    build: ['RUN ./configure --prefix=/usr \\\n && make -j"$(nproc)" \\\n && make install'],
    start: ['ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]\nCMD ["serve"]', "CMD nginx -g 'daemon off;'"],
    env: ['ENV LANG C.UTF-8', 'ENV DEBIAN_FRONTEND=noninteractive'],
  },
];

const packages = 'ca-certificates curl git gnupg jq libpq-dev make nginx openssl postgresql-client tini tzdata unzip wget xz-utils'.split(
  ' ',
);
const remarks = [
  '# Dependencies first: they change less often than the sources.',
  '# hadolint ignore=DL3008',
  '# ---- what runs ----',
  '# The health check needs curl.\n# See the notes on operations for its address.',
];
const scripts = [
  'set -eu\napt-get update\napt-get install -y curl\n',
  '#!/bin/sh\nset -e\nif [ "$1" = serve ]; then\n  exec /app "$@"\nfi\n',
];
const details = [
  'EXPOSE 8080',
  'EXPOSE 3000/tcp 9229',
  'HEALTHCHECK --interval=30s --timeout=3s --retries=3 \\\n  CMD curl -fsS http://localhost:8080/healthz || exit 1',
  'HEALTHCHECK CMD ["node", "/app/health.js"]',
  'STOPSIGNAL SIGTERM',
  'VOLUME ["/data", "/var/log/app"]',
  'LABEL org.opencontainers.image.title="An example" \\\n      org.opencontainers.image.version="${VERSION:-1.0.0}" \\\n      maintainer=\'Some one <some.one@example.org>\'',
  'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  'ADD https://example.org/releases/tool.tar.gz /tmp/',
  'ARG VERSION=1.0.0',
  'ARG BUILD_DATE',
];

class Maker {
  readonly #chance: Chance;
  #stages = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  file(stages: number): string {
    return this.head() + Array.from({ length: stages }, () => this.stage()).join('\n');
  }

  /** What stands above the first stage. */
  head(): string {
    const { random } = this.#chance;
    return `${random() < 0.6 ? '# syntax=docker/dockerfile:1\n' : ''}${random() < 0.5 ? 'ARG NODE_VERSION=24-slim\nARG GO_VERSION\n' : ''}\n`;
  }

  stage(): string {
    const { pick } = this.#chance;
    const kind = pick(kinds);
    const before = this.#stages++;
    const lines = [
      `FROM ${this.#base(kind, before)} AS stage${before}`,
      'WORKDIR /app',
      ...this.#some(pick(kind.env), 0.7),
      ...this.#some(this.#packages(), 0.6),
      ...this.#some(pick(remarks), 0.5),
      `COPY ${kind.manifests}`,
      pick(kind.install),
      ...this.#some(this.#script(), 0.2),
      'COPY . .',
      ...this.#some(`\n${pick(remarks)}`, 0.3),
      ...this.#some(pick(kind.build), 0.7),
      ...(before > 0 ? this.#some(`COPY --from=stage${before - 1} --chown=node:node /app/dist ./dist`, 0.7) : []),
      ...details.flatMap((detail) => this.#some(detail, 0.25)),
      ...this.#some('RUN groupadd --system app && useradd --system --gid app --home-dir /app app', 0.3),
      ...this.#some(`USER ${pick(['app', 'node', '10001:10001', 'nonroot'])}`, 0.5),
      pick(kind.start),
    ];
    return `${lines.join('\n')}\n`;
  }

  #base(kind: Kind, before: number): string {
    const { random, pick } = this.#chance;
    if (before > 0 && random() < 0.3) return `stage${before - 1}`;
    const platform = random() < 0.1 ? '--platform=$BUILDPLATFORM ' : '';
    return `${platform}${kind.image}:${pick(kind.tags)}`;
  }

  #some(text: string, probability: number): string[] {
    return this.#chance.random() < probability ? [text] : [];
  }

  #packages(): string {
    const { below, random, pick } = this.#chance;
    const wanted = Array.from({ length: 2 + below(6) }, () => pick(packages));
    const remark = random() < 0.3 ? '    # what the build needs\n' : '';
    const tidy = random() < 0.7 ? ' \\\n && rm -rf /var/lib/apt/lists/*' : '';
    return `RUN apt-get update \\\n${remark} && apt-get install -y --no-install-recommends \\\n      ${wanted.join(' \\\n      ')}${tidy}`;
  }

  #script(): string {
    const { random, pick } = this.#chance;
    const body = pick(scripts);
    return random() < 0.5 ? `RUN <<EOF\n${body}EOF` : `COPY --chmod=755 <<'EOF' /usr/local/bin/entrypoint.sh\n${body}EOF`;
  }
}
