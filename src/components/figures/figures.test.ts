import { expect, test } from 'vitest';
import { checksOf, clock } from './health.ts';
import { layerRows, rerunRows } from './rows.ts';
import { stopOf } from './stops.ts';

const words = (rows: { word: string }[]) => rows.map((row) => row.word);

test('what runs again after an edit: the copy that reads it and what stands below', () => {
  const dockerfile = 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY src ./src\nRUN npm run build\nUSER 1000\n';
  const { rows, runs, steps } = rerunRows(dockerfile, ['package.json', 'src/a.ts'], { kind: 'edit', path: 'src/a.ts' });
  expect(words(rows)).toEqual(['the base', 'from the cache', 'from the cache', 'from the cache', 'runs again', 'runs again', 'no step']);
  expect({ runs, steps }).toEqual({ runs: 2, steps: 5 });
  expect(rows[4]?.note).toBe('It copies `src/a.ts`, which has changed.');
  expect(rows[5]?.note).toBe('A step above it ran.');
});

test('an argument counts from the first RUN below it', () => {
  const { rows } = rerunRows('FROM debian:13\nRUN a\nARG SHA\nRUN b\n', [], { kind: 'build-arg', name: 'SHA' });
  expect(words(rows).slice(1)).toEqual(['from the cache', expect.stringContaining('no step'), 'runs again']);
});

test('a file that is deleted later stays in its layer, and a chown writes everything again', () => {
  const dockerfile =
    'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN echo "token" > .npmrc\nRUN npm ci\nRUN rm .npmrc\nRUN chown -R node:node /app\nUSER node\n';
  const rows = layerRows(dockerfile, ['package.json', 'package-lock.json'], { 'package.json': '{"devDependencies":{"vitest":"^5"}}' });
  expect(words(rows)).toEqual([
    'layers of the base',
    'a layer',
    'a layer',
    'a layer',
    'a layer',
    'hides, does not remove',
    'the same files again',
    'no layer',
  ]);
  expect(rows[5]?.note).toContain('line 4 still holds it');
  expect(rows[4]?.note).toContain('development tools');
});

test('who is PID 1, and where the signal ends', () => {
  const of = (start: string) => {
    const stop = stopOf('node:24-slim', start, true, 'node');
    return [stop?.chain.map((each) => each.program).join(' > '), stop?.reaches, stop?.ends];
  };
  expect(of('CMD node server.js')).toEqual(['sh > node', 'no', 'killed after 10 s']);
  expect(of('CMD ["node", "server.js"]')).toEqual(['node', 'yes', 'ends in good order']);
  expect(of('CMD ["npm", "start"]')).toEqual(['npm > sh > node', 'no', 'ends at once, without a word']);
  expect(of('ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]')).toEqual(['tini > node', 'yes', 'ends in good order']);
  expect(stopOf('node:24-slim', 'CMD ["npm", "start"]', true, 'node')?.chain.map((each) => each.told)).toEqual([true, true, false]);
});

test('a start period keeps failures from counting', () => {
  const at = (options: string) => checksOf(`HEALTHCHECK ${options} CMD ["true"]`, 120_000, 150_000).map((check) => check.status);
  expect(at('--interval=30s')).toEqual(['starting', 'starting', 'unhealthy', 'healthy', 'healthy']);
  expect(new Set(at('--interval=30s --start-period=180s'))).toEqual(new Set(['starting', 'healthy']));
  expect(checksOf('FROM scratch', 0, 60_000)).toEqual([]);
  expect(clock(90_000)).toBe('1:30');
});
