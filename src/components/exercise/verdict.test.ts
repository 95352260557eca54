import { expect, test } from 'vitest';
import type { Diagnostic, GoalResult, Grade } from '#engine';
import { announcement, findingOf, summary, type VerdictView, verdictHtml } from './verdict.ts';

const view: VerdictView = {
  editor: (file) => `#${file}`,
  goal: (id) => `goal-${id}`,
  mainFile: 'Dockerfile',
  rulePage: (id) => (id === 'use-exec-form' ? `/rules/${id}/` : undefined),
  goals: 2,
};
const goal = (id: string, more: Partial<GoalResult> = {}): GoalResult => ({
  id,
  kind: 'achieve',
  title: `Goal ${id}`,
  outcome: 'pass',
  message: `Said of ${id}.`,
  diagnostics: [],
  reasons: [],
  ...more,
});
const place = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  rule: 'use-exec-form',
  aka: [],
  severity: 'error',
  stopsBuild: false,
  file: 'Dockerfile',
  span: { start: 4, end: 8 },
  line: 2,
  message: 'Found.',
  ...more,
});
const verdict = (goals: GoalResult[], more: Partial<Grade> = {}): Grade => ({
  verdict: 'not-yet',
  problems: [],
  goals,
  advice: [],
  engine: '0',
  ...more,
});
const failed = (id: string, more: Partial<GoalResult> = {}) => goal(id, { outcome: 'fail', ...more });

test.each<[string, Grade, string]>([
  ['some hold', verdict([goal('a'), failed('b')]), '1 of 2 goals hold'],
  ['advice does not count', verdict([goal('a'), failed('b'), failed('c', { kind: 'polish' })]), '1 of 2 goals hold'],
  [
    'what cannot be told is said',
    verdict([goal('a'), goal('b', { outcome: 'unknown' }), failed('c')]),
    '1 of 3 goals hold, 1 cannot be told',
  ],
  ['all hold', verdict([goal('a'), goal('b')], { verdict: 'passed' }), 'Passed: all 2 goals hold'],
  [
    'passed with a doubt',
    verdict([goal('a'), goal('b', { outcome: 'unknown' })], { verdict: 'passed' }),
    'Passed: 1 of 2 hold, 1 cannot be told',
  ],
  ['unreadable', verdict([], { verdict: 'unreadable', problems: [place()] }), 'This cannot be read yet'],
])('in a few words: %s', (_, grade, words) => {
  expect(summary(grade, 2)).toBe(words);
});

test('one sentence for screen readers names the first open goal, without its backticks', () => {
  expect(announcement(verdict([goal('a'), failed('b', { title: 'No `dist` is sent' })]), 2)).toBe(
    '1 of 2 goals hold. Not yet: No dist is sent.',
  );
  expect(announcement(verdict([], { verdict: 'unreadable', problems: [place({ line: 7 })] }), 2)).toBe('This cannot be read yet: line 7.');
});

test('nothing that a learner types becomes markup', () => {
  const evil = '"><img src=x onerror=alert(1)>`<script>`\'';
  const html = verdictHtml(
    verdict([failed('a', { title: evil, message: evil, diagnostics: [place({ file: evil, fix: { title: evil, edits: [] } })] })], {
      advice: [place({ message: evil, rule: evil })],
    }),
    { ...view, editor: () => evil },
  );
  expect(html).not.toContain('<img');
  expect(html).not.toContain('<script');
  expect(html.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
});

test('at most three messages that must be fixed are open, the rest are folded', () => {
  const html = verdictHtml(verdict(['a', 'b', 'c', 'd', 'e'].map((id) => failed(id))), view);
  expect(html.match(/<details>/g)).toHaveLength(2);
  expect(html.indexOf('<details>')).toBeGreaterThan(html.indexOf('Said of c.'));
});

test('what cannot be read is said alone: no goal and no advice beside it', () => {
  const html = verdictHtml(
    verdict([goal('a')], { verdict: 'unreadable', problems: [place({ message: 'No such instruction.' })], advice: [place()] }),
    view,
  );
  expect(html).toContain('No such instruction.');
  expect(html).not.toContain('Goal a');
  expect(html).not.toContain('more remark');
});

test('lines are links, once each, and name the file where it is another than the first', () => {
  const html = verdictHtml(verdict([failed('a', { diagnostics: [place(), place(), place({ file: '.dockerignore', line: 1 })] })]), view);
  expect(html.match(/class="place"/g)).toHaveLength(2);
  expect(html).toContain('>Line 2</a>');
  expect(html).toContain('>.dockerignore, line 1</a>');
});

test('a fix is found again by its key, whoever offers it', () => {
  const fix = place({ fix: { title: 'Write it', edits: [] } });
  const grade = verdict([failed('a', { diagnostics: [place(), fix] })], { advice: [fix] });
  const keys = [...verdictHtml(grade, view).matchAll(/data-fix="([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(keys).toEqual(['a/1', 'advice/0']);
  expect(keys.map((key) => findingOf(grade, key))).toEqual([fix, fix]);
  expect(findingOf(grade, 'gone/3')).toBeUndefined();
});

test('keys of the parts are unique, so that each can be changed alone', () => {
  const html = verdictHtml(verdict([goal('a'), failed('b')], { advice: [place(), place()] }), view);
  const keys = [...html.matchAll(/data-key="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(['sum', 'goal-a', 'goal-b', 'advice']);
});
