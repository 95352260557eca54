import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { gateOf } from './gate.ts';
import { limitsOf } from './limits.ts';
import { allCapabilities, powersOf } from './powers.ts';
import { waysOf } from './secret-path.ts';
import { sizeBars } from './sizes.ts';
import { placesOf } from './writes.ts';

test.each([
  ['docker run app', 14, 'quiet'],
  ['docker run --privileged --cap-drop ALL app', allCapabilities, 'bad'],
  ['docker run --cap-drop=all app', 0, 'good'],
  ['docker run --cap-drop ALL --cap-add cap_net_bind_service app', 1, 'good'],
  ['docker run --cap-drop NET_RAW --cap-add SYS_ADMIN app', 14, 'quiet'],
  ['docker run --cap-add ALL --cap-drop MKNOD app', allCapabilities - 1, 'bad'],
])('capabilities of %s', (command, count, tone) => {
  expect(powersOf('sh', command).map((powers) => [powers.count, powers.tone])).toEqual([[count, tone]]);
});

test('capabilities of a Compose service', () => {
  const [powers] = powersOf('yaml', 'services:\n  app:\n    image: app\n    cap_drop: [ALL]\n    cap_add: [CHOWN]\n');
  expect(powers).toMatchObject({ by: '--cap-drop ALL --cap-add CHOWN', count: 1, says: 'CHOWN' });
});

test('what can be written: the root, what is mounted over it, and what Docker mounts', () => {
  const of = (language: string, text: string) => placesOf(language, text).map(({ path, open, of: what }) => [path, open, what]);
  expect(of('sh', 'docker run --read-only --tmpfs /tmp:size=256m -v data:/data -v ./conf:/conf:ro app')).toEqual([
    ['/', false, 'files of the image'],
    ['/tmp', true, 'memory, at most 256 MiB'],
    ['/data', true, 'volume data'],
    ['/conf', false, './conf of the host'],
    ['/dev/shm', true, 'memory, at most 64 MiB'],
  ]);
  const compose = 'services:\n  app:\n    image: app\n    tmpfs: ["/run:uid=10001,gid=10001"]\n';
  expect(of('yaml', compose).map(([path, open]) => [path, open])).toEqual([
    ['/', true],
    ['/run', true],
    ['/dev/shm', true],
  ]);
  expect(placesOf('yaml', compose)[1]?.says).toContain('belongs to 10001:10001');
  expect(placesOf('sh', 'docker ps')).toEqual([]);
});

test('a secret as a variable shows in four places, as a file in one', () => {
  const shown = (text: string) => waysOf(text).map(({ kind, seen }) => [kind, seen.filter(({ shows }) => shows).length]);
  expect(shown('services:\n  db:\n    image: db\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD}\n      DB_USER: shop\n')).toEqual([
    ['variable', 4],
  ]);
  const file =
    'services:\n  db:\n    image: db\n    environment:\n      PASSWORD_FILE: /run/secrets/pw\n    secrets: [pw]\nsecrets:\n  pw:\n    file: ./pw.txt\n  unused:\n    file: ./x\n';
  expect(shown(file)).toEqual([['file', 1]]);
  expect(waysOf(file)[0]?.steps).toEqual([
    '`./pw.txt` on the host',
    'the file `/run/secrets/pw`, in `db` alone',
    'the path is told to `db` in `PASSWORD_FILE`; the program opens the file',
  ]);
});

test('a heap as large as the limit is told, three quarters of it is not', () => {
  const of = (option: string) =>
    limitsOf(`services:\n  app:\n    image: app\n    mem_limit: 512m\n    environment:\n      JAVA_TOOL_OPTIONS: ${option}\n`)[0]
      ?.gauges[0];
  expect(of('-Xmx512m')).toMatchObject({ limit: '512 MiB', tone: 'bad', parts: [{ width: 1 }] });
  expect(of('-XX:MaxRAMPercentage=75')).toMatchObject({ tone: 'quiet', parts: [{ width: 0.75 }] });
});

