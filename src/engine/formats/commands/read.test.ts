import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, actionsOf } from './commands.ts';
import { readCommands } from './read.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const first = (line: string): Action | undefined => {
  const { action, inner } = readCommands(line).invocations[0] ?? {};
  return inner?.action ?? action;
};
const rulesOf = (line: string) => readCommands(line).diagnostics.map((found) => `${found.severity} ${found.rule}`);

/** Lines that Docker accepts, with what they come to. */
const runs: [line: string, expected: object][] = [
  ['docker run app', { kind: 'run', image: { repository: 'app', kind: 'untagged' }, command: [], readOnly: false, detach: false }],
  ['docker container run app:1', { image: { tag: '1', kind: 'tag' } }],
  ['docker create app', { kind: 'run', starts: false }],
  ['sudo docker run app', { image: { repository: 'app' } }],
  ['/usr/bin/docker run app', { image: { repository: 'app' } }],
  ['docker --context prod run app', { image: { repository: 'app' } }],
  ['docker -H tcp://host:2376 run app', { image: { repository: 'app' } }],
  ['docker run -dit app', { detach: true, interactive: true, tty: true }],
  ['docker run --detach --interactive=true app', { detach: true, interactive: true, tty: false }],
  ['docker run --detach=false app', { detach: false }],
  ['docker run -p8080:80 app', { ports: [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' }] }],
  ['docker run -p=8080:80 app', { ports: [{ hostPort: 8080, containerPort: 80 }] }],
  ['docker run -dp 8080:80/udp app', { detach: true, ports: [{ host: '8080', protocol: 'udp' }] }],
  ['docker run --publish 127.0.0.1:8080:80 app', { ports: [{ ip: '127.0.0.1', hostPort: 8080 }] }],
  ['docker run --publish "[::1]:8080:80" app', { ports: [{ ip: '::1', hostPort: 8080, containerPort: 80 }] }],
  ['docker run -p 127.0.0.1::80 app', { ports: [{ ip: '127.0.0.1', containerPort: 80 }] }],
  ['docker run -p 3000-3002:3000-3002 app', { ports: [{ host: '3000-3002', containerPort: 3000 }] }],
  ['docker run -p 80 -P app', { ports: [{ container: '80' }], publishAll: true }],
  ['docker run -m 512m app', { memory: { value: 536_870_912 } }],
  ['docker run --memory=0.5g app', { memory: { value: 536_870_912 } }],
  ['docker run --memory 512MB --memory-swap 1GiB app', { memory: { value: 536_870_912 }, memorySwap: { value: 1_073_741_824 } }],
  ['docker run -m 536870912 --memory-swap -1 app', { memory: { value: 536_870_912 }, memorySwap: { value: -1 } }],
  ['docker run --cpus .5 app', { cpus: { value: 0.5 } }],
  ['docker run --cpus=0.50 --pids-limit=100 app', { cpus: { value: 0.5 }, pidsLimit: { value: 100 } }],
  ['docker run --pids-limit -1 app', { pidsLimit: { value: -1 } }],
  ['docker run --cap-drop ALL --cap-add CAP_NET_BIND_SERVICE app', { capDrop: ['ALL'], capAdd: ['NET_BIND_SERVICE'] }],
  ['docker run --cap-drop=all --cap-add=net_bind_service app', { capDrop: ['ALL'], capAdd: ['NET_BIND_SERVICE'] }],
  ['docker run --security-opt no-new-privileges app', { noNewPrivileges: true }],
  ['docker run --security-opt=no-new-privileges:true app', { noNewPrivileges: true, securityOpt: { 'no-new-privileges': 'true' } }],
  ['docker run --security-opt "no-new-privileges=true" app', { noNewPrivileges: true }],
  ['docker run --security-opt no-new-privileges=false app', { noNewPrivileges: false }],
  ['docker run --security-opt seccomp=unconfined app', { securityOpt: { seccomp: 'unconfined' } }],
  ['docker run --security-opt seccomp=./profile.json app', { securityOpt: { seccomp: './profile.json' } }],
  ['docker run --security-opt label=type:a --security-opt label=level:b app', { securityOpt: { label: 'type:a,level:b' } }],
  ['docker run --read-only --tmpfs /tmp app', { readOnly: true, mounts: [{ type: 'tmpfs', target: '/tmp' }] }],
  ['docker run --tmpfs /tmp:rw,size=64m,mode=1777 app', { mounts: [{ type: 'tmpfs', target: '/tmp', size: 67_108_864 }] }],
  ['docker run --mount type=tmpfs,dst=/tmp,tmpfs-size=64m app', { mounts: [{ type: 'tmpfs', target: '/tmp', size: 67_108_864 }] }],
  ['docker run --mount=destination=/tmp/,type=tmpfs app', { mounts: [{ type: 'tmpfs', target: '/tmp' }] }],
  ['docker run -v /:/host app', { mounts: [{ type: 'bind', source: '/', target: '/host', readonly: false }] }],
  ['docker run -v data:/data:ro app', { mounts: [{ type: 'volume', source: 'data', target: '/data', readonly: true }] }],
  ['docker run -v /data app', { mounts: [{ type: 'volume', target: '/data' }] }],
  ['docker run -v "$PWD":/src app', { mounts: [{ type: 'bind', source: '$PWD', target: '/src', literal: false }] }],
  ['docker run -v ${HOME:-/root}/.npm:/npm app', { mounts: [{ type: 'bind', target: '/npm' }] }],
  [
    'docker run --mount type=bind,src=/var/run/docker.sock,target=/var/run/docker.sock,readonly app',
    { mounts: [{ type: 'bind', source: '/var/run/docker.sock', readonly: true }] },
  ],
  ['docker run --mount source=data,target=/data app', { mounts: [{ type: 'volume', source: 'data', target: '/data' }] }],
  ['docker run --mount "type=bind,source=a b,target=/x,ro=false" app', { mounts: [{ source: 'a b', readonly: false }] }],
  ['docker run -u 10001:10001 app', { user: { user: '10001', group: '10001', root: 'no', numeric: 'yes' } }],
  ['docker run --user=node app', { user: { user: 'node', root: 'unknown', numeric: 'no' } }],
  ['docker run -u 0 app', { user: { root: 'yes' } }],
  ['docker run -u root:root app', { user: { root: 'yes' } }],
  ['docker run -u "$(id -u)" app', { user: { root: 'unknown', numeric: 'unknown' } }],
  ['docker run --privileged app', { privileged: true }],
  ['docker run --network host --pid=host --ipc host --uts=host app', { hostNamespaces: ['network', 'pid', 'ipc', 'uts'] }],
  ['docker run --net=none app', { networks: ['none'], hostNamespaces: [] }],
  ['docker run --network name=front,alias=web app', { networks: ['front'] }],
  ['docker run -e A=1 -e B --env "C=x y" app', { env: [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'C', value: 'x y' }] }],
  ['docker run --env-file .env app', { envFiles: ['.env'] }],
  ['docker run --restart unless-stopped app', { restart: { value: 'unless-stopped' } }],
  ['docker run --restart=on-failure:5 app', { restart: { value: 'on-failure:5' } }],
  [
    'docker run --init --stop-timeout 60 --stop-signal SIGQUIT app',
    { init: true, stopTimeout: { value: 60 }, stopSignal: { value: 'SIGQUIT' } },
  ],
  [
    'docker run --log-driver local --log-opt max-size=10m --log-opt max-file=3 app',
    { logDriver: { value: 'local' }, logOpts: { 'max-size': '10m', 'max-file': '3' } },
  ],
  [
    'docker run --health-cmd "curl -f http://127.0.0.1" --health-interval 1m30s --health-retries=3 app',
    { health: { command: { text: 'curl -f http://127.0.0.1' }, interval: { value: 90_000 }, retries: { value: 3 } } },
  ],
  ['docker run --no-healthcheck app', { health: { disabled: true } }],
  ['docker run --ulimit nofile=1024:2048 app', { ulimits: [{ name: 'nofile', soft: 1024, hard: 2048 }] }],
  ['docker run app node --inspect -p 1', { command: [{ text: 'node' }, { text: '--inspect' }, { text: '-p' }, { text: '1' }], ports: [] }],
  ['docker run --rm -- app ls', { image: { repository: 'app' }, remove: true }],
  ['docker run ghcr.io:443/acme/app', { image: { repository: 'ghcr.io:443/acme/app', kind: 'untagged' } }],
  [`docker run app:1@${digest}`, { image: { repository: 'app', tag: '1', digest, kind: 'digest' } }],
  ['docker run "$IMAGE"', { image: { kind: 'unknown' } }],
  ['docker run "$REPO:$TAG"', { image: { repository: '$REPO', tag: '$TAG', kind: 'tag' } }],
  ['docker run \\\n  --read-only \\\n  app', { readOnly: true }],
  [
    'docker run --name web --hostname h -w /app --entrypoint sh -l a=b --shm-size 64m app',
    {
      name: { value: 'web' },
      workdir: { value: '/app' },
      entrypoint: { value: 'sh' },
      labels: [{ name: 'a', value: 'b' }],
      shmSize: { value: 67_108_864 },
    },
  ],
];

const builds: [line: string, expected: object][] = [
  ['docker build .', { kind: 'build', context: { text: '.' }, contextKind: 'path', push: false }],
  ['docker buildx build .', { kind: 'build' }],
  ['docker image build .', { kind: 'build' }],
  ['docker builder build .', { kind: 'build' }],
  ['docker buildx b -t a:1 --tag b:2 .', { tags: ['a:1', 'b:2'] }],
  ['docker build . -f docker/Dockerfile --target test', { file: { value: 'docker/Dockerfile' }, target: { value: 'test' } }],
  ['docker build --target=test .', { target: { value: 'test' } }],
  ['docker build https://github.com/acme/app.git#main', { contextKind: 'git' }],
  ['docker build git@github.com:acme/app.git', { contextKind: 'git' }],
  ['docker build - < Dockerfile', { contextKind: 'stdin' }],
  ['docker build https://example.com/context.tar.gz', { contextKind: 'url' }],
  ['docker build --secret id=npm,env=NPM_TOKEN .', { secrets: [{ id: 'npm', kind: 'env', env: 'NPM_TOKEN' }] }],
  ['docker build --secret=id=NPM_TOKEN .', { secrets: [{ id: 'NPM_TOKEN', kind: 'env-or-file' }] }],
  [
    'docker build --secret id=npmrc,src=$HOME/.npmrc .',
    { secrets: [{ id: 'npmrc', kind: 'file', source: '$HOME/.npmrc', sourceIsValue: false }] },
  ],
  ['docker build --secret type=file,id=npmrc,source=.npmrc .', { secrets: [{ id: 'npmrc', kind: 'file', source: '.npmrc' }] }],
  ['docker build --secret type=env,id=npm,src=TOKEN .', { secrets: [{ kind: 'env', env: 'TOKEN' }] }],
  ['docker build --secret "id=npm,src=$NPM_TOKEN" .', { secrets: [{ sourceIsValue: true }] }],
  ['docker build --build-arg A=1 --build-arg B .', { buildArgs: [{ name: 'A', value: '1' }, { name: 'B' }] }],
  [
    'docker build --ssh default --ssh git=~/.ssh/key .',
    {
      ssh: [
        { id: 'default', source: '' },
        { id: 'git', source: '~/.ssh/key' },
      ],
    },
  ],
  ['docker build --platform linux/amd64,linux/arm64 .', { platforms: ['linux/amd64', 'linux/arm64'] }],
  ['docker build --platform linux/amd64 --platform linux/arm64 .', { platforms: ['linux/amd64', 'linux/arm64'] }],
  [
    'docker build --output type=image,name=a,push=true,rewrite-timestamp=true .',
    { push: true, outputs: [{ type: 'image', rewriteTimestamp: true, names: ['a'] }] },
  ],
  ['docker build -o out .', { outputs: [{ type: 'local', attributes: { dest: 'out' } }] }],
  ['docker build -o - .', { outputs: [{ type: 'tar' }] }],
  ['docker build -o type=registry .', { push: true }],
  ['docker build -o type=docker .', { load: true }],
  ['docker build --output "type=image,push-by-digest=true,push=true" .', { outputs: [{ pushByDigest: true }] }],
  [
    'docker build --push --sbom=true --provenance=mode=max .',
    { push: true, sbom: { enabled: true }, provenance: { enabled: true, mode: 'max' } },
  ],
  ['docker build --provenance=false .', { provenance: { enabled: false } }],
  ['docker build --attest type=provenance,mode=max --attest=type=sbom .', { provenance: { mode: 'max' }, sbom: { enabled: true } }],
  ['docker build --cache-from acme/app:cache .', { cacheFrom: [{ type: 'registry', ref: 'acme/app:cache' }] }],
  [
    'docker build --cache-to type=gha,mode=max --cache-from=type=gha .',
    { cacheTo: [{ type: 'gha', mode: 'max' }], cacheFrom: [{ type: 'gha' }] },
  ],
  ['docker build --cache-to type=local,dest=/tmp/c .', { cacheTo: [{ type: 'local', path: '/tmp/c' }] }],
  ['docker build --cache-to type=inline .', { cacheTo: [{ type: 'inline' }] }],
  ['docker build --no-cache --pull .', { noCache: true, pull: true }],
  ['docker build --no-cache-filter a,b .', { noCacheFilter: ['a', 'b'] }],
  ['docker build --check .', { check: true }],
  ['docker build --call=check .', { check: true }],
  ['docker build --build-context site=./dist .', { contexts: [{ name: 'site', value: './dist' }] }],
  [
    'docker build --load --metadata-file m.json --iidfile id .',
    { load: true, metadataFile: { value: 'm.json' }, iidFile: { value: 'id' } },
  ],
  ['docker buildx --builder remote build .', { builder: { value: 'remote' } }],
  ['docker build $FLAGS .', { context: { text: '.' }, invocation: { open: [{ text: '$FLAGS' }] } }],
  [
    'docker buildx bake test prod --push --set *.platform=linux/arm64',
    { kind: 'bake', targets: ['test', 'prod'], push: true, set: [{ target: '*', key: 'platform', value: 'linux/arm64' }] },
  ],
  ['docker bake -f a.hcl --provenance=mode=max', { kind: 'bake', files: ['a.hcl'], provenance: { mode: 'max' } }],
];

const others: [line: string, expected: object][] = [
  ['docker push ghcr.io/acme/app:1', { kind: 'push', image: { repository: 'ghcr.io/acme/app', tag: '1' } }],
  ['docker image push -a acme/app', { kind: 'push', allTags: true }],
  ['docker pull --platform linux/arm64 alpine', { kind: 'pull', platform: { value: 'linux/arm64' } }],
  ['docker tag app:1 ghcr.io/acme/app:1', { kind: 'tag', source: { tag: '1' }, target: { repository: 'ghcr.io/acme/app' } }],
  ['docker login -u me -p secret', { kind: 'login', password: 'argument' }],
  ['echo $T | docker login ghcr.io -u me --password-stdin', { kind: 'login', password: 'stdin', server: { text: 'ghcr.io' } }],
  [
    'docker buildx imagetools create -t a:1 a@sha256:1 a@sha256:2',
    { kind: 'index', tool: 'imagetools', tags: ['a:1'], sources: [{ kind: 'digest' }, { kind: 'digest' }], open: false },
  ],
  ["docker buildx imagetools create -t a:1 $(printf 'a@sha256:%s ' *)", { kind: 'index', open: true }],
  ['docker manifest create a:1 a:amd64 a:arm64', { kind: 'index', tool: 'manifest', tags: ['a:1'] }],
  ['docker manifest push a:1', { kind: 'push', manifest: true }],
  ['docker buildx create --use --driver remote tcp://x', { kind: 'builder', driver: 'remote', use: true }],
  ['docker buildx create --use', { kind: 'builder', driver: 'docker-container' }],
  [
    'docker compose -f a.yaml -f b.yaml up -d --wait web',
    { kind: 'compose', verb: 'up', files: ['a.yaml', 'b.yaml'], detach: true, wait: true, services: ['web'] },
  ],
  ['docker-compose build --no-cache', { kind: 'compose', verb: 'build', noCache: true, build: true }],
  ['docker compose exec -it api sh', { kind: 'compose', verb: 'exec', services: ['api'] }],
  ['docker compose run -it --no-build api sh', { kind: 'compose', verb: 'run', services: ['api'] }],
  [
    'docker compose run --rm api npm test',
    { kind: 'compose', verb: 'run', services: ['api'], command: [{ text: 'npm' }, { text: 'test' }] },
  ],
  ['docker compose up --exit-code-from test', { kind: 'compose', exitCodeFrom: { value: 'test' }, abortOnExit: true }],
  [
    'trivy image app',
    {
      kind: 'scan',
      tool: 'trivy',
      targetKind: 'image',
      failsOnFindings: 'no',
      severities: ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'],
    },
  ],
  [
    'trivy -q image --exit-code 1 -s HIGH,CRITICAL --ignore-unfixed app:1',
    { failsOnFindings: 'yes', severities: ['HIGH', 'CRITICAL'], ignoreUnfixed: true, target: { tag: '1' } },
  ],
  ['trivy i --exit-code=0 app', { failsOnFindings: 'no' }],
  ['TRIVY_EXIT_CODE=1 TRIVY_SEVERITY=CRITICAL trivy image app', { failsOnFindings: 'yes', severities: ['CRITICAL'] }],
  ['trivy image --exit-code "$CODE" app', { failsOnFindings: 'unknown' }],
  ['trivy image --input app.tar', { targetKind: 'archive' }],
  ['trivy fs .', { targetKind: 'folder' }],
  ['trivy config .', { targetKind: 'config' }],
  ['trivy image --vex openvex.json --vex repo app', { vex: ['openvex.json', 'repo'] }],
  ['grype app:1', { tool: 'grype', failsOnFindings: 'no' }],
  ['grype app:1 --fail-on high --only-fixed', { failsOnFindings: 'yes', severities: ['HIGH', 'CRITICAL'], ignoreUnfixed: true }],
  ['grype -f critical sbom:./app.json', { targetKind: 'sbom', severities: ['CRITICAL'], target: { text: './app.json' } }],
  ['grype dir:.', { targetKind: 'folder' }],
  ['grype registry:ghcr.io/acme/app:1', { targetKind: 'image', target: { repository: 'ghcr.io/acme/app' } }],
  ['snyk container test app:1 --severity-threshold=high', { tool: 'snyk', failsOnFindings: 'yes', severities: ['HIGH', 'CRITICAL'] }],
  ['docker scout cves app', { tool: 'scout', failsOnFindings: 'no' }],
  [
    'docker scout cves -e --only-severity critical,high --only-fixed app',
    { failsOnFindings: 'yes', severities: ['HIGH', 'CRITICAL'], ignoreUnfixed: true },
  ],
  ['docker scout cves --exit-code registry://app:1', { target: { repository: 'app', tag: '1' } }],
  [`docker run --rm aquasec/trivy@${digest} image --exit-code 1 app`, { kind: 'scan', tool: 'trivy', failsOnFindings: 'yes' }],
  [
    'docker run --rm -v /var/run/docker.sock:/var/run/docker.sock anchore/grype app --fail-on high',
    { kind: 'scan', tool: 'grype', failsOnFindings: 'yes' },
  ],
  ['syft app -o spdx-json=sbom.json', { kind: 'sbom', formats: ['spdx-json'] }],
  [
    `cosign sign --yes ghcr.io/acme/app@${digest}`,
    { kind: 'signing', verb: 'sign', keyless: true, yes: true, images: [{ kind: 'digest' }] },
  ],
  ['cosign sign --key cosign.key app:1', { keyless: false, images: [{ kind: 'tag' }] }],
  [
    'cosign verify --certificate-identity a --certificate-oidc-issuer b "$IMAGE@$DIGEST"',
    { verb: 'verify', identity: { value: 'a' }, issuer: { value: 'b' }, images: [{ kind: 'digest' }] },
  ],
  ["cosign verify --certificate-identity-regexp '.*' app", { identityPattern: { matchesAll: true, anchored: false } }],
  [
    "cosign verify --certificate-identity-regexp '^https://github\\.com/acme/app/.+$' app",
    { identityPattern: { matchesAll: false, anchored: true, prefix: 'https://github.com/acme/app/' } },
  ],
  ["cosign verify --certificate-identity-regexp='https://github.com/acme/.*' app", { identityPattern: { anchored: false, prefix: '' } }],
  ["cosign verify --certificate-identity-regexp '^a$|b' app", { identityPattern: { anchored: false } }],
  [
    "cosign verify --certificate-identity-regexp '^(https://a/x|https://a/y)$' app",
    { identityPattern: { anchored: true, prefix: 'https://a/' } },
  ],
  ['cosign verify --insecure-ignore-tlog --key k app', { ignoresLog: true }],
  [
    'cosign verify-attestation --type slsaprovenance --policy p.rego app',
    { verb: 'verify-attestation', type: { value: 'slsaprovenance' }, policies: ['p.rego'] },
  ],
  ['cosign attest --predicate sbom.json --type spdxjson app', { verb: 'attest', predicate: { value: 'sbom.json' } }],
];

describe('accepted command lines', () => {
  test.each([...runs, ...builds, ...others])('%s', (line, expected) => {
    expect(first(line)).toMatchObject(expected);
    expect(readCommands(line).diagnostics.filter((found) => found.severity === 'error')).toEqual([]);
  });

  test('the tables are as large as they should be', () => {
    expect(runs.length + builds.length + others.length + refused.length).toBeGreaterThan(170);
  });
});

const error = 'error unknown-flag';
const bad = 'error invalid-flag-value';
const refused: [line: string, rules: string[], message: string][] = [
  ['docker run --memroy 512m app', [error], 'Did you mean `--memory`?'],
  ['docker run --readonly app', [error], '`--read-only`'],
  ['docker run -memory 512m app', [error], 'one hyphen'],
  ['docker run --restart=alway app', [bad], '`always`'],
  ['docker run --restart always:3 app', [bad], '`on-failure`'],
  ['docker run --cap-drop NET_RAWW app', [bad], '`NET_RAW`'],
  ['docker run --cap-add SYS_ADMN app', [bad], '`SYS_ADMIN`'],
  ['docker run -m 512mo app', [bad], 'is not a size'],
  ['docker run -m 512 app', ['error conflicting-flags'], 'less than 6 MB'],
  ['docker run --memory-swap 1g app', ['error conflicting-flags'], 'needs `--memory`'],
  ['docker run -m 1g --memory-swap 512m app', ['error conflicting-flags'], 'cannot be less'],
  ['docker run --cpus 500m app', [bad], 'Kubernetes'],
  ['docker run --health-interval 30 app', [bad], 'is not a duration'],
  ['docker run --pids-limit many app', [bad], 'whole number'],
  ['docker run -p 99999:80 app', [], ''],
  ['docker run -p 80:99999 app', [bad], '65535'],
  ['docker run -p http app', [bad], 'is not a port'],
  ['docker run -v data:data app', [bad], 'must begin with `/`'],
  ['docker run -v a:/b:readnly app', [bad], 'is not an option'],
  ['docker run --mount type=tmpf,target=/x app', [bad], '`tmpfs`'],
  ['docker run --mount type=tmpfs app', [bad], 'does not say where'],
  ['docker run --mount type=tmpfs,path=/x app', [bad], 'is not a key'],
  ['docker run --security-opt no-new-privs app', [bad], 'is not a security option'],
  ['docker run --security-opt seccomp app', [bad], 'needs a value'],
  ['docker run --rm --restart always app', ['error conflicting-flags'], 'nothing to restart'],
  ['docker run --no-healthcheck --health-cmd x app', ['error conflicting-flags'], 'contradict'],
  ['docker run --init=maybe app', [bad], 'is a switch'],
  ['docker run --read-only \\\n  # ends the command\n  app', ['error missing-operand'], 'needs an image'],
  ['docker run -d', ['error missing-operand'], 'needs an image'],
  ['docker run --name', ['error missing-flag-value', 'error missing-operand'], 'needs a value'],
  ['docker run --name --rm app', ['error missing-flag-value'], 'takes the next word'],
  ['docker run --pull sometimes app', [bad], 'takes one of'],
  ['$ docker run app', ['error unknown-program'], 'the prompt'],
  ['dokcer run app', ['error unknown-program'], '`docker`'],
  ['docker run –read-only app', ['error typographic-dash'], '`--read-only`'],
  ['docker run —rm app', ['error typographic-dash'], '`--rm`'],
  ['docker run --rm \\ \n app', ['error space-after-backslash'], 'does not join'],
  ['docker rnu app', ['error unknown-command'], '`run`'],
  ['docker build', ['error missing-operand'], 'the build context'],
  ['docker build . extra', ['error too-many-operands'], 'one word too many'],
  ['docker build -e A=1 .', [error], '`--build-arg`'],
  ['docker build --secret NPM_TOKEN=abc .', [bad], "shell's history"],
  ['docker build --secret id=npm,from=env .', [bad], 'is not a key'],
  ['docker build --secret env=NPM .', [bad], 'has no `id`'],
  ['docker build --secret npm .', [bad], 'is not a key'],
  ['docker build --secret id=npm,src=$NPM_TOKEN .', ['warning secret-source-is-value'], 'is the path of a file'],
  ['docker build --cache-to type=ghaa .', [bad], '`gha`'],
  ['docker build --cache-to type=registry .', [bad], '`ref='],
  ['docker build --cache-to type=gha,mode=all .', [bad], '`max`'],
  ['docker build --output type=imag .', [bad], '`image`'],
  ['docker build --output dest=out .', [bad], 'does not say what to write'],
  ['docker build --provenance=maximal .', [bad], 'neither'],
  ['docker build --sbom --push .', ['error missing-flag-value', bad], 'takes the next word'],
  ['docker build --tagg app .', [error], '`--tag`'],
  ['docker build --read-only .', [error], 'is a flag of `docker run`'],
  ['docker push', ['error missing-operand'], 'an image'],
  ['docker push -a acme/app:1', ['error conflicting-flags'], 'must not have one'],
  ['trivy image --severity HIHG app', [bad], '`HIGH`'],
  ['trivy image --exitcode 1 app', [error], '`--exit-code`'],
  ['trivy image --format pdf app', [bad], 'takes one of'],
  ['grype app --fail-on hgih', [bad], '`high`'],
  ['cosign verify', ['error missing-operand'], 'an image'],
  ['cosign verify --certificate-identitty a app', [error], '`--certificate-identity`'],
  ['trivy image --brand-new-flag app', ['info unknown-flag'], 'that we know'],
  ["docker run 'app", ['error shell-syntax'], ''],
];

test.each(refused)('%s', (line, rules, message) => {
  expect(rulesOf(line)).toEqual(expect.arrayContaining(rules));
  expect(rulesOf(line).length).toBeGreaterThanOrEqual(rules.length);
  expect(
    readCommands(line)
      .diagnostics.map((found) => found.message)
      .join('\n'),
  ).toContain(message);
});

test('what follows an unknown flag is still understood', () => {
  expect(first('$ docker run –read-only app')).toMatchObject({ readOnly: true, image: { repository: 'app' } });
  expect(readCommands('ls dokcer; echo run; node run; packer build x; podman run y').diagnostics).toEqual([]);
  expect(first('docker run --memroy 512m --read-only app')).toMatchObject({ readOnly: true, image: { repository: 'app' } });
  expect(first('docker run -memory 512m app')).toMatchObject({ image: { repository: 'app' } });
});

test('what is checked, in pipes, lists and conditions', () => {
  const checked = (text: string) => readCommands(text).invocations.map((call) => call.command.checked);
  expect(checked('trivy image --exit-code 1 app || true')).toEqual([false]);
  expect(checked('trivy image --exit-code 1 app | tee out')).toEqual([false]);
  expect(checked('set -o pipefail\ntrivy image --exit-code 1 app | tee out')).toEqual([true]);
  expect(checked('trivy image app && docker push app')).toEqual([true, true]);
  expect(checked('set -e\ntrivy image app\ndocker push app')).toEqual([true, true]);
  expect(checked('trivy image app; docker push app')).toEqual([false, true]);
});

test('a failure that the script looks at itself', () => {
  const noticed = (text: string) => readCommands(text).invocations.map((call) => call.noticed);
  expect(noticed('if ! trivy image app; then echo bad; exit 1; fi\ndocker push app')).toEqual([true, true]);
  expect(noticed('if trivy image app; then docker push app; else exit 1; fi')).toEqual([true, true]);
  expect(noticed('if ! trivy image app; then echo bad; fi\ndocker push app')).toEqual([false, true]);
  expect(noticed('if ! trivy image app; then exit 0; fi\ndocker push app')).toEqual([false, true]);
  expect(noticed('trivy image app || { echo bad; exit 1; }\ndocker push app')).toEqual([true, true]);
  expect(noticed('trivy image app || echo skipped\ndocker push app')).toEqual([false, true]);
});

test('variables and the environment', () => {
  const text = 'export SOURCE_DATE_EPOCH=1\nIMAGE=app:1\nFOO=2 docker push "$IMAGE"\nIMAGE=app:2\ndocker push $IMAGE';
  const [one, two] = readCommands(text).invocations;
  expect(one?.env.get('SOURCE_DATE_EPOCH')?.text).toBe('1');
  expect(one?.env.get('FOO')?.text).toBe('2');
  expect(one?.env.get('IMAGE')).toBeUndefined();
  expect(two?.env.get('FOO')).toBeUndefined();
  expect([one?.variables.get('IMAGE')?.text, two?.variables.get('IMAGE')?.text]).toEqual(['app:1', 'app:2']);
});

test('actions of a kind, in order', () => {
  const commands = readCommands(`docker build -t a .\ntrivy image a\ndocker run aquasec/trivy image b\ndocker push a`);
  expect(actionsOf(commands, 'scan').map((scan) => scan.target?.text)).toEqual(['a', 'b']);
  expect(actionsOf(commands, 'push').map((push) => push.image?.text)).toEqual(['a']);
});

const words = fc.constantFrom(
  'docker',
  'run',
  'build',
  'buildx',
  'trivy',
  'image',
  'cosign',
  'verify',
  '-dit',
  '-p8080:80',
  '--memory',
  '--memory=1g',
  '--',
  '-',
  '--secret',
  'id=a,env=b',
  '$X',
  '"$@"',
  "'",
  '"',
  '|',
  '||',
  '&&',
  ';',
  '\n',
  '\\\n',
  '$(',
  ')',
  '`',
  '{',
  '}',
  '<<EOF',
  'EOF',
  '#',
  '--mount',
  'type=tmpfs,dst=/x',
  '-e',
  'A=b',
  'app:1',
  `@${digest}`,
  '${X:-a}',
  '-v',
  '/:/h:ro',
  'é',
  '\0',
  '=',
  ',',
  ':',
);
const scripts = fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 30 }).map((parts) => parts.join(' '));

