/** Every tool we read, by program name. */
import { type CommandSpec, command, flagTable, type Group } from '../grammar.ts';
import { compose } from './compose.ts';
import { cosign } from './cosign.ts';
import * as build from './docker-build.ts';
import * as images from './docker-images.ts';
import * as containers from './docker-run.ts';
import { grype, scout, snyk, syft, trivy } from './scanners.ts';

const none = (name: string) => command(name, [], { complete: false });
const group = (name: string, commands: Group['commands'], flags: CommandSpec = none(name)): Group => ({ name, flags, commands });
const others = (...names: string[]) => Object.fromEntries(names.map((name) => [name, images.other(name)]));

const imagetools = group(
  'docker buildx imagetools',
  { create: build.imagetoolsCreate, inspect: build.imagetoolsInspect },
  command('docker buildx imagetools', [flagTable('--builder string\n -D --debug')]),
);

const buildx = group(
  'docker buildx',
  {
    build: build.build,
    b: build.build,
    bake: build.bake,
    f: build.bake,
    imagetools,
    create: build.builderCreate,
    use: build.builderUse,
    inspect: build.builderInspect,
    prune: build.builderPrune,
    ...Object.fromEntries(
      ['ls', 'rm', 'stop', 'du', 'history', 'dial-stdio', 'version', 'install', 'uninstall', 'debug', 'dap', 'policy', 'replay'].map(
        (name) => [name, build.other(name)],
      ),
    ),
  },
  command('docker buildx', [flagTable('--builder string\n -D --debug')]),
);

const container = group('docker container', {
  run: containers.run,
  create: containers.create,
  exec: containers.exec,
  stop: containers.stop,
  restart: containers.restart,
  kill: containers.kill,
  logs: containers.logs,
  update: containers.update,
  ls: containers.list,
  list: containers.list,
  ps: containers.list,
  rm: containers.remove,
  remove: containers.remove,
  start: containers.start,
  prune: containers.prune,
  ...others('inspect', 'cp', 'commit', 'diff', 'export', 'port', 'rename', 'stats', 'top', 'pause', 'unpause', 'wait', 'attach'),
});

const image = group('docker image', {
  build: build.build,
  pull: images.pull,
  push: images.push,
  tag: images.tag,
  save: images.save,
  load: images.load,
  ls: images.images,
  list: images.images,
  inspect: images.imageInspect,
  history: images.history,
  rm: images.removeImage,
  remove: images.removeImage,
  ...others('prune', 'import'),
});

const manifest = group('docker manifest', {
  create: images.manifestCreate,
  annotate: images.manifestAnnotate,
  inspect: images.manifestInspect,
  push: images.manifestPush,
  rm: images.other('manifest rm'),
});

const docker = group(
  'docker',
  {
    run: containers.run,
    create: containers.create,
    exec: containers.exec,
    stop: containers.stop,
    restart: containers.restart,
    kill: containers.kill,
    logs: containers.logs,
    update: containers.update,
    ps: containers.list,
    rm: containers.remove,
    start: containers.start,
    container,
    build: build.build,
    bake: build.bake,
    builder: group('docker builder', { build: build.build, prune: build.builderPrune }),
    buildx,
    image,
    images: images.images,
    pull: images.pull,
    push: images.push,
    tag: images.tag,
    login: images.login,
    logout: images.logout,
    save: images.save,
    load: images.load,
    history: images.history,
    rmi: images.removeImage,
    inspect: images.inspect,
    manifest,
    compose,
    scout,
    ...others(
      'cp',
      'commit',
      'diff',
      'export',
      'import',
      'port',
      'rename',
      'stats',
      'top',
      'pause',
      'unpause',
      'wait',
      'attach',
      'info',
      'version',
      'events',
      'search',
    ),
    ...others(
      'network',
      'volume',
      'system',
      'context',
      'plugin',
      'trust',
      'swarm',
      'service',
      'stack',
      'node',
      'secret',
      'config',
      'checkpoint',
    ),
    ...others('debug', 'desktop', 'init', 'sbom', 'mcp', 'model', 'offload', 'sandbox', 'dhi', 'ai', 'cloud', 'extension', 'help'),
  },
  command('docker', [
    flagTable(`
      --config string
      -c --context string
      -D --debug
      -H --host list*
      -l --log-level string
      --tls
      --tlscacert string
      --tlscert string
      --tlskey string
      --tlsverify
      -v --version
    `),
  ]),
);

/** Program name → its grammar. `docker-compose` and `docker-buildx` are the plugins called by their own names. */
export const tools: Readonly<Record<string, Group>> = {
  docker,
  'docker-compose': compose,
  'docker-buildx': buildx,
  buildx,
  trivy,
  grype,
  syft,
  snyk,
  cosign,
};

/** Commands whose flags people mix up: where an unknown flag is looked for before guessing at a slip of the finger. */
export const confusable: readonly CommandSpec[] = [containers.run, build.build, images.push];
