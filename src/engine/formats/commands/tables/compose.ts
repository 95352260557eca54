/**
 * Flags of `docker compose`. Source: docker/compose docs/reference. Those of `docker compose` itself, `up`, `run` and `exec` were compared with it on
 * 2026-11-28 (compose.md at 231ea10, docker_compose_up.yaml at 00eca0a, …_run.yaml at 014dfe1, …_exec.yaml at 06e7137; what is newer than these, and the
 * other commands, are from general knowledge).
 */
import { command, flagTable, type Group } from '../grammar.ts';

const globals = command('docker compose', [
  flagTable(`
    --all-resources
    --ansi never|always|auto
    --compatibility
    --dry-run
    --env-file list*
    -f --file list*
    --parallel int
    --profile list*
    --progress string
    --project-directory string
    -p --project-name string
    --verbose
    -v --version
  `),
]);

const of = (name: string, table: string, shape: Parameters<typeof command>[2] = {}) =>
  command(`docker compose ${name}`, [flagTable(table)], { complete: false, ...shape });

export const compose: Group = {
  name: 'docker compose',
  flags: globals,
  commands: {
    up: of(
      'up',
      `
      --abort-on-container-exit
      --abort-on-container-failure
      --always-recreate-deps
      --attach list*
      --attach-dependencies
      --build
      -d --detach
      --exit-code-from string
      --force-recreate
      --menu
      --no-attach list*
      --no-build
      --no-color
      --no-deps
      --no-log-prefix
      --no-recreate
      --no-start
      --pull string
      --quiet-build
      --quiet-pull
      --remove-orphans
      -V --renew-anon-volumes
      --scale pairs*
      -t --timeout int
      --timestamps
      --wait
      --wait-timeout int
      -w --watch
      -y --yes
      `,
      { complete: true },
    ),
    build: of(
      'build',
      `
      --build-arg env*
      --builder string
      --check
      -m --memory bytes
      --no-cache
      --print
      --provenance attest
      --pull
      --push
      -q --quiet
      --sbom attest
      --ssh ssh
      --with-dependencies
      `,
    ),
    run: of(
      'run',
      `
      --build
      --cap-add capability*
      --cap-drop capability*
      -d --detach
      --entrypoint string
      -e --env env*
      --env-from-file list*
      -i --interactive
      -l --label pairs*
      --name string
      -T --no-TTY
      --no-build
      --no-deps
      -p --publish port*
      --pull string
      -q --quiet
      --quiet-build
      --quiet-pull
      --remove-orphans
      --rm
      -P --service-ports
      -t --tty
      --use-aliases
      -u --user user
      -v --volume volume*
      -w --workdir string
      `,
      { stopAtOperand: true, least: 1, operand: 'a service' },
    ),
    exec: of(
      'exec',
      '-d --detach\n -e --env env*\n --index int\n -i --interactive\n -T --no-TTY\n --privileged\n -t --tty\n -u --user user\n -w --workdir string',
      {
        stopAtOperand: true,
        least: 2,
        operand: 'a service and a command',
      },
    ),
    config: of(
      'config',
      `
      --environment
      --format string
      --hash string
      --images
      --lock-image-digests
      --no-consistency
      --no-env-resolution
      --no-interpolate
      --no-normalize
      --no-path-resolution
      -o --output string
      --profiles
      -q --quiet
      --resolve-image-digests
      --services
      --variables
      --volumes
      `,
    ),
    down: of('down', '--remove-orphans\n --rmi string\n -t --timeout int\n -v --volumes'),
    pull: of('pull', '--ignore-buildable\n --ignore-pull-failures\n --include-deps\n --policy string\n -q --quiet'),
    push: of('push', '--ignore-push-failures\n --include-deps\n -q --quiet'),
    create: of(
      'create',
      '--build\n --force-recreate\n --no-build\n --no-recreate\n --pull string\n --quiet-pull\n --remove-orphans\n --scale pairs*\n -y --yes',
    ),
    stop: of('stop', '-t --timeout int'),
    restart: of('restart', '--no-deps\n -t --timeout int'),
    start: of('start', '--wait\n --wait-timeout int'),
    logs: of(
      'logs',
      '-f --follow\n --index int\n --no-color\n --no-log-prefix\n --since string\n -n --tail string\n -t --timestamps\n --until string',
    ),
    ps: of('ps', '-a --all\n --filter string\n --format string\n --no-trunc\n --orphans\n -q --quiet\n --services\n --status list*'),
    watch: of('watch', '--no-up\n --prune\n --quiet'),
    kill: of('kill', '--remove-orphans\n -s --signal string'),
    rm: of('rm', '-f --force\n -s --stop\n -v --volumes'),
    publish: of('publish', '--app\n --oci-version string\n --resolve-image-digests\n --with-env\n -y --yes', {
      least: 1,
      operand: 'a repository',
    }),
    ...Object.fromEntries(
      [
        'attach',
        'bridge',
        'commit',
        'convert',
        'cp',
        'events',
        'export',
        'help',
        'images',
        'ls',
        'pause',
        'port',
        'scale',
        'stats',
        'top',
        'unpause',
        'version',
        'volumes',
        'wait',
      ].map((name) => [name, of(name, '')]),
    ),
  },
};
