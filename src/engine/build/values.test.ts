import { describe, expect, test } from 'vitest';
import { checkOptions } from './check-directive.ts';
import { csvFields } from './csv.ts';
import { parseDuration } from './durations.ts';
import { Ledger } from './ledger.ts';
import { problemOfMode } from './modes.ts';
import { cleanPath, joinPath } from './paths.ts';
import { formatPlatform, parsePlatform } from './platform.ts';
import { parsePorts } from './ports.ts';
import { problemOfSignal } from './signals.ts';
import { nearest } from './suggest.ts';

test.each([
  ['30s', 30_000],
  ['1h1m1.5s', 3_661_500],
  ['.5s', 500],
  ['1500us', 1.5],
  ['-1s', -1000],
  ['0', 0],
  ['', undefined],
  ['30', undefined],
  ['1 s', undefined],
  ['s', undefined],
  ['1d', undefined],
])('duration %s', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

test.each([
  ['80', { first: 80, last: 80, kind: 'tcp', protocol: '', mapping: false }],
  ['8000-8010/UDP', { first: 8000, last: 8010, kind: 'udp', protocol: 'UDP', mapping: false }],
  ['1.2.3.4:80-90:80-90', { first: 80, last: 90, kind: 'tcp', protocol: '', mapping: true }],
  ['[::1]::80/tcp', { first: 80, last: 80, kind: 'tcp', protocol: 'tcp', mapping: true }],
  [':80', { first: 80, last: 80, kind: 'tcp', protocol: '', mapping: false }],
])('port %s', (text, ports) => expect(parsePorts(text)).toEqual(ports));

test.each(['', '/tcp', 'x', '70000', '9-8', '1-2-3', '80/foo', 'x:80:80', '1-2:80-90', '999.1.1.1:1:1', '80:'])('no port %s', (text) =>
  expect(parsePorts(text)).toHaveProperty('error'),
);

test.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm', 'linux/arm/v7'],
  ['arm64', 'linux/arm64'],
  ['aarch64', 'linux/arm64'],
  ['x86_64', 'linux/amd64'],
  ['windows', 'windows/amd64'],
])('platform %s', (text, normal) => {
  const platform = parsePlatform(text);
  expect('error' in platform ? platform : formatPlatform(platform)).toBe(normal);
});
test.each(['', 'foo', 'linux/', 'a/b/c/d', 'li nux/amd64'])('no platform %s', (text) =>
  expect(parsePlatform(text)).toHaveProperty('error'),
);

test.each([
  ['SIGTERM', true],
  ['term', true],
  ['9', true],
  ['RTMIN+3', true],
  ['0', false],
  ['SIGTRM', false],
  ['RTMIN+16', false],
])('signal %s', (text, good) => expect(problemOfSignal(text) === undefined).toBe(good));

test.each([
  ['0755', true],
  ['u=rwX,go=', true],
  ['+x', true],
  ['u+rw-x', true],
  ['8', false],
  ['rwx', false],
  ['17777', false],
])('mode %s', (text, good) => expect(problemOfMode(text) === undefined).toBe(good));

test.each([
  ['a=1,b=2', ['a=1', 'b=2']],
  ['"a=1,2",b', ['a=1,2', 'b']],
  ['"a ""b"""', ['a "b"']],
  ['', ['']],
  ['a,', ['a', '']],
  ['a"b', undefined],
  ['"a', undefined],
])('fields of %s', (text, fields) => expect(csvFields(text)).toEqual(fields));

describe('paths', () => {
  test.each([
    ['/a//b/./c/../d/', '/a/b/d'],
    ['../a/..', '..'],
    ['/../a', '/a'],
    ['', '.'],
  ])('%s cleaned', (path, clean) => expect(cleanPath(path)).toBe(clean));

  test.each([
    [undefined, 'a', '/a'],
    ['/w', '', '/w'],
    ['/w', '../..', '/'],
    ['/w', '/a/', '/a/'],
  ])('%s and %s', (workdir, path, joined) => expect(joinPath(workdir, path)).toBe(joined));
});

test.each([
  ['biuld', 'build'],
  ['build', undefined],
  ['x', undefined],
  ['completely', undefined],
])('nearest to %s', (word, near) => expect(nearest(word, ['build', 'test', 'y'])).toBe(near));

describe('check directive', () => {
  test('reads its options', () => {
    expect(checkOptions('skip=A, B;experimental=all;error=true')).toEqual({ skip: new Set(['A', 'B']), experimental: 'all', error: true });
  });
  test.each(['skip', 'foo=1', 'error=maybe', 'skip=all;skip=A;skip=B;skip=C;'])('refuses %s or not, but never throws', (text) => {
    expect(() => checkOptions(text)).not.toThrow();
  });
  test.each(['skip', 'foo=1', 'error=maybe'])('refuses %s', (text) => expect(typeof checkOptions(text).error).toBe('string'));
});

describe('ledger', () => {
  test('tells what was known at a moment', () => {
    const ledger = new Ledger<number>();
    ledger.set('a', 1);
    const mark = ledger.mark();
    ledger.set('a', 2);
    ledger.set('b', 3);
    expect({ ...ledger.snapshot(mark) }).toEqual({ a: 1 });
    expect({ ...ledger.snapshot() }).toEqual({ a: 2, b: 3 });
  });

  test('goes on where others ended, however many', () => {
    let ledger = new Ledger<number>();
    for (let at = 0; at < 100; at += 1) {
      ledger = new Ledger(ledger);
      ledger.set(`k${at}`, at);
      ledger.set('last', at);
    }
    expect(Object.keys(ledger.snapshot())).toHaveLength(101);
    expect([ledger.get('k0'), ledger.get('k99'), ledger.get('last'), ledger.has('none')]).toEqual([0, 99, 99, false]);
  });
});
