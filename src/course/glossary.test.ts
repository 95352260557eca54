import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lessonAddress } from './address.ts';
import { byLetter } from './glossary.ts';

const content = join(import.meta.dirname, '../../content');
const read = (file: string) => {
  const [, head = '', body = ''] = readFileSync(join(content, 'glossary', file), 'utf8').split(/^---\n/m);
  const data: { term: string; aka?: string[]; lesson?: string; source: { url: string } } = parse(head);
  return { id: file.replace(/\.md$/, ''), body: body.trim(), ...data };
};
const terms = readdirSync(join(content, 'glossary')).map(read);
const lessons = readdirSync(join(content, 'lessons'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/\d[^/]*\.mdx$/.test(file))
  .map((file) => lessonAddress(file.replace(/\.mdx$/, '')).slug);

const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);
const names = terms.flatMap(({ term, aka = [] }) => [term, ...aka].map((name) => name.toLowerCase()));

test('there are 60 terms or more', () => {
  expect(terms.length).toBeGreaterThanOrEqual(60);
});

test('no name stands for two terms', () => {
  expect(repeated(names)).toEqual([]);
});

describe.each(terms)('$id', ({ id, body, lesson, source }) => {
  test('has an id that can stand in an address, apart from those of the letters', () => {
    expect(id).toMatch(/^[a-z0-9]{2,}(-[a-z0-9]+)*$/);
  });

  test('is two short sentences of plain text', () => {
    expect(body.match(/[.!?](?=\s|$)/g)).toHaveLength(2);
    expect(body).toMatch(/[.!?]$/);
    expect(body.length).toBeLessThan(320);
    // Between backticks anything goes; elsewhere no links, emphasis, HTML or lists.
    expect(
      body
        .split('`')
        .filter((_, index) => index % 2 === 0)
        .join(''),
    ).not.toMatch(/[[\]*_<>#]|\n/);
    expect(body.split('`').length % 2).toBe(1);
  });

  test('names a source, and a lesson only where there is one', () => {
    expect(source.url).toMatch(/^https:\/\//);
    if (lesson !== undefined) expect(lessons).toContain(lesson);
  });
});

test('terms are filed under their first letter, whatever stands before it', () => {
  expect(byLetter(['tag', '.dockerignore', 'digest', 'Dockerfile', 'UID'], (term) => term)).toEqual([
    { letter: 'D', entries: ['digest', 'Dockerfile', '.dockerignore'] },
    { letter: 'T', entries: ['tag'] },
    { letter: 'U', entries: ['UID'] },
  ]);
});
