import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEntrypoint } from './entrypoint.ts';

const sh = '#!/bin/sh\n';
test.each<[text: string, handover: object, rest?: object]>([
  [`${sh}set -e\nexec "$@"\n`, { kind: 'exec-args', replaces: true, takesArgs: true }, { failsEarly: true, shebang: { program: 'sh' } }],
  [`${sh}exec "\${@}"\n`, { kind: 'exec-args' }, { failsEarly: false }],
  [`${sh}exec $@`, { kind: 'exec-split', replaces: true }],
  [`${sh}exec $*`, { kind: 'exec-split' }],
  [`${sh}exec "$*"`, { kind: 'exec-joined' }],
  [`${sh}"$@"`, { kind: 'args', replaces: false, takesArgs: true }],
  [`${sh}$@`, { kind: 'args', replaces: false }],
  [`${sh}exec node server.js`, { kind: 'exec-program', program: 'node', takesArgs: false, replaces: true }],
  [`${sh}exec node server.js "$@"`, { kind: 'exec-program', program: 'node', takesArgs: true }],
  [`${sh}node server.js`, { kind: 'program', program: 'node', replaces: false }],
  [`${sh}node server.js "$@"`, { kind: 'program', takesArgs: true }],
  [
    `${sh}node server.js &\nwait`,
    { kind: 'background', replaces: false },
    { waits: true, forwardsTerm: false, background: [{ name: 'node' }] },
  ],
  [
    `${sh}trap 'kill -TERM "$pid"' TERM INT\nnode server.js &\npid=$!\nwait "$pid"`,
    { kind: 'background' },
    { waits: true, forwardsTerm: true, traps: [{ signals: ['TERM', 'INT'] }] },
  ],
  [`${sh}trap "kill $pid" SIGTERM\nnode s.js &\nwait`, { kind: 'background' }, { forwardsTerm: true }],
  [`${sh}trap "" 15\nnode s.js`, { kind: 'program' }, { forwardsTerm: false, traps: [{ signals: ['TERM'], action: '' }] }],
  [`${sh}trap cleanup EXIT\nnode s.js`, { kind: 'program' }, { forwardsTerm: false }],
  ['#!/bin/sh -e\nmigrate\nexec "$@"', { kind: 'exec-args' }, { failsEarly: true }],
  [
    '#!/usr/bin/env bash\nset -euo pipefail\nexec "$@"',
    { kind: 'exec-args' },
    { failsEarly: true, pipefail: true, nounset: true, shebang: { program: 'bash' } },
  ],
  ['#!/bin/bash\nset -o errexit\nset -o nounset\nexec "$@"', { kind: 'exec-args' }, { failsEarly: true, nounset: true }],
  [
    `${sh}if [ "$1" = debug ]; then\n  exec sh\nfi\nexec "$@"`,
    { kind: 'exec-args' },
    { earlier: [{ kind: 'exec-program', program: 'sh' }] },
  ],
  [
    `${sh}if [ -n "$1" ]; then exec "$@"; else exec node s.js; fi`,
    { kind: 'exec-program', program: 'node' },
    { earlier: [{ kind: 'exec-args' }] },
  ],
  [`${sh}exec tini -- "$@"`, { kind: 'exec-args', replaces: true }, { init: 'tini' }],
  [`${sh}exec gosu app "$@"`, { kind: 'exec-args' }],
  [`${sh}exec env A=1 "$@"`, { kind: 'exec-args' }],
  [`${sh}set -- node "$@"\nexec "$@"`, { kind: 'exec-args' }],
  [`${sh}main() {\n  exec other\n}\nexport A=1\nexec "$@"`, { kind: 'exec-args' }, { earlier: [] }],
  [`${sh}migrate && exec node s.js`, { kind: 'exec-program' }],
  [`${sh}exec node s.js &\nwait`, { kind: 'background', replaces: false }],
  [`${sh}echo hello`, { kind: 'none', replaces: false }],
  ['', { kind: 'none' }],
])('%j', (text, handover, rest = {}) => {
  expect(readEntrypoint(text)).toMatchObject({ ...rest, handover });
});

test.each([
  ['exec "$@"', ['warning missing-shebang']],
  ['#!/bin/sh\r\nexec "$@"\r\n', ['error crlf-script']],
  [`${sh}exec "$@`, ['error shell-syntax']],
  [`${sh}exec "$@"`, []],
  ['', []],
])('%j is said to be wrong', (text, rules) => {
  expect(readEntrypoint(text).diagnostics.map((found) => `${found.severity} ${found.rule}`)).toEqual(rules);
});

test('never throws, and spans lie inside the text', () => {
  const words = fc.constantFrom(
    'exec',
    '"$@"',
    '$@',
    'node',
    '&',
    'wait',
    'trap',
    "'kill'",
    'TERM',
    '\n',
    'if',
    'then',
    'fi',
    ';',
    '&&',
    '#!',
    '/bin/sh',
    'set',
    '-e',
    '{',
    '}',
    '(',
    ')',
    "'",
    '"',
  );
  const scripts = fc.array(fc.oneof(words, fc.string({ maxLength: 5 })), { maxLength: 25 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(scripts, fc.string({ unit: 'binary' })), (text) => {
      const { handover, diagnostics, earlier } = readEntrypoint(text);
      for (const { span } of [handover, ...earlier, ...diagnostics]) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test('a megabyte comes to an end', () => {
  const text = `${sh}${'node server.js &\ntrap x TERM\n'.repeat(35_000)}exec "$@"`;
  expect(readEntrypoint(text).handover.span.end).toBeLessThanOrEqual(text.length);
});

test('ten megabytes are refused at once', () => {
  const text = 'docker run app\n'.repeat(700_000);
  expect(readEntrypoint(text).diagnostics).toMatchObject([{ rule: 'file-too-large', line: 1 }]);
});
