import { expect, test } from 'vitest';
import { aboutLine, aboutLineHtml, type Mark } from './about-line.ts';

const text = '# syntax=docker/dockerfile:1\nFROM node:24\n# mine\nRUN npm ci && \\\n  npm run build\ncopy . .\nRUN <<EOF\nCOPY\nEOF\n';

test.each([
  [1, 'syntax'],
  [2, 'FROM'],
  [5, 'RUN'],
  [6, 'COPY'],
  [8, 'RUN'],
])('line %i is about %s', (line, name) => {
  expect(aboutLine('Dockerfile', text, line)?.name).toBe(name);
});

test('a comment, a line that is not there and another kind of file have nothing to explain', () => {
  expect(aboutLine('Dockerfile', text, 3)).toBeUndefined();
  expect(aboutLine('Dockerfile', text, 99)).toBeUndefined();
  expect(aboutLine('compose.yaml', 'FROM: x', 1)).toBeUndefined();
});

test('what is marked on a line is said first, escaped, with its fix and the way to its goal', () => {
  const mark: Mark = {
    rule: 'pinned',
    aka: [],
    severity: 'error',
    stopsBuild: false,
    file: 'Dockerfile',
    span: { start: 0, end: 1 },
    line: 2,
    message: '`<b>` is open.',
    fix: { title: 'Pin it', edits: [] },
    key: 'pinned/0',
    goal: 'ex-x-goal-pinned',
  };
  const html = aboutLineHtml('Dockerfile', text, 2, [mark]);
  expect(html).toContain('<code>&lt;b&gt;</code> is open.');
  expect(html).toContain('data-fix="pinned/0"');
  expect(html).toContain('href="#ex-x-goal-pinned"');
  expect(html.indexOf('is open')).toBeLessThan(html.indexOf('FROM'));
  expect(aboutLineHtml('Dockerfile', text, 3, [mark])).toBe('');
});
