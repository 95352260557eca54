import { expect, test } from 'vitest';
import type { Grade } from '#engine';
import { issueAddress, longestAddress, reportMarkdown } from './report.ts';

const grade: Grade = {
  verdict: 'not-yet',
  problems: [],
  goals: [
    {
      id: 'not-root',
      kind: 'achieve',
      title: 'Not root',
      outcome: 'fail',
      message: 'It runs as root.',
      mistake: 'user-missing',
      diagnostics: [],
      reasons: [{ file: 'Dockerfile', span: { start: 8, end: 12 }, text: 'USER is not set: root' }],
    },
  ],
  advice: [],
  engine: '9.9.9',
};
const files = { Dockerfile: 'FROM a\n\nUSER\n' };

test('a report names exercise, versions, files, and each goal with line, value and rule', () => {
  const report = reportMarkdown({ slug: 'x', version: 3 }, files, grade);
  expect(report).toContain('- exercise: `x`, version 3\n- engine: 9.9.9\n- verdict: not-yet');
  expect(report).toContain('### `Dockerfile`\n\n```\nFROM a\n\nUSER\n```');
  expect(report).toContain('- **not-root** does not hold (`user-missing`): It runs as root.\n  - Dockerfile:3: USER is not set: root');
  expect(report).not.toContain('browser');
});

test('the browser is named only when asked for, and backticks in a file do not end its block', () => {
  const report = reportMarkdown({ slug: 'x', version: 1 }, { f: 'a\n```\nb' }, grade, { browser: 'Some/1.0' });
  expect(report).toContain('- browser: Some/1.0');
  expect(report).toContain('````\na\n```\nb\n````');
});

test('an issue carries the report, or says that it has to be pasted where that would be too long', () => {
  const to = 'https://example.org/issues/new?labels=appeal';
  const short = issueAddress(to, 'T & t', 'body #1', 'paste');
  expect(short?.whole).toBe(true);
  expect(new URL(short?.href ?? '').searchParams.get('body')).toBe('body #1');
  expect(new URL(short?.href ?? '').searchParams.get('labels')).toBe('appeal');
  const long = issueAddress(to, 'T', 'é'.repeat(longestAddress), 'paste');
  expect(long?.whole).toBe(false);
  expect(new URL(long?.href ?? '').searchParams.get('body')).toBe('paste');
  expect(issueAddress(undefined, 'T', 'b', 'p')).toBeUndefined();
  expect(issueAddress('issues', 'T', 'b', 'p')).toBeUndefined();
});
