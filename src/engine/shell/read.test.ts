import { describe, expect, test } from 'vitest';
import type { Command } from './command.ts';
import { type ReadOptions, readScript } from './read.ts';

/** One command as a line: wrappers, assignments, name and arguments, redirections, marks for joined, checked and nested. */
function show(command: Command): string {
  const parts = [
    command.joined,
    ...command.wrappers.map((wrapper) => `<${wrapper}>`),
    ...command.assignments.map(({ name, value }) => `${name}=${value.text}`),
    command.name,
    ...command.args.map((word) => (word.literal ? word.text : `{${word.text}}`)),
    ...command.redirects.map(({ fd, operator, target }) => `${fd ?? ''}${operator}${target?.text ?? ''}`),
    command.nested ? '(nested)' : '',
    command.background ? '(background)' : '',
    command.checked ? '' : '(unchecked)',
  ];
  return parts.filter(Boolean).join(' ');
}
const commands = (text: string, options?: ReadOptions) => readScript(text, 0, options).commands.map(show);

describe('commands', () => {
  const table: [text: string, ...commands: string[]][] = [
    ['', ...[]],
    ['npm ci --omit=dev', 'npm ci --omit=dev'],
    ['a && b || c', 'a (unchecked)', '&& b (unchecked)', '|| c'],
    ['a && b', 'a', '&& b'],
    ['a || true', 'a (unchecked)', '|| true'],
    ['a || exit 1', 'a', '|| exit 1'],
    ['a || exit 0', 'a (unchecked)', '|| exit 0'],
    ['a || { echo no; exit 1; }', 'a', '|| echo no (unchecked)', '; exit 1'],
    ['a && b || false', 'a', '&& b', '|| false'],
    ['a; b', 'a (unchecked)', '; b'],
    ['a\nb', 'a (unchecked)', 'b'],
    ['set -e; a; b', 'set -e', '; a', '; b'],
    ['set -eux; a', 'set -eux', '; a'],
    ['set -e; a && b; c', 'set -e', '; a (unchecked)', '&& b', '; c'],
    ['set -e; set +e; a; b', 'set -e', '; set +e (unchecked)', '; a (unchecked)', '; b'],
    ['set -e; ! a; b', 'set -e', '; a (unchecked)', '; b'],
    ['a | b', 'a (unchecked)', '| b'],
    ['set -o pipefail; a | b', 'set -o pipefail (unchecked)', '; a', '| b'],
    ['set -euo pipefail && a | b', 'set -euo pipefail', '&& a', '| b'],
    ['a & b', 'a (background) (unchecked)', '& b'],
    ['a > /dev/null 2>&1', 'a >/dev/null 2>&1'],
    ['echo "a $X" \'b c\' d\\ e *.js ~/x', 'echo {a $X} b c d e {*.js} {~/x}'],
    ['X=1 Y="$Z" npm ci', 'X=1 Y=$Z npm ci'],
    ['X=1', 'X=1'],
    ['export A=b', 'export A=b'],
    ['if a; then b; else c; fi', 'a (nested) (unchecked)', 'b (nested)', 'c (nested)'],
    ['set -e; if a; then b; c; fi', 'set -e', '; a (nested) (unchecked)', 'b (nested)', '; c (nested)'],
    ['for x in 1 2; do a; done', 'a (nested) (unchecked)'],
    ['while a; do b; done', 'a (nested) (unchecked)', 'b (nested) (unchecked)'],
    ['(cd x && npm ci)', 'cd x (nested)', '&& npm ci (nested)'],
    ['{ a; b; } > f', 'a (unchecked)', '; b', '>f'],
    ['f() { a; }; f', 'a (nested) (unchecked)', '; f'],
    ['case $x in a) b;; *) c;; esac', 'b (nested)', 'c (nested)'],
    ['echo $(ls -l)', 'echo {$(ls -l)}', 'ls -l (nested) (unchecked)'],
    ['X=$(ls)', 'X=$(ls) ', 'ls (nested)'].map((line) => line.trim()) as [string, ...string[]],
    ['echo "`a \\`b\\``"', 'echo {`a \\`b\\``}', 'a {`b`} (nested) (unchecked)', 'b (nested) (unchecked)'],
    ['[[ $a == b ]] && c', '[[ {$a == b}', '&& c'],
    ['sudo -u me apt-get install -y curl', '<sudo> apt-get install -y curl'],
    ['env -i X=1 npm ci', '<env> X=1 npm ci'],
    ['env', 'env'],
    ['exec node a.js', '<exec> node a.js'],
    ['exec "$@"', '<exec> {$@}'].map((line) => line.replace('{$@}', '$@')) as [string, ...string[]],
    ['time npm ci', '<time> npm ci'],
    ['nice -n 10 make', '<nice> make'],
    ['timeout -k 5 60 npm test', '<timeout> npm test'],
    ['command -v node', 'command -v node'],
    ['command npm ci', '<command> npm ci'],
    ['gosu node npm ci', '<gosu> npm ci'],
    ['tini -- node a.js', '<tini> node a.js'],
    ['corepack pnpm install', '<corepack> pnpm install'],
    ['corepack enable', 'corepack enable'],
    ['find . | xargs -0 rm -f', 'find . (unchecked)', '| <xargs> rm -f'],
    ["sh -c 'a; b'", '<sh -c> a (unchecked)', '; <sh -c> b'],
    ['sh -ec "a; b"', '<sh -c> a', '; <sh -c> b'],
    ['bash -o pipefail -c "a | b"', '<bash -c> a', '| <bash -c> b'],
    ['x && sudo /bin/sh -c "npm ci"', 'x', '&& <sudo> <sh -c> npm ci'],
    ['su node -c "npm ci && a"', '<su> npm ci', '&& <su> a'],
    ['sh script.sh', 'sh script.sh'],
    ['eval "$(x)"', 'eval {$(x)}', 'x (nested) (unchecked)'],
    ['a # b', 'a'],
  ];
  test.each(table)('%s', (text, ...expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

test('options of the shell around the text', () => {
  expect(commands('a; b', { errexit: true })).toEqual(['a', '; b']);
  expect(commands('a | b', { pipefail: true })).toEqual(['a', '| b']);
  expect(commands('Get-Item x', { dialect: 'powershell' })).toEqual([]);
});

test.each<[string, Partial<ReturnType<typeof readScript>>]>([
  ['set -e\na', { errexit: true, pipefail: false }],
  ['a\nset -e', { errexit: false }],
  ['set -euxo pipefail; a | b', { errexit: true, pipefail: true }],
  ['a | b; set -o pipefail', { pipefail: false }],
  ['#!/bin/bash -e\na', { errexit: true, interpreter: undefined }],
  ['#!/usr/bin/env python3\nprint(1)', { interpreter: 'python3', commands: [] }],
  ['#!/usr/bin/env -S bash -e\na', { errexit: true }],
])('what is in force: %j', (text, expected) => {
  expect(readScript(text, 0)).toMatchObject(JSON.parse(JSON.stringify(expected)));
});

test('every span slices back to its text in the file', () => {
  const file = 'RUN   X=1 sudo npm ci "a b" && sh -c \'rm -rf x\' && bash -c "echo \\"y\\"" > log';
  const script = readScript(file.slice(6), 6);
  const at = (span: { start: number; end: number }) => file.slice(span.start, span.end);
  expect(script.commands.map((command) => at(command.span))).toEqual([
    'X=1 sudo npm ci "a b"',
    'rm -rf x',
    'bash -c "echo \\"y\\"" > log',
    '"echo \\"y\\""',
  ]);
  expect(script.commands[0]?.args.map((word) => at(word.span))).toEqual(['ci', '"a b"']);
  expect(script.commands[1]?.args.map((word) => at(word.span))).toEqual(['-rf', 'x']);
  expect(at(script.commands[0]?.assignments[0]?.value.span ?? { start: 0, end: 0 })).toBe('1');
});

test('half-typed text is read as far as it goes', () => {
  for (const text of [
    'if a; then',
    "echo 'abc",
    'a &&',
    '| b',
    '$(',
    '`',
    '((',
    '[[ a',
    'case x in',
    'a <<EOF',
    '\\',
    'f() {',
    '}',
    '<(',
    '${x',
    '"${x',
  ]) {
    expect(() => readScript(text, 3)).not.toThrow();
  }
  expect(readScript('npm ci && ', 5).commands[0]?.name).toBe('npm');
  expect(readScript("echo 'abc", 5).problems[0]).toMatchObject({ span: { start: 10 } });
});

test('comes to an end where text nests or repeats, at lengths where squares would not', () => {
  const heavy = [
    'sudo '.repeat(40_000),
    'a && '.repeat(40_000),
    'a || '.repeat(40_000),
    'a; '.repeat(40_000),
    '$('.repeat(8_000),
    '('.repeat(8_000),
    '{ '.repeat(8_000),
    "sh -c '".repeat(8_000),
    '`'.repeat(16_001),
    '"$('.repeat(8_000),
    'if a; then '.repeat(8_000),
    '<<A '.repeat(6_000),
  ];
  for (const text of heavy) {
    expect(() => readScript(text, 0), text.slice(0, 20)).not.toThrow();
  }
});

test('compounds around a command', () => {
  const around = (text: string) =>
    readScript(text, 0).commands.map(
      ({ name, within }) =>
        `${name}: ${within.map(({ kind, id, branch, condition }) => `${kind}${id}.${branch}${condition ? '?' : ''}`).join(' ')}`,
    );
  expect(around('if a; then b; elif c; then d; else e; fi; f')).toEqual([
    'a: if0.0?',
    'b: if0.0',
    'c: if0.1?',
    'd: if0.1',
    'e: if0.2',
    'f: ',
  ]);
  expect(around('(a; { b; }) && x $(c)')).toEqual(['a: subshell0.0', 'b: subshell0.0 group1.0', 'x: ', 'c: substitution2.0']);
});
