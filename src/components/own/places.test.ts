import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { review, rules } from '#engine';
import { lessonAddress } from '../../course/address.ts';
import { placesData, readPlaces } from './places.ts';

/** The modules of the course as they lie on disk. */
const content = join(import.meta.dirname, '../../../content/lessons');
const modules = readdirSync(content).map((folder) => ({
  slug: lessonAddress(`${folder}/`).module,
  lessons: readdirSync(join(content, folder))
    .filter((file) => /^\d.*\.mdx$/.test(file))
    .map((file) => {
      const { slug, path } = lessonAddress(`${folder}/${file.replace(/\.mdx$/, '')}`);
      const title = /^title: (.*)$/m.exec(readFileSync(join(content, folder, file), 'utf8'))?.[1] ?? '';
      return { slug, path, title };
    }),
}));
const data = placesData(rules, modules);
const places = readPlaces(JSON.stringify(data), '/course');

/** Rules that no lesson teaches so far. Whoever writes the lesson names it in the rule and takes the line away. */
const untaught = [
  'absolute-workdir',
  'absolute-workdir-always',
  'apt-get-in-scripts',
  'consistent-instruction-casing',
  'describe-definitions',
  'lowercase-protocol',
  'lowercase-stage-names',
  'match-from-and-as-casing',
  'no-constant-platform',
  'no-empty-continuation',
  'no-maintainer',
  'no-overridden-instructions',
  'no-redundant-platform',
  'no-reserved-stage-names',
  'notice-failures-in-pipes',
  'pin-package-versions',
  'prefer-copy',
  'unique-stage-names',
  'use-equals-sign',
  'valid-default-image',
];

test.each(rules.map(({ id }) => id))('%s has its page, and a lesson of the course unless none teaches it', (id) => {
  expect(places.rulePage(id)).toBe(`/course/rules/${id}/`);
  const lesson = places.lesson(id);
  if (untaught.includes(id)) return expect(lesson).toBeUndefined();
  const known = modules.flatMap(({ lessons }) => lessons).map(({ title, path }) => ({ title, href: `/course/${path}` }));
  expect(known).toContainEqual(lesson);
});

test('no rule is called untaught that is none', () => {
  expect(untaught.filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
});

test('what a web page does to a pasted file is explained, and has no page', () => {
  const [found] = review({ Dockerfile: 'FROM node:24-slim\nUSER node\nCOPY –from=build /a /a\n' });
  expect(found?.rule).toBe('option-read-as-source');
  expect(places.lesson('option-read-as-source')?.href).toBe('/course/learn/the-build-as-a-graph/only-what-runs/');
  expect(places.rulePage('option-read-as-source')).toBeUndefined();
});

test('each lesson is carried once, and all of it is small', () => {
  const paths = data.lessons.map(([, path]) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(JSON.stringify(data).length).toBeLessThan(2500);
});

test('a lesson that the course does not have stops the build', () => {
  const rule = { id: 'no-sudo', lesson: 'hardening/nowhere' };
  expect(() => placesData([rule], modules)).toThrow(
    /^src\/engine\/rules\/no-sudo\.ts, lesson: there is no lesson "hardening\/nowhere"\. Take one of: .*hardening\/non-root/,
  );
});

test.each([
  'x',
  '',
  'null',
  '[]',
  '7',
  '{}',
  '{"lessons":7,"rules":[1],"refusals":"a"}',
  '{"lessons":[null,["a"],[1,2]],"rules":{"a":0,"b":1,"c":2,"d":9,"e":"x","f":-1,"g":0.5},"refusals":{"h":0}}',
])('bad data gives no lesson: %s', (json) => {
  const read = readPlaces(json, '/');
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'toString', '__proto__']) expect(read.lesson(id)).toBeUndefined();
  expect(read.rulePage('toString')).toBeUndefined();
});

test('a lesson that cannot be read leaves the others their numbers', () => {
  const read = readPlaces('{"lessons":[null,["B","learn/b/"]],"rules":{"b":1}}', '/', (file) => `#at-${file}`);
  expect(read.lesson('b')).toEqual({ title: 'B', href: '/learn/b/' });
  expect(read.rulePage('b')).toBe('/rules/b/');
  expect(read.editor('x')).toBe('#at-x');
});
