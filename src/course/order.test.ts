/** The order of learning: nothing is asked for before a lesson has introduced it, and nothing promised that no exercise asks for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Exercise } from '#engine';
import { exercisesIn } from './address.ts';
import { filesIn } from './lesson-files.ts';
import { constructsIn, pathOf } from './vocabulary.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'content/lessons');

interface Head {
  objectives: { id: string }[];
  introduces?: string[];
  prerequisites?: string[];
  assumes?: string[];
  check?: string[];
}
const read = (file: string) => {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
  return { file, body, exercises: exercisesIn(body), ...(parse(head) as Head) };
};
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const lessons = all.filter((file) => /\/\d[^/]*\.mdx$/.test(file)).map(read);
const modules = all.filter((file) => file.endsWith('/index.mdx')).map(read);
const slugOf = (file: string) => file.replace(/^.*\/\d+-|\.mdx$/g, '');

const slugs = readdirSync(join(root, 'exercises')).filter((name) => !name.includes('.'));
const exercises = new Map<string, Exercise>();
for (const slug of slugs) exercises.set(slug, (await import(join(root, 'exercises', slug, 'exercise.ts'))).default);

/** Constructs in every file below a folder. */
function constructsBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => constructsIn(entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')));
}

/** What a lesson may take for granted: what earlier lessons introduced, and what the openers of its and earlier modules assume. */
function knownBy(file: string): Set<string> {
  const known = new Set<string>();
  for (const { file: index, assumes = [] } of modules)
    if (index.split('/')[0]?.localeCompare(file.split('/')[0] ?? '') !== 1) for (const each of assumes) known.add(each);
  for (const { file: other, introduces = [] } of lessons) if (other <= file) for (const each of introduces) known.add(each);
  return known;
}

describe.each(lessons)('$file', ({ file, body, exercises: shown, introduces = [], prerequisites = [], objectives }) => {
  const known = knownBy(file);
  const missing = (constructs: readonly string[]) => [...new Set(constructs)].filter((each) => !known.has(each)).sort();

  test('what it introduces stands in it, and was not introduced before', () => {
    const prose = body.replace(/^\s*```[\s\S]*?^\s*```$/gm, '');
    const inCode = [...prose.matchAll(/`[^`]+`/g)].map(([code]) => code).join(' ');
    const inFiles = new Set(filesIn(body).flatMap((each) => constructsIn(pathOf(each) ?? '', each.text)));
    const said = (construct: string) => inCode.includes(construct.split(/ |--mount=/).at(-1) ?? construct);
    expect(introduces.filter((each) => !inFiles.has(each) && !said(each))).toEqual([]);
    const before = new Set(lessons.filter((other) => other.file < file).flatMap((other) => other.introduces ?? []));
    expect(introduces.filter((each) => before.has(each))).toEqual([]);
  });

  test('what it asks to read first comes first', () => {
    const earlier = lessons.filter((other) => other.file < file).map((other) => slugOf(other.file));
    expect(prerequisites.filter((slug) => !earlier.includes(slug))).toEqual([]);
  });

  test.each(shown)('%s starts from nothing new', (slug) => {
    const given = exercises.get(slug)?.context ?? [];
    const constructs = [
      ...constructsBelow(join(root, 'exercises', slug, 'starter')),
      ...given.flatMap(({ path, text }) => (text === undefined ? [] : constructsIn(path, text))),
    ];
    expect(missing(constructs), 'introduce these in the lesson, or list them in `introduces` where it does').toEqual([]);
  });

  test.each(shown)('%s can be solved with what was introduced', (slug) => {
    const solutions = join(root, 'exercises', slug, 'solutions');
    const lacking = readdirSync(solutions).map((name) => [name, ...missing(constructsBelow(join(solutions, name)))]);
    expect(lacking.some(([, ...rest]) => rest.length === 0) || lacking).toBe(true);
  });

  test('each objective is claimed by one of its exercises', () => {
    const claimed = new Set(shown.flatMap((slug) => exercises.get(slug)?.objectives ?? []));
    expect(objectives.map(({ id }) => id).filter((id) => !claimed.has(id))).toEqual([]);
  });

  test('it has two to four exercises', () => {
    expect(shown.length).toBeGreaterThanOrEqual(2);
    expect(shown.length).toBeLessThanOrEqual(4);
  });
});

test('each exercise is shown in exactly one lesson, once', () => {
  const shown = lessons.flatMap(({ body }) => [...body.matchAll(/<Exercise\s[^>]*?slug="([^"]+)"/g)].map((match) => match[1]));
  expect(shown.toSorted()).toEqual(slugs.toSorted());
});

describe.each(modules)('$file', ({ file, check = [] }) => {
  test('its placement check is made of its own exercises', () => {
    const own = lessons.filter((lesson) => lesson.file.startsWith(`${file.split('/')[0]}/`)).flatMap((lesson) => lesson.exercises);
    expect(check.filter((slug) => !own.includes(slug))).toEqual([]);
  });
});

describe('constructs', () => {
  test.each([
    [
      'Dockerfile',
      '# syntax=docker/dockerfile:1\nFROM node:24 AS a\nRUN --mount=type=cache,target=/x --network=none y\nCOPY --from=a /x /y',
      ['# syntax', 'COPY', 'COPY --from', 'FROM', 'FROM AS', 'RUN', 'RUN --mount=type=cache', 'RUN --network'],
    ],
    ['Dockerfile', 'RUN --mount=target=/x y', ['RUN', 'RUN --mount=type=bind']],
    ['.dockerignore', '**/a\n!b\n', ['ignore !', 'ignore **']],
    [
      'compose.yaml',
      'services:\n  image:\n    environment:\n      ports: x\n    depends_on:\n      db: { condition: service_healthy }\n',
      ['compose condition', 'compose depends_on', 'compose environment', 'compose services'],
    ],
    [
      'command.sh',
      'docker run --rm -p 1:1 -v /a:/b x --read-only',
      ['docker run', 'docker run publish', 'docker run rm', 'docker run volume'],
    ],
    [
      'pod.yaml',
      'kind: Pod\nmetadata:\n  labels: { app: a }\n',
      ['kind Pod', 'kubernetes kind', 'kubernetes labels', 'kubernetes metadata'],
    ],
    [
      'ci.yml',
      'on: push\njobs:\n  env:\n    steps:\n      - run: |\n          docker push x\n      - uses: a/b@v1\n',
      ['action a/b', 'docker push', 'workflow jobs', 'workflow on', 'workflow run', 'workflow steps', 'workflow uses'],
    ],
    ['answers.json', '{ "a": [] }', []],
  ])('of a %s', (path, text, constructs) => {
    expect(constructsIn(path, text)).toEqual(constructs);
  });
});
