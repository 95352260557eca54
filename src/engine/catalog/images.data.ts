/**
 * What well-known images hold and how they are configured. Each entry says where it was read and when; what is not known for
 * sure is absent. Tags are tried in order: variants stand before the tag that matches everything.
 */
import type { ImageFacts } from './image.ts';

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a base brings to every image built on it. Programs that a Debian, Ubuntu or Alpine base has or lacks: repo-info package lists. */
type Ground = Pick<ImageFacts, 'family' | 'libc' | 'shell' | 'packageManager' | 'programs' | 'lacks'>;

const everywhere = ['sh', 'cat', 'cp', 'mv', 'rm', 'mkdir', 'chmod', 'chown', 'ls', 'grep', 'sed', 'tar', 'gzip', 'find', 'id', 'sleep'];

const alpine: Ground = {
  family: 'alpine',
  libc: 'musl',
  shell: '/bin/sh',
  packageManager: 'apk',
  programs: [...everywhere, 'apk', 'wget', 'nc', 'ps', 'addgroup', 'adduser', 'su', 'vi', 'unzip'],
  lacks: ['apt-get', 'curl', 'git', 'bash', 'make', 'gcc', 'g++', 'python3', 'groupadd', 'useradd', 'tini'],
};

const debianSlim: Ground = {
  family: 'debian',
  libc: 'glibc',
  shell: '/bin/sh',
  packageManager: 'apt',
  programs: [...everywhere, 'bash', 'apt-get', 'dpkg', 'groupadd', 'useradd', 'su', 'runuser'],
  lacks: ['apk', 'curl', 'wget', 'git', 'make', 'gcc', 'g++', 'python3', 'nc', 'ps', 'tini'],
};

/** buildpack-deps: compilers and the tools that fetch sources. */
const debianFull: Ground = {
  ...debianSlim,
  programs: [...(debianSlim.programs ?? []), 'curl', 'wget', 'git', 'make', 'gcc', 'g++', 'python3', 'ps', 'ssh', 'unzip'],
  lacks: ['apk', 'tini'],
};

/** buildpack-deps:*-scm: what fetches sources, without compilers. */
const debianScm: Ground = {
  ...debianSlim,
  programs: [...(debianSlim.programs ?? []), 'curl', 'wget', 'git', 'ps', 'ssh'],
  lacks: ['apk', 'tini'],
};

const ubuntu: Ground = { ...debianSlim, family: 'ubuntu' };

const distroless: Ground = {
  family: 'distroless',
  libc: 'glibc',
  shell: null,
  packageManager: null,
  programs: [],
  lacks: [...everywhere, 'bash', 'apt-get', 'apk', 'curl', 'wget', 'git', 'nc', 'ps', 'npm', 'npx', 'useradd', 'adduser', 'tini'],
};

/** A base with programs of its own on top. */
const on = (ground: Ground, programs: string[]): Ground => ({
  ...ground,
  programs: [...(ground.programs ?? []), ...programs],
  lacks: ground.lacks?.filter((program) => !programs.includes(program)),
});

const node: Omit<ImageFacts, 'tags'> = {
  name: 'node',
  users: [{ name: 'node', uid: 1000, gid: 1000, home: '/home/node' }],
  config: { env: { PATH: path }, entrypoint: ['docker-entrypoint.sh'], cmd: ['node'] },
  setsEnv: ['NODE_VERSION', 'YARN_VERSION'],
  source: 'https://github.com/nodejs/docker-node, https://github.com/docker-library/repo-info/tree/master/repos/node',
  date: '2026-11-23',
};
/** Yarn classic and Corepack came with Node 24 and before; Node 25 and later do not ship Corepack. */
const nodeOld = ['node', 'npm', 'npx', 'yarn', 'corepack'];
const nodeNew = ['node', 'npm', 'npx'];
/** No image of Node brings these; Corepack, npm or a script has to. */
const withoutPnpm = (ground: Ground): Ground => ({ ...ground, lacks: [...(ground.lacks ?? []), 'pnpm', 'pnpx', 'bun', 'bunx'] });
const nodeVariants = (prefix: string, programs: string[]): ImageFacts[] => [
  { ...node, tags: [`${prefix}*alpine*`], ...on(withoutPnpm(alpine), programs) },
  { ...node, tags: [`${prefix}*slim*`], ...on(withoutPnpm(debianSlim), programs) },
  { ...node, tags: [`${prefix}*`], ...on(withoutPnpm(debianFull), programs) },
];

const python: Omit<ImageFacts, 'tags'> = {
  name: 'python',
  config: { env: { PATH: path }, cmd: ['python3'] },
  setsEnv: ['PYTHON_VERSION', 'PYTHON_SHA256', 'LANG', 'GPG_KEY'],
  source: 'https://github.com/docker-library/python/blob/master/3.14/slim-trixie/Dockerfile',
  date: '2026-11-23',
};
const pythonPrograms = ['python', 'python3', 'pip', 'pip3'];