test.each([
  ['0.5', '0.5 of a processor'],
  ['1', 'one processor'],
  ['2', '2 processors'],
])('a ceiling of %s processors', (cpus, limit) => {
  const gauges = limitsOf(`services:\n  app:\n    image: app\n    cpus: ${cpus}\n`)[0]?.gauges;
  expect(gauges?.find(({ what }) => what === 'processors')?.limit).toBe(limit);
});

test('requests in a manifest, and a limit that is left out', () => {
  const [{ gauges } = { gauges: [] }] = limitsOf(
    'resources:\n  requests:\n    cpu: 500m\n    memory: 384Mi\n  limits:\n    memory: 512Mi\n',
  );
  expect(gauges.map(({ what, limit, open, parts }) => [what, limit, open, parts.map(({ width }) => width)])).toEqual([
    ['memory', '512 MiB', false, [0.75]],
    ['processors', 'no limit', true, [0.5]],
  ]);
});

test.each([
  ['{ "log-driver": "local" }', '5 files of 20 MB', 5],
  ['{ "log-driver": "json-file", "log-opts": { "max-size": "10m", "max-file": "3" } }', '3 files of 10 MB', 3],
  ['{ "log-driver": "json-file", "log-opts": { "max-file": "3" } }', 'no limit', 1],
  ['{}', 'no limit', 1],
])('the log of %s', (text, limit, parts) => {
  const gauge = limitsOf(text)[0]?.gauges[0];
  expect([gauge?.limit, gauge?.parts.length, gauge?.open]).toEqual([limit, parts, limit === 'no limit']);
});

const build = '- run: docker build -t app .\n';
const push = '- run: docker push app\n';
const fates = (text: string) => gateOf(text).flatMap(({ steps }) => steps.map(({ fate, escapes }) => (escapes ? 'escapes' : fate)));

test.each([
  ['a scan after the push stops nothing', `${build}${push}- run: trivy image app\n`, ['runs', 'escapes', 'green']],
  ['a scan with an exit code stops the push', `${build}- run: trivy image --exit-code 1 app\n${push}`, ['runs', 'gate', 'stopped']],
  [
    'one whose exit code is thrown away does not',
    `${build}- run: trivy image --exit-code 1 app || true\n${push}`,
    ['runs', 'green', 'escapes'],
  ],
  [
    'nor one before a push that always runs',
    `${build}- run: trivy image --exit-code 1 app\n- if: always()\n  run: docker push app\n`,
    ['runs', 'gate', 'escapes'],
  ],
])('%s', (_, text, expected) => expect(fates(text)).toEqual(expected));

test('a job that needs the scan does not start; one beside it does', () => {
  const job = (id: string, needs: string, steps: string) =>
    `  ${id}:\n${needs}    runs-on: ubuntu-24.04\n    steps:\n${steps.replace(/^(?=.)/gm, '      ')}`;
  const scan = job('scan', '', `${build}- run: trivy image --exit-code 1 app\n`);
  expect(fates(`on: push\njobs:\n${scan}${job('publish', '    needs: scan\n', push)}`)).toEqual(['runs', 'gate', 'stopped']);
  expect(fates(`on: push\njobs:\n${scan}${job('publish', '', push)}`)).toEqual(['runs', 'gate', 'escapes']);
});

test('sizes are bars of the largest, and unknown ones are no picture', () => {
  const { bars = [] } = sizeBars(['node:24.19.0', 'node:24.19.0-slim']) ?? {};
  expect(bars.map(({ size, width }) => [size, Math.round(width * 100)])).toEqual([
    ['408.9 MB', 100],
    ['80.5 MB', 20],
  ]);
  expect(sizeBars(['node:24.19.0', 'node:1'])).toBeUndefined();
});

test.each([
  ['node-24-full-compressed', 'node:24.19.0'],
  ['node-24-slim-compressed', 'node:24.19.0-slim'],
  ['node-24-alpine-compressed', 'node:24.19.0-alpine'],
])('the fact %s says what the picture shows', (fact, image) => {
  const facts = parse(readFileSync(join(import.meta.dirname, '../../../content/facts.yaml'), 'utf8'));
  expect(facts[fact].value).toBe(sizeBars([image])?.bars[0]?.size);
});
