/**
 * Flags of `docker build` (which is `docker buildx build`), bake, imagetools and of builders.
 * Source: docker/buildx docs/reference/*.md and docker/cli docs/reference/commandline/image_build.md, read 2026-11-23.
 */
import { command, flagTable } from '../grammar.ts';

const shared = flagTable(`
  --builder string
  -D --debug
`);

export const build = command(
  'docker build',
  [
    shared,
    flagTable(`
      --add-host list*
      --allow list*
      --annotation list*
      --attest attest*
      --build-arg env*
      --build-context pairs*
      --cache-from cache*
      --cache-to cache*
      --call string
      --cgroup-parent string
      --check
      --detach
      -f --file string
      --iidfile string
      --label pairs*
      --load
      --metadata-file string
      --network string
      --no-cache
      --no-cache-filter list*
      -o --output output*
      --platform platforms*
      --policy attributes*
      --progress string
      --provenance attest
      --pull
      --push
      -q --quiet
      --root string
      --sbom attest
      --secret secret*
      --server-config string
      --shm-size bytes
      --ssh ssh*
      -t --tag list*
      --target string
      --ulimit ulimit*
      --compress
      --isolation string
      -m --memory bytes
      --memory-swap bytes
      -c --cpu-shares int
      --cpu-period int
      --cpu-quota int
      --cpuset-cpus string
      --cpuset-mems string
      --rm
      --force-rm
      --security-opt list*
      --squash
      --disable-content-trust
    `),
  ],
  { least: 1, most: 1, operand: 'the build context' },
);

export const bake = command('docker bake', [
  shared,
  flagTable(`
    --allow list*
    --call string
    --check
    -f --file list*
    --list string
    --load
    --metadata-file string
    --no-cache
    --print
    --progress string
    --provenance attest
    --pull
    --push
    --sbom attest
    --set list*
    --var pairs*
  `),
]);

export const imagetoolsCreate = command('docker imagetools create', [
  shared,
  flagTable(`
    --annotation list*
    --append
    --dry-run
    -f --file list*
    --metadata-file string
    -p --platform platforms*
    --prefer-index
    --progress string
    -t --tag list*
  `),
]);

export const imagetoolsInspect = command('docker imagetools inspect', [shared, flagTable('--format string\n --raw')], {
  least: 1,
  most: 1,
  operand: 'an image',
});

export const builderCreate = command('docker buildx create', [
  shared,
  flagTable(`
    --append
    --bootstrap
    --buildkitd-config string
    --config string
    --buildkitd-flags string
    --driver string
    --driver-opt attributes*
    --leave
    --name string
    --node string
    --platform platforms*
    --timeout duration
    --use
  `),
]);

export const builderUse = command('docker buildx use', [shared, flagTable('--default\n --global')], {
  least: 1,
  most: 1,
  operand: 'a builder',
});
export const builderInspect = command('docker buildx inspect', [shared, flagTable('--bootstrap\n --timeout duration')]);
export const builderPrune = command('docker builder prune', [
  shared,
  flagTable(`
    -a --all
    --filter list*
    -f --force
    --keep-storage bytes
    --max-used-space bytes
    --min-free-space bytes
    --reserved-space bytes
    --timeout duration
    --verbose
  `),
]);
/** buildx commands of which only the name matters here. */
export const other = (name: string) => command(`docker buildx ${name}`, [shared], { complete: false });