const golang: Omit<ImageFacts, 'tags'> = {
  name: 'golang',
  config: {
    workdir: '/go',
    env: { GOTOOLCHAIN: 'local', GOPATH: '/go', PATH: `/go/bin:/usr/local/go/bin:${path}` },
  },
  setsEnv: ['GOLANG_VERSION'],
  source: 'https://github.com/docker-library/golang/blob/master/1.26/trixie/Dockerfile',
  date: '2026-11-23',
};

const rust: Omit<ImageFacts, 'tags'> = {
  name: 'rust',
  config: { env: { RUSTUP_HOME: '/usr/local/rustup', CARGO_HOME: '/usr/local/cargo', PATH: `/usr/local/cargo/bin:${path}` } },
  setsEnv: ['RUST_VERSION'],
  source: 'https://github.com/rust-lang/docker-rust/blob/master/stable/trixie/slim/Dockerfile',
  date: '2026-11-23',
};

const temurin: Omit<ImageFacts, 'tags'> = {
  name: 'eclipse-temurin',
  config: {
    env: {
      JAVA_HOME: '/opt/java/openjdk',
      PATH: `/opt/java/openjdk/bin:${path}`,
      LANG: 'en_US.UTF-8',
      LANGUAGE: 'en_US:en',
      LC_ALL: 'en_US.UTF-8',
    },
    entrypoint: ['/__cacert_entrypoint.sh'],
  },
  uncertain: ['cmd'],
  setsEnv: ['JAVA_VERSION'],
  source: 'https://github.com/adoptium/containers/tree/main/25/jre',
  date: '2026-11-23',
};
/** Which tools beside Java the Ubuntu variants keep was not checked. */
const temurinUbuntu: Ground = { ...ubuntu, programs: [...(ubuntu.programs ?? []), 'java'], lacks: ['apk', 'tini'] };

const nginxConfig = { entrypoint: ['/docker-entrypoint.sh'], cmd: ['nginx', '-g', 'daemon off;'], stopSignal: 'SIGQUIT' };
const nginx: Omit<ImageFacts, 'tags' | 'name'> = {
  users: [{ name: 'nginx', uid: 101, gid: 101 }],
  config: { ...nginxConfig, env: { PATH: path }, exposed: ['80/tcp'] },
  setsEnv: ['NGINX_VERSION', 'NJS_VERSION', 'NJS_RELEASE', 'ACME_VERSION', 'PKG_RELEASE', 'DYNPKG_RELEASE'],
  source: 'https://github.com/nginx/docker-nginx/blob/master/stable/debian/Dockerfile',
  date: '2026-11-23',
};
const nginxVariants = (name: string, over: Partial<ImageFacts>): ImageFacts[] => [
  { ...nginx, name, tags: ['*alpine*-slim*', '*alpine-slim*'], ...on(alpine, ['nginx', 'envsubst']), ...over },
  { ...nginx, name, tags: ['*alpine*'], ...on(alpine, ['nginx', 'envsubst', 'curl']), ...over },
  { ...nginx, name, tags: ['*'], ...on(debianSlim, ['nginx', 'envsubst', 'curl']), ...over },
];
const unprivileged: Partial<ImageFacts> = {
  config: { ...nginxConfig, user: '101', env: { PATH: path }, exposed: ['8080/tcp'] },
  source: 'https://github.com/nginx/docker-nginx-unprivileged/blob/main/stable/alpine-slim/Dockerfile',
};

const postgres = (tags: string[], ground: Ground, uid: number, old: boolean): ImageFacts => ({
  name: 'postgres',
  tags,
  ...on(ground, ['postgres', 'psql', 'pg_isready', 'gosu', 'bash']),
  users: [{ name: 'postgres', uid, gid: uid, home: '/var/lib/postgresql' }],
  config: {
    env: { LANG: 'en_US.utf8' },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    exposed: ['5432/tcp'],
    volumes: [old ? '/var/lib/postgresql/data' : '/var/lib/postgresql'],
    stopSignal: 'SIGINT',
  },
  setsEnv: ['PG_MAJOR', 'PG_VERSION', 'PG_SHA256', 'PGDATA', 'GOSU_VERSION', 'PATH'],
  source: 'https://github.com/docker-library/postgres/blob/master/18/alpine3.24/Dockerfile',
  date: '2026-11-23',
});
const oldPostgres = ['13', '14', '15', '16', '17'];
const alpineTags = (versions: string[]): string[] => versions.flatMap((version) => [`${version}-alpine*`, `${version}.*-alpine*`]);
const plainTags = (versions: string[]): string[] => versions.flatMap((version) => [version, `${version}-*`, `${version}.*`]);

