/** Flags of the commands on images and registries. Source: `docker … --help` of Docker 28.2, read 2026-11-23. */
import { command, flagTable } from '../grammar.ts';

const image = { least: 1, operand: 'an image' } as const;

export const pull = command('docker pull', [flagTable('-a --all-tags\n --disable-content-trust\n --platform string\n -q --quiet')], {
  ...image,
  most: 1,
});
export const push = command('docker push', [flagTable('-a --all-tags\n --disable-content-trust\n --platform string\n -q --quiet')], {
  ...image,
  most: 1,
});
export const tag = command('docker tag', [], { least: 2, most: 2, operand: 'the image and its new name' });
export const login = command('docker login', [flagTable('-p --password string\n --password-stdin\n -u --username string')], { most: 1 });
export const logout = command('docker logout', [], { most: 1 });
export const save = command('docker save', [flagTable('-o --output string\n --platform string')], image);
export const load = command('docker load', [flagTable('-i --input string\n --platform string\n -q --quiet')], { most: 0 });
export const images = command('docker images', [
  flagTable('-a --all\n --digests\n -f --filter list*\n --format string\n --no-trunc\n -q --quiet\n --tree'),
]);
export const imageInspect = command('docker image inspect', [flagTable('-f --format string\n --platform string')], image);
export const history = command(
  'docker history',
  [flagTable('--format string\n -H --human\n --no-trunc\n -q --quiet\n --platform string')],
  image,
);
export const removeImage = command('docker rmi', [flagTable('-f --force\n --no-prune\n --platform string')], image);
export const manifestCreate = command('docker manifest create', [flagTable('-a --amend\n --insecure')], {
  least: 2,
  operand: 'the list and the manifests in it',
});
export const manifestAnnotate = command('docker manifest annotate', [
  flagTable('--arch string\n --os string\n --os-features list*\n --os-version string\n --variant string'),
]);
export const manifestInspect = command('docker manifest inspect', [flagTable('--insecure\n -v --verbose')], {
  least: 1,
  most: 2,
  operand: 'a manifest',
});
export const manifestPush = command('docker manifest push', [flagTable('--insecure\n -p --purge')], {
  least: 1,
  most: 1,
  operand: 'a manifest list',
});
export const inspect = command('docker inspect', [flagTable('-f --format string\n -s --size\n --type string')], {
  least: 1,
  operand: 'an object',
});
/** docker commands of which only the name matters here. */
export const other = (name: string) => command(`docker ${name}`, [], { complete: false, stopAtOperand: true });
