import { describe, expect, test } from 'vitest';
import { interpolate } from './interpolate.ts';
import { parseBytes, parseCpus, parseDuration, parseMode } from './values.ts';
import { splitWords } from './words.ts';

test.each<[string, number | undefined]>([
  ['90s', 90_000],
  ['1m30s', 90_000],
  ['1.5m', 90_000],
  ['100ms', 100],
  ['0.1s', 100],
  ['500us', 0.5],
  ['500µs', 0.5],
  ['1h', 3_600_000],
  ['1d', 86_400_000],
  ['1w2d', 777_600_000],
  ['0', 0],
  ['0s', 0],
  ['60', undefined],
  ['', undefined],
  ['s', undefined],
  ['1 m', undefined],
  ['1m 30s', undefined],
  ['1x', undefined],
  ['10S', undefined],
  ['1m30', undefined],
  ['toString', undefined],
])('duration %j is %j ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

const mebi = 1024 ** 2;
test.each<[string, number | undefined]>([
  ['512m', 512 * mebi],
  ['512M', 512 * mebi],
  ['512mb', 512 * mebi],
  ['512MB', 512 * mebi],
  ['512MiB', 512 * mebi],
  ['0.5g', 512 * mebi],
  ['.5g', 512 * mebi],
  ['524288k', 512 * mebi],
  ['536870912', 512 * mebi],
  ['536870912b', 512 * mebi],
  ['1gb', 1024 * mebi],
  ['1 g', 1024 * mebi],
  ['1t', 1024 ** 4],
  ['512Mi', undefined],
  ['512mg', undefined],
  ['m512', undefined],
  ['-1', undefined],
  ['', undefined],
  ['1bb', undefined],
  ['1  g', undefined],
])('size %j is %j bytes', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

test.each<[string, number | undefined]>([
  ['0.5', 0.5],
  ['0.50', 0.5],
  ['.5', 0.5],
  ['2', 2],
  ['1e0', 1],
  ['500m', undefined],
  ['half', undefined],
  ['', undefined],
  ['‘0.5’', undefined],
])('%j processors are %j', (text, cpus) => expect(parseCpus(text)).toBe(cpus));

test.each<[string, boolean, number | undefined]>([
  ['0440', false, 0o440],
  ['0o440', false, 0o440],
  ['288', false, 0o440],
  ['440', true, 0o440],
  ['0444', true, 0o444],
  ['u+r', true, undefined],
])('mode %j (quoted: %j) is %j', (text, quoted, mode) => expect(parseMode(text, quoted)).toBe(mode));

test.each<[string, string[] | undefined]>([
  ['npm run start -- --port 3000', ['npm', 'run', 'start', '--', '--port', '3000']],
  [`sh -c "echo 'one two' && x"`, ['sh', '-c', "echo 'one two' && x"]],
  ["a '' b", ['a', '', 'b']],
  ['a\\ b "c\\"d" \'e\\f\'', ['a b', 'c"d', 'e\\f']],
  ['  ', []],
  ['a "b', undefined],
])('%j splits into %j', (text, words) => expect(splitWords(text)).toEqual(words));

describe('variables', () => {
  const env = { SET: 'v', EMPTY: '' };
  test.each<[string, string | undefined, string]>([
    ['plain', 'plain', 'plain'],
    ['$SET-x', 'v-x', 'v-x'],
    ['${SET}x', 'vx', 'vx'],
    ['$$SET', '$SET', '$SET'],
    ['$${SET}', '${SET}', '${SET}'],
    ['$$$SET', '$v', '$v'],
    ['$NONE', undefined, '$NONE'],
    ['a ${NONE} $SET', undefined, 'a ${NONE} v'],
    ['${NONE:-d}', 'd', 'd'],
    ['${NONE-d}', 'd', 'd'],
    ['${EMPTY:-d}', 'd', 'd'],
    ['${EMPTY-d}', '', ''],
    ['${EMPTY}', '', ''],
    ['${SET:-d}', 'v', 'v'],
    ['${NONE:-}', '', ''],
    ['${NONE:-${SET}}', 'v', 'v'],
    ['${NONE:-${ALSO:-x}y}z', 'xyz', 'xyz'],
    ['${NONE:-a:b}', 'a:b', 'a:b'],
    ['${SET:?why}', 'v', 'v'],
    ['${NONE:?why}', undefined, '${NONE:?why}'],
    ['${EMPTY:?why}', undefined, '${EMPTY:?why}'],
    ['${EMPTY?why}', '', ''],
    ['${SET:+w}', 'w', 'w'],
    ['${EMPTY:+w}', '', ''],
    ['${EMPTY+w}', 'w', 'w'],
    ['${NONE+w}', undefined, '${NONE+w}'],
  ])('%j gives %j', (text, value, visible) => {
    const read = interpolate(text, env);
    expect(read.value).toBe(value);
    expect(read.visible).toBe(visible);
    expect(read.error).toBeUndefined();
  });

  test.each(['$', 'a$ b', '$1', '$(x)', '${}', '${1}', '${SET', '${SET:x}', '${SET:-x', 'x ${A B}'])('%j is refused', (text) => {
    const { error, value } = interpolate(text, env);
    expect(error?.message).toMatch(/\$/);
    expect(value).toBeUndefined();
  });

  test('each use says where its value comes from', () => {
    const uses = interpolate('${SET} ${NONE:-d} $OTHER', env).uses.map(({ name, from, start, end }) => [name, from, start, end]);
    expect(uses).toEqual([
      ['SET', 'given', 0, 6],
      ['NONE', 'default', 7, 17],
      ['OTHER', 'missing', 18, 24],
    ]);
  });

  test('deep nesting ends', () => expect(interpolate('${A:-'.repeat(100_000), {}).error).toBeDefined());
});
