import { expect, test } from 'vitest';
import { readCompose } from './read.ts';

/** Files that `docker compose config` accepts; between them they show every form the reader makes equal. */
const valid: [title: string, text: string][] = [
  ['one image', 'services:\n  web:\n    image: nginx:1.29-alpine\n'],
  ['a build by its context', 'services:\n  api:\n    build: .\n'],
  ['JSON', '{"services": {"web": {"image": "caddy:2", "ports": ["80:80", "443:443"]}}}'],
  ['the obsolete version only warns', 'version: "3.9"\nservices:\n  web:\n    image: nginx\n'],
  ['a named project with a comment above', '# our shop\nname: shop\nservices:\n  web: {image: nginx}\n'],
  [
    'a build in full',
    `services:
  api:
    image: registry.example.com/api:\${TAG:-dev}
    build:
      context: ./api
      dockerfile: docker/Dockerfile
      target: prod
      args:
        NODE_ENV: production
        COMMIT:
      labels: [org.opencontainers.image.source=https://example.com/api]
      cache_from: [type=registry,ref=registry.example.com/api:cache]
      cache_to: [type=inline]
      platforms: [linux/amd64, linux/arm64]
      secrets: [npm_token]
      ssh: [default]
      additional_contexts:
        shared: ../shared
      network: host
      pull: true
      no_cache: false
      tags: [api:latest]
      shm_size: 128m
      provenance: mode=max
      sbom: true
      ulimits: {nofile: 1024}
secrets:
  npm_token:
    environment: NPM_TOKEN
`,
  ],
  [
    'a Dockerfile in place',
    `services:
  hello:
    build:
      dockerfile_inline: |
        FROM alpine:3.22
        RUN echo "it's ready" > /ready
        CMD ["cat", "/ready"]
`,
  ],
  [
    'ports in every form',
    `services:
  web:
    image: nginx
    ports:
      - 80
      - "8080:80"
      - 8081:81
      - "127.0.0.1:8443:443/tcp"
      - "3000-3002:3000-3002"
      - "[::1]:9000:9000"
      - "127.0.0.1::5000"
      - "53:53/udp"
      - target: 8082
        published: "9090"
        host_ip: 127.0.0.1
        protocol: tcp
        mode: host
        app_protocol: http
        name: admin
      - target: 6060
    expose: [9100, "9101"]
`,
  ],
  [
    'mounts in every form',
    `services:
  app:
    image: app
    volumes:
      - /var/lib/app
      - ./src:/app/src
      - ~/.cache:/cache
      - data:/data
      - data:/data-again:ro
      - ./conf/:/etc/app/:ro,z
      - type: bind
        source: ./static
        target: /static
        read_only: true
        bind: {create_host_path: false, propagation: rprivate}
      - type: volume
        source: cache
        target: /cache2
        volume: {nocopy: true, subpath: app}
      - type: tmpfs
        target: /tmp
        tmpfs: {size: 64m, mode: 0o1777}
      - type: tmpfs
        target: /run
        tmpfs:
          size: 1048576
      - type: image
        source: alpine
        target: /alpine
    tmpfs:
      - /scratch
      - /scratch2:size=16m,mode=1770,uid=10001,gid=10001
volumes:
  data:
  cache:
    driver: local
    driver_opts: {type: none, o: bind, device: /srv/cache}
`,
  ],
  ['one tmpfs as text', 'services:\n  web:\n    image: nginx\n    read_only: true\n    tmpfs: /tmp\n'],
  [
    'secrets from files, short and long',
    `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db_password
    secrets:
      - db_password
      - source: tls
        target: /etc/tls/key.pem
        uid: "999"
        gid: "999"
        mode: 0440
secrets:
  db_password:
    file: ./secrets/db_password.txt
  tls:
    external: true
    name: prod_tls
`,
  ],
  [
    'configs with content in place',
    `services:
  web:
    image: nginx
    configs:
      - source: site
        target: /etc/nginx/conf.d/default.conf
        mode: "0444"
      - motd
configs:
  site:
    content: |
      server {
        listen 8080;
        server_name $\${HOST};
      }
  motd:
    file: ./motd
`,
  ],
  [
    'start in order',
    `services:
  db:
    image: postgres:17
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER:-postgres}"]
      interval: 5s
      timeout: 3s
      retries: 5
      start_period: 30s
      start_interval: 1s
  migrate:
    image: app
    command: ["npm", "run", "migrate"]
    depends_on:
      db: {condition: service_healthy}
  api:
    image: app
    depends_on:
      db:
        condition: service_healthy
        restart: true
      migrate:
        condition: service_completed_successfully
      cache:
        condition: service_started
        required: false
  cache:
    image: valkey/valkey:8
    profiles: [cache]
`,
  ],
  ['dependencies as a list', 'services:\n  a: {image: a, depends_on: [b, c]}\n  b: {image: b}\n  c: {image: c}\n'],
  [
    'a missing optional dependency',
    'services:\n  a:\n    image: a\n    depends_on:\n      gone: {condition: service_started, required: false}\n',
  ],
  [
    'a health check as text',
    'services:\n  a:\n    image: a\n    healthcheck:\n      test: wget -q --spider http://127.0.0.1:8080/ || exit 1\n',
  ],
  [
    'a health check switched off',
    'services:\n  a: {image: a, healthcheck: {disable: true}}\n  b: {image: b, healthcheck: {test: [NONE]}}\n',
  ],
  ['a health check as one NONE', 'services:\n  a:\n    image: a\n    healthcheck: {test: ["NONE"]}\n'],
  [
    'limits under deploy',
    `services:
  api:
    image: api
    deploy:
      replicas: 2
      resources:
        limits: {cpus: "0.50", memory: 512M, pids: 200}
        reservations: {cpus: 0.25, memory: 256m}
      restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 2m}
      update_config: {parallelism: 1, order: start-first, delay: 10s, failure_action: rollback}
      placement: {constraints: [node.role == worker]}
`,
  ],
  [
    'limits beside the image',
    'services:\n  a:\n    image: a\n    mem_limit: 512m\n    mem_reservation: 256m\n    cpus: 0.5\n    pids_limit: 200\n    memswap_limit: -1\n',
  ],
  [
    'limits said twice alike',
    'services:\n  a:\n    image: a\n    mem_limit: 1g\n    cpus: "1.0"\n    deploy: {resources: {limits: {memory: 1024MB, cpus: "1"}}}\n',
  ],
  [
    'sizes in every unit',
    'services:\n  a: {image: a, mem_limit: 536870912}\n  b: {image: b, mem_limit: 512MiB}\n  c: {image: c, mem_limit: 0.5gb}\n  d: {image: d, mem_limit: 524288kb, shm_size: "1048576b"}\n',
  ],
  [
    'limits in a fragment, merged',
    `x-bounds: &bounds
  mem_limit: 256m
  cpus: 0.25
  pids_limit: 100
x-log: &log
  logging: {driver: local, options: {max-size: 10m, max-file: 3}}
services:
  a:
    <<: [*bounds, *log]
    image: a
  b:
    <<: *bounds
    image: b
    mem_limit: 1g
`,
  ],
  [
    'hardening',
    `services:
  web:
    image: nginxinc/nginx-unprivileged:1.29
    user: "101:101"
    read_only: true
    cap_drop: [ALL]
    cap_add: [NET_BIND_SERVICE]
    security_opt:
      - no-new-privileges:true
      - seccomp=./seccomp.json
    tmpfs: [/tmp, /var/cache/nginx, /run]
    privileged: false
    userns_mode: host
    sysctls:
      net.core.somaxconn: 1024
    ulimits:
      nproc: 512
      nofile: {soft: 1024, hard: 4096}
`,
  ],
  ['sysctls as a list', 'services:\n  a:\n    image: a\n    sysctls: [net.core.somaxconn=1024]\n    group_add: [audio, 1001]\n'],
  [
    'graceful stop',
    `services:
  worker: {image: worker, init: true, stop_grace_period: 1m30s, stop_signal: SIGQUIT, restart: unless-stopped}
  other: {image: other, stop_grace_period: 90s, restart: "no", init: "true"}
  third: {image: third, stop_grace_period: 0s, restart: "on-failure:3"}
`,
  ],
  [
    'logging per service',
    `services:
  a:
    image: a
    logging:
      driver: json-file
      options: {max-size: "10m", max-file: "3", mode: non-blocking, max-buffer-size: 4m}
`,
  ],
  [
    'environment as a list',
    'services:\n  a:\n    image: a\n    environment:\n      - A=1\n      - "B=two words"\n      - C\n      - D=\n      - E=x=y\n',
  ],
  [
    'environment as a map',
    'services:\n  a:\n    image: a\n    environment:\n      A: 1\n      B: "true"\n      C:\n      D: null\n      E: true\n      F: 1.50\n',
  ],
  [
    'env files in every form',
    'services:\n  a: {image: a, env_file: .env}\n  b: {image: b, env_file: [a.env, b.env]}\n  c:\n    image: c\n    env_file:\n      - path: ./c.env\n        required: false\n        format: raw\n',
  ],
  [
    'variables',
    `services:
  a:
    image: \${REGISTRY:-docker.io}/\${NAME:?give the image a name}:\${TAG-latest}
    command: ["sh", "-c", "echo $$HOME \${GREETING:+hello} \${A:-\${B:-c}}"]
    ports: ["\${PORT:-8080}:80", "\${OTHER}:81"]
    mem_limit: \${LIMIT:-512m}
    cpus: \${CPUS}
    read_only: \${READ_ONLY:-true}
    stop_grace_period: \${GRACE}
    volumes: ["\${DATA_DIR:-./data}:/data", "\${WHERE}:/where"]
`,
  ],
  [
    'commands in every form',
    `services:
  a: {image: a, command: npm run start -- --port 3000}
  b: {image: b, command: ["node", "server.js"], entrypoint: /entry.sh}
  c: {image: c, command: [], entrypoint: ["tini", "--"]}
  d:
    image: d
    command: >
      sh -c "echo 'one' &&
             exec node d.js"
  e: {image: e, command: null, entrypoint: ""}
`,
  ],
  [
    'networks in every form',
    `services:
  a: {image: a, networks: [front, back]}
  b:
    image: b
    networks:
      back:
        aliases: [database]
        ipv4_address: 172.28.0.5
        priority: 100
      front:
  c: {image: c, network_mode: none}
  d: {image: d, network_mode: "service:c"}
  e: {image: e, networks: [default], extra_hosts: ["host.docker.internal:host-gateway"], dns: 9.9.9.9}
  f: {image: f, extra_hosts: {somehost: 162.242.195.82}, dns: [9.9.9.9, 1.1.1.1]}
networks:
  front: {}
  back:
    internal: true
    driver: bridge
    ipam: {config: [{subnet: 172.28.0.0/16}]}
  outside:
    external: true
    name: shared
`,
  ],
  [
    'watching while developing',
    `services:
  web:
    build: {context: ., target: dev}
    develop:
      watch:
        - {path: ./src, action: sync, target: /app/src, ignore: [node_modules/], initial_sync: true}
        - {path: package.json, action: rebuild}
        - {path: ./conf, action: sync+restart, target: /etc/app}
        - path: ./css
          action: sync+exec
          target: /app/css
          include: "*.css"
          exec: {command: npm run css}
`,
  ],
  [
    'a bind mount with its node_modules kept',
    'services:\n  dev:\n    build: {context: ., target: dev}\n    volumes:\n      - .:/app\n      - /app/node_modules\n',
  ],
  [
    'extends in the file',
    `services:
  base:
    image: app
    environment: {A: 1, B: 2}
    healthcheck: {test: ["CMD", "true"]}
  worker:
    extends: {service: base}
    command: [work]
    environment: [B=3]
  other:
    extends: base
`,
  ],
  [
    'extends out of another file',
    'services:\n  web:\n    extends:\n      file: common.yaml\n      service: web\n    environment: {A: 1}\n',
  ],
  [
    'includes',
    'include:\n  - infra/compose.yaml\n  - path: [a.yaml, b.yaml]\n    project_directory: ..\n    env_file: x.env\nservices:\n  web:\n    image: web\n    depends_on: [db-from-include]\n    volumes: [shared:/x]\n',
  ],
  [
    'hooks',
    `services:
  app:
    image: app
    user: "10001"
    volumes: [data:/data]
    post_start:
      - command: chown -R 10001:10001 /data
        user: root
        privileged: true
    pre_stop:
      - command: ["./drain.sh"]
        environment: [MODE=fast]
volumes:
  data: {}
`,
  ],
  [
    'a one-shot owner of the volume',
    'services:\n  own:\n    image: busybox\n    user: "0"\n    command: chown -R 10001:10001 /data\n    volumes: [data:/data]\n  app:\n    image: app\n    user: 10001:10001\n    volumes: [data:/data]\n    depends_on:\n      own: {condition: service_completed_successfully}\nvolumes:\n  data:\n',
  ],
  [
    'GPUs and devices',
    'services:\n  a:\n    image: a\n    gpus: all\n    devices: ["/dev/snd:/dev/snd", {source: /dev/fuse, target: /dev/fuse, permissions: rwm}]\n  b:\n    image: b\n    deploy: {resources: {reservations: {devices: [{driver: nvidia, count: 1, capabilities: [gpu]}]}}}\n',
  ],
  [
    'labels of a proxy',
    'services:\n  web:\n    image: web\n    labels:\n      - traefik.enable=true\n      - "traefik.http.routers.web.rule=Host(`example.com`)"\n  api:\n    image: api\n    labels: {com.example.team: core, com.example.on: true}\n',
  ],
  [
    'extension keys everywhere',
    'x-a: 1\nservices:\n  web:\n    x-note: [any, {thing: 1}]\n    image: web\n    build:\n      context: .\n      x-more: true\nvolumes:\n  v:\n    x-v: {}\n',
  ],
  ['a provider instead of an image', 'services:\n  db:\n    provider: {type: awesomecloud, options: {size: 10, tags: [a, b]}}\n'],
  ['models', 'services:\n  chat:\n    image: chat\n    models: [llm]\nmodels:\n  llm:\n    model: ai/smollm2\n    context_size: 4096\n'],
  [
    'anchors on values',
    'services:\n  a:\n    image: &image app:1\n    healthcheck: &health\n      test: ["CMD", "true"]\n      interval: 10s\n  b:\n    image: *image\n    healthcheck:\n      <<: *health\n      interval: 20s\n',
  ],
  ['Windows paths and line ends', 'services:\r\n  a:\r\n    image: a\r\n    volumes:\r\n      - C:\\data:C:\\app\\data\r\n'],
  [
    'many odd but allowed keys',
    'services:\n  a:\n    image: a\n    attach: false\n    cgroup: private\n    cpuset: 0-3\n    cpu_shares: 512\n    domainname: example.com\n    hostname: a1\n    ipc: shareable\n    mac_address: 02:42:ac:11:00:02\n    oom_score_adj: -500\n    platform: linux/amd64\n    pull_policy: daily\n    runtime: runc\n    scale: 2\n    stdin_open: true\n    storage_opt: {size: 1G}\n    tty: true\n    uts: host\n    pid: host\n    working_dir: /app\n    container_name: a\n    annotations: {k: v}\n    volumes_from: [b:ro]\n    links: [b]\n  b: {image: b}\n',
  ],
  ['two documents', 'services:\n  a: {image: a}\n---\nservices:\n  a: {ports: ["80:80"]}\n'],
];

test('there are enough files', () => expect(valid.length).toBeGreaterThanOrEqual(40));

test.each(valid)('%s', (_, text) => {
  const { diagnostics } = readCompose(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});