test('never throws, and spans lie inside the text', () => {
  fc.assert(
    fc.property(fc.oneof(scripts, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
      const { invocations, diagnostics } = readCommands(text);
      const spans = [
        ...invocations.flatMap((call) => [call.span, ...call.flags.flatMap((flag) => [flag.span, flag.valueSpan])]),
        ...diagnostics.map((found) => found.span),
      ];
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 400 },
  );
});

test('every prefix of a line is read', () => {
  for (const [line] of [...runs, ...builds, ...others]) for (let end = 0; end <= line.length; end += 3) readCommands(line.slice(0, end));
});

test('the order of flags, and `=` or a space, do not matter', () => {
  const flags = [
    ['--memory', '512m'],
    ['--cpus', '0.5'],
    ['--user', '10001'],
    ['--tmpfs', '/tmp'],
    ['--cap-drop', 'ALL'],
    ['--restart', 'no'],
  ] as const;
  const plain = (line: string) => {
    const text = JSON.stringify(first(line), (key, value) => (/span|invocation|word/i.test(key) ? undefined : value));
    return text;
  };
  const expected = plain(`docker run ${flags.map((flag) => flag.join('=')).join(' ')} app`);
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...flags], { minLength: flags.length }),
      fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      (order, equals) => {
        const line = `docker run ${order.map((flag, index) => flag.join(equals[index] ? '=' : ' ')).join(' ')} app`;
        expect(plain(line)).toBe(expected);
      },
    ),
    { numRuns: 50 },
  );
});

test.each([
  ['one long word', `docker run ${'x'.repeat(1_000_000)}`],
  ['many flags', `docker run ${'-e A=b '.repeat(140_000)}app`],
  ['many commands', 'docker run -p 80:80 --read-only app\n'.repeat(28_000)],
  ['many exports', Array.from({ length: 40_000 }, (_, index) => `export A${index}=1\ndocker ps`).join('\n')],
  ['bundled letters', `docker run -${'d'.repeat(1_000_000)} app`],
  ['commas', `docker build --secret ${'a=b,'.repeat(250_000)} .`],
  ['dollars', `docker run -v ${'${'.repeat(500_000)} app`],
  ['a port', `docker run -p ${'1'.repeat(1_000_000)} app`],
])('a megabyte of %s comes to an end', (_, text) => {
  expect(Array.isArray(readCommands(text).diagnostics)).toBe(true);
});

test('ten megabytes are refused at once', () => {
  const text = 'docker run app\n'.repeat(700_000);
  expect(readCommands(text).diagnostics).toMatchObject([{ rule: 'file-too-large', line: 1 }]);
});
