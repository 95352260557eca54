import { expect, test } from 'vitest';
import { isFullDigest, readReference } from './reference.ts';
import { parseBoolean, parseBytes, parseCpus, parseDuration, parseInteger } from './units.ts';
import { fieldIsOn, readFields } from './values.ts';

test.each([
  ['512m', 536_870_912],
  ['512M', 536_870_912],
  ['512mb', 536_870_912],
  ['512MiB', 536_870_912],
  ['0.5g', 536_870_912],
  ['1024', 1024],
  ['1b', 1],
  ['1 k', 1024],
  ['2t', 2 ** 41],
  ['', undefined],
  ['m', undefined],
  ['-1m', undefined],
  ['1mo', undefined],
  ['1x', undefined],
  ['1e3', undefined],
  ['1ib', undefined],
  ['512Mi', undefined],
])('bytes of %j', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

test.each([
  ['90s', 90_000],
  ['1m30s', 90_000],
  ['1.5m', 90_000],
  ['500ms', 500],
  ['1h', 3_600_000],
  ['0', 0],
  ['.5s', 500],
  ['30', undefined],
  ['', undefined],
  ['1d', undefined],
  ['s', undefined],
  ['.s', undefined],
  ['1s 2s', undefined],
])('milliseconds of %j', (text, ms) => expect(parseDuration(text)).toBe(ms));

test.each([
  ['0.5', 0.5],
  ['.5', 0.5],
  ['2', 2],
  ['1/2', 0.5],
  ['0.50', 0.5],
  ['500m', undefined],
  ['', undefined],
  ['1/0', undefined],
  ['-1', undefined],
])('CPUs of %j', (text, cpus) => expect(parseCpus(text)).toBe(cpus));

test('switches and numbers', () => {
  expect(['true', 'T', '1', 'false', '0', 'yes', ''].map(parseBoolean)).toEqual([true, true, true, false, false, undefined, undefined]);
  expect(['1', '-1', '+2', '1.5', 'x', ''].map(parseInteger)).toEqual([1, -1, 2, undefined, undefined, undefined]);
});

test.each([
  ['app', { repository: 'app', kind: 'untagged' }],
  ['localhost:5000/app', { repository: 'localhost:5000/app', kind: 'untagged' }],
  ['localhost:5000/app:1', { repository: 'localhost:5000/app', tag: '1', kind: 'tag' }],
  ['a:1@sha256:abc', { repository: 'a', tag: '1', digest: 'sha256:abc', kind: 'digest' }],
  ['$IMAGE', { kind: 'unknown' }],
  ['$IMAGE@${DIGEST}', { digest: '${DIGEST}', kind: 'digest' }],
  ['ghcr.io/${{ github.repository }}', { repository: 'ghcr.io/${{ github.repository }}', kind: 'untagged' }],
  ['a:${TAG:-latest}', { repository: 'a', tag: '${TAG:-latest}', kind: 'tag' }],
  ['', { repository: '', kind: 'untagged' }],
])('reference %j', (text, expected) => expect(readReference(text)).toMatchObject(expected));

test('whole digests', () => {
  const whole = `sha256:${'a'.repeat(64)}`;
  expect([whole, whole.slice(0, 19), '$DIGEST', 'sha256:'].map(isFullDigest)).toEqual([true, false, undefined, false]);
});

test('fields, with quotes, expansions and places', () => {
  const text = 'type=local,"dest=a,b",c=${X:-1,2},readonly';
  const fields = readFields(text, { start: 10, end: 10 + text.length });
  expect(fields.map((field) => [field.key, field.value])).toEqual([
    ['type', 'local'],
    ['dest', 'a,b'],
    ['c', '${X:-1,2}'],
    ['readonly', undefined],
  ]);
  expect(fields.map(({ span }) => text.slice(span.start - 10, span.end - 10))).toEqual([
    'type=local',
    '"dest=a,b"',
    'c=${X:-1,2}',
    'readonly',
  ]);
  expect(fieldIsOn(fields, 'ro', 'readonly')).toBe(true);
});