const redis: Omit<ImageFacts, 'tags'> = {
  name: 'redis',
  config: {
    env: { PATH: path },
    workdir: '/data',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    exposed: ['6379/tcp'],
    volumes: ['/data'],
  },
  setsEnv: ['REDIS_VERSION', 'REDIS_DOWNLOAD_URL', 'REDIS_DOWNLOAD_SHA'],
  source: 'https://hub.docker.com/_/redis (configuration as documented; not read from its Dockerfile)',
  date: '2026-11-23',
};

/** Distroless: every image comes as latest, nonroot, debug and debug-nonroot, with and without the Debian release in its name. */
function distrolessImage(names: string[], over: Partial<ImageFacts> & { entrypoint?: string[]; programs?: string[] }): ImageFacts[] {
  const { entrypoint, programs = [], ...rest } = over;
  const config = (user: string, workdir: string, debug: boolean): ImageFacts['config'] => ({
    user,
    workdir,
    env: { PATH: debug ? `${path}:/busybox` : path, SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' },
    ...(entrypoint ? { entrypoint } : {}),
  });
  const users = [{ name: 'nonroot', uid: 65532, gid: 65532, home: '/home/nonroot' }];
  const debug: Ground = {
    ...distroless,
    shell: '/busybox/sh',
    programs: [...everywhere, 'wget', 'nc', ...programs],
    lacks: ['bash', 'apt-get', 'apk', 'curl', 'npm'],
  };
  return names.flatMap((short): ImageFacts[] => {
    const base = {
      name: `gcr.io/distroless/${short}`,
      users,
      source: 'https://github.com/GoogleContainerTools/distroless (README.md, base/base.bzl, nodejs/nodejs.bzl, java/java.bzl)',
      date: '2026-11-23',
      ...rest,
    };
    const plain = on(distroless, programs);
    const libc = rest.libc ? { libc: rest.libc } : {};
    return [
      // The debug images of `static`, `base` and `cc` start a shell by themselves; language images keep their entrypoint.
      {
        ...base,
        tags: ['debug-nonroot*'],
        ...debug,
        ...libc,
        config: { ...config('65532', '/home/nonroot', true), ...(entrypoint ? {} : { entrypoint: ['/busybox/sh'] }) },
      },
      {
        ...base,
        tags: ['debug*'],
        ...debug,
        ...libc,
        config: { ...config('0', '/', true), ...(entrypoint ? {} : { entrypoint: ['/busybox/sh'] }) },
      },
      { ...base, tags: ['nonroot*'], ...plain, ...libc, config: config('65532', '/home/nonroot', false) },
      { ...base, tags: ['latest*'], ...plain, ...libc, config: config('0', '/', false) },
    ];
  });
}
const releases = (...names: string[]): string[] => names.flatMap((name) => [name, `${name}-debian12`, `${name}-debian13`]);

/** The catalogue. */
export const images: readonly ImageFacts[] = [
  ...nodeVariants('18', nodeOld),
  ...nodeVariants('20', nodeOld),
  ...nodeVariants('22', nodeOld),
  ...nodeVariants('24', nodeOld),
  ...nodeVariants('', nodeNew),

  { ...python, tags: ['*alpine*'], ...on(alpine, pythonPrograms) },
  { ...python, tags: ['*slim*'], ...on(debianSlim, pythonPrograms) },
  { ...python, tags: ['*windowsservercore*', '*nanoserver*'], config: undefined },
  { ...python, tags: ['*'], ...on(debianFull, pythonPrograms) },

  { ...golang, tags: ['*alpine*'], ...on(alpine, ['go', 'gofmt']) },
  { ...golang, tags: ['*windowsservercore*', '*nanoserver*'], config: undefined },
  { ...golang, tags: ['*'], ...on(debianScm, ['go', 'gofmt', 'gcc', 'g++', 'make']) },

  { ...rust, tags: ['*alpine*'], ...on(alpine, ['cargo', 'rustc', 'rustup', 'gcc']) },
  { ...rust, tags: ['*slim*'], ...on(debianSlim, ['cargo', 'rustc', 'rustup', 'gcc']) },
  { ...rust, tags: ['*'], ...on(debianFull, ['cargo', 'rustc', 'rustup']) },

  { ...temurin, tags: ['*windowsservercore*', '*nanoserver*', '*ubi*'], config: undefined, uncertain: undefined },
  { ...temurin, tags: ['*jre*alpine*'], ...on(alpine, ['java']), uncertain: undefined },
  { ...temurin, tags: ['*alpine*'], ...on(alpine, ['java', 'javac']) },
  { ...temurin, tags: ['*jre*'], ...temurinUbuntu, uncertain: undefined },
  { ...temurin, tags: ['*'], ...temurinUbuntu },

  ...nginxVariants('nginx', {}),
  ...nginxVariants('nginxinc/nginx-unprivileged', unprivileged),

  postgres(alpineTags(oldPostgres), alpine, 70, true),
  postgres(['*alpine*'], alpine, 70, false),
  postgres(plainTags(oldPostgres), debianSlim, 999, true),
  postgres(['*'], debianSlim, 999, false),

  { ...redis, tags: ['*alpine*'], ...on(alpine, ['redis-server', 'redis-cli']) },
  { ...redis, tags: ['*'], ...on(debianSlim, ['redis-server', 'redis-cli']) },

  {
    name: 'alpine',
    tags: ['*'],
    ...alpine,
    config: { env: { PATH: path }, cmd: ['/bin/sh'] },
    source: 'https://github.com/docker-library/repo-info/tree/master/repos/alpine',
    date: '2026-11-23',
  },
  ...['debian'].map(
    (name): ImageFacts => ({
      name,
      tags: ['*'],
      ...debianSlim,
      config: { env: { PATH: path }, cmd: ['bash'] },
      source: 'https://github.com/docker-library/repo-info/tree/master/repos/debian',
      date: '2026-11-23',
    }),
  ),
  {
    name: 'ubuntu',
    tags: ['14*', '16*', '18*', '20*', '22*', 'trusty*', 'xenial*', 'bionic*', 'focal*', 'jammy*'],
    ...ubuntu,
    config: { env: { PATH: path }, cmd: ['/bin/bash'] },
    source: 'https://github.com/docker-library/repo-info/tree/master/repos/ubuntu',
    date: '2026-11-23',
  },
  {
    name: 'ubuntu',
    tags: ['*'],
    ...ubuntu,
    users: [{ name: 'ubuntu', uid: 1000, gid: 1000, home: '/home/ubuntu' }],
    config: { env: { PATH: path }, cmd: ['/bin/bash'] },
    source: 'https://github.com/docker-library/repo-info/tree/master/repos/ubuntu',
    date: '2026-11-23',
  },
  {
    name: 'busybox',
    tags: ['*musl*', '*glibc*', '*uclibc*', '*'],
    family: 'busybox',
    shell: '/bin/sh',
    packageManager: null,
    programs: [...everywhere, 'wget', 'nc', 'ps', 'adduser', 'addgroup'],
    lacks: ['bash', 'curl', 'apt-get', 'apk', 'git'],
    config: { env: { PATH: path }, cmd: ['sh'] },
    source: 'https://github.com/docker-library/repo-info/tree/master/repos/busybox',
    date: '2026-11-23',
  },

  ...distrolessImage(releases('static'), { libc: 'none' }),
  ...distrolessImage(releases('base', 'base-nossl', 'cc'), {}),
  ...distrolessImage(
    ['nodejs18', 'nodejs20', 'nodejs22', 'nodejs24', 'nodejs26'].flatMap((name) => releases(name)),
    { entrypoint: ['/nodejs/bin/node'] },
  ),
  ...distrolessImage(
    ['java17', 'java21', 'java25'].flatMap((name) => releases(name)),
    { entrypoint: ['/usr/bin/java', '-jar'], programs: ['java'], setsEnv: ['JAVA_VERSION', 'LANG'] },
  ),
  ...distrolessImage(releases('python3'), { uncertain: ['entrypoint'], programs: ['python3'], setsEnv: ['LANG'] }),

  {
    name: 'cgr.dev/chainguard/static',
    tags: ['*'],
    ...distroless,
    family: 'wolfi',
    libc: 'none',
    config: { user: '65532', env: { PATH: path, SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' } },
    source: 'https://images.chainguard.dev/directory/image/static (general knowledge, not read on the day)',
    date: '2026-11-23',
  },
];

/** Hardened images of one family: runtime variants have no shell and run as 65532, `-dev` variants have both (docs.docker.com/dhi). */
export const hardened: readonly ImageFacts[] = [
  {
    name: 'dhi.io/*',
    tags: ['*-dev*'],
    family: 'dhi',
    shell: '/bin/sh',
    config: { user: '0' },
    uncertain: ['workdir', 'entrypoint', 'cmd', 'exposed', 'volumes', 'stopSignal', 'env'],
    source: 'https://docs.docker.com/dhi/how-to/use/',
    date: '2026-11-23',
  },
  {
    name: 'dhi.io/*',
    tags: ['*'],
    ...distroless,
    libc: undefined,
    lacks: ['bash', 'sh', 'apt-get', 'apk', 'curl', 'wget'],
    family: 'dhi',
    config: { user: '65532' },
    uncertain: ['workdir', 'entrypoint', 'cmd', 'exposed', 'volumes', 'stopSignal', 'env'],
    source: 'https://docs.docker.com/dhi/how-to/use/, https://docs.docker.com/dhi/migration/checklist/',
    date: '2026-11-23',
  },
];
