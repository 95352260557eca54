import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The floors of the house: imports only fall. The first prefix that fits wins; see README, "The floors". */
const floors: [prefix: string, floor: number][] = [
  ['src/engine/index.ts', 3.5],
  ['src/engine/grade/', 3],
  ['src/engine/rules/', 2],
  ['src/engine/build/', 1],
  ['src/engine/catalog/', 0.5],
  ['src/engine/dockerfile/', 0],
  ['src/engine/shell/', 0],
  ['src/engine/formats/', 0],
  ['src/engine/', -1],
  ['exercises/', 4],
  ['content/', 4],
  ['src/course/', 5],
  ['src/components/', 6],
  ['src/layouts/', 6],
  ['src/styles/', 6],
  ['src/pages/', 7],
  ['src/cli/', 7],
  ['src/e2e/', 8],
  ['src/bench/', 8],
  ['src/', 7],
];
const floorOf = (file: string) => floors.find(([prefix]) => file.startsWith(prefix))?.[1];

const root = join(import.meta.dirname, '..');
function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!/\/(starter|solutions|wrong)$/.test(path)) yield* files(path);
    } else if (/\.(ts|astro|mdx)$/.test(entry.name) && !/\.test\.ts$|\.d\.ts$/.test(entry.name)) yield path;
  }
}

/** Relative and `#engine` imports of a file, static and dynamic, types included: a type is a dependency too. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [...text.matchAll(/(?:from\s*|import\s*\(\s*|import\s+)['"]((?:\.|#engine)[^'"]*)['"]/g)].map((match) => match[1] ?? '');
  return found.map((to) => (to.startsWith('#engine') ? 'src/engine/index.ts' : normalize(join(dirname(file), to.replace(/\?.*$/, '')))));
}

const graph = new Map([...files('src'), ...files('exercises'), ...files('content')].map((file) => [file, importsOf(file)]));

test('there is something to look at', () => {
  expect(graph.size).toBeGreaterThan(20);
  expect([...graph.values()].flat().length).toBeGreaterThan(20);
});

test('imports only fall', () => {
  const rising = [...graph].flatMap(([file, imports]) =>
    imports.filter((to) => (floorOf(to) ?? 0) > (floorOf(file) ?? 0)).map((to) => `${file} → ${to}`),
  );
  expect(rising).toEqual([]);
});

test('strangers use the front door', () => {
  const inside = (file: string) => file.startsWith('src/engine/');
  const past = [...graph].flatMap(([file, imports]) =>
    inside(file) ? [] : imports.filter((to) => inside(to) && to !== 'src/engine/index.ts').map((to) => `${file} → ${to}`),
  );
  expect(past).toEqual([]);
});

test('lessons and exercises import nothing but the engine', () => {
  const bad = [...graph].flatMap(([file, imports]) => {
    if (file.startsWith('content/')) return imports.map((to) => `${file} → ${to}`);
    if (!file.startsWith('exercises/')) return [];
    const own = file.split('/').slice(0, 2).join('/');
    return imports.filter((to) => to !== 'src/engine/index.ts' && !to.startsWith(`${own}/`)).map((to) => `${file} → ${to}`);
  });
  expect(bad).toEqual([]);
});

test('no import cycle', () => {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const to of graph.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

// That it knows no DOM and no Node either, and the exercises neither, is for the compiler: src/engine/tsconfig.json has the library of
// the language alone, and `npm test` holds both against it.
test('the engine knows no Astro, no Vite, no disk and no clock', () => {
  const strangers = [...graph.keys()]
    .filter((file) => file.startsWith('src/engine/'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const found = text.match(/from '(?:node:|astro|vite)[^']*'|\bDate\.now\(|\bnew Date\(\)|import\.meta\.glob/g);
      return found ? [`${relative('.', file)}: ${found.join(', ')}`] : [];
    });
  expect(strangers).toEqual([]);
});
