// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a Dockerfile
import { describe, expect, test } from 'vitest';
import { expand, expandWord, expandWords } from './expand.ts';

const env = { NAME: 'web', EMPTY: '', PATH: '/usr/local/bin:/usr/bin', FILE: 'a.tar.gz', LIST: 'one two' };

describe('values', () => {
  test.each<[word: string, value: string]>([
    ['plain', 'plain'],
    ['$NAME-$NAME', 'web-web'],
    ['${NAME}s', 'webs'],
    ['$NOPE', ''],
    ['$', '$'],
    ['$.', '$.'],
    ['\\$NAME', '$NAME'],
    ["'$NAME'", '$NAME'],
    ['"$NAME"', 'web'],
    ['"\\$NAME \\" \\x"', '$NAME " \\x'],
    ['a\\', 'a'],
    ['$1x', 'x'],
    ['${NOPE:-x}', 'x'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${NOPE-x}', 'x'],
    ['${NAME:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${NAME:?no}', 'web'],
    ['${NOPE:-${NAME:-x}}', 'web'],
    ['${NOPE:-"a b"}', 'a b'],
    ['${FILE#*.}', 'tar.gz'],
    ['${FILE##*.}', 'gz'],
    ['${FILE%.*}', 'a.tar'],
    ['${FILE%%.*}', 'a'],
    ['${FILE#x}', 'a.tar.gz'],
    ['${FILE/a/b}', 'b.tar.gz'],
    ['${FILE//a/b}', 'b.tbr.gz'],
    ['${PATH//\\//|}', '|usr|local|bin:|usr|bin'],
    ['${FILE/?ar/zip}', 'a.zip.gz'],
    ['${FILE//.*/!}', 'a!'],
    ['$constructor', ''],
    ['한$NAME', '한web'],
  ])('%s', (word, value) => {
    expect(expand(word, env)).toEqual({ value });
  });

  test('the backtick escapes where the directive says so', () => {
    expect(expand('`$NAME C:\\x', env, { escape: '`' })).toEqual({ value: '$NAME C:\\x' });
  });
});

test.each([
  "'a",
  '"a',
  '${',
  '${NAME',
  '${}',
  '${{a}',
  '${:a}',
  '${NAME:x}',
  '${NAME!}',
  '${NOPE:?gone}',
  '${EMPTY:?}',
  '${FILE#\\x}',
  '${FILE/a}',
])('%s is refused', (word) => {
  expect(expand(word, env)).toEqual({ error: expect.stringMatching(/./) });
});

test('the message of ? is given', () => {
  expect(expand('${NOPE:?set it}', env)).toEqual({ error: 'NOPE: set it' });
});

describe('words', () => {
  test.each<[word: string, words: string[]]>([
    ['a  b', ['a', 'b']],
    ['$LIST', ['one', 'two']],
    ['"$LIST"', ['one two']],
    ['x$LIST', ['xone', 'two']],
    ['a\\ b', ['a b']],
    ['$NOPE', []],
    ['', []],
  ])('%s', (word, words) => {
    expect(expandWords(word, env)).toEqual({ words });
  });
});

test('the names that were used, and those without a value', () => {
  const { value, used, undefined: unset, bare } = expandWord('$NAME ${A:-1} $B ${C#x}', (name) => (name === 'NAME' ? 'n' : undefined));
  expect({ value, used, unset, bare }).toEqual({ value: 'n 1  ', used: ['NAME'], unset: ['A', 'B', 'C'], bare: ['B', 'C'] });
});

test('quotes stay in the text of a here-document', () => {
  expect(expandWord('echo "$NAME" \'$NAME\'', () => 'n', { plainQuotes: true }).value).toBe('echo "n" \'n\'');
});

test('what would grow beyond bounds is refused', () => {
  const long = 'x'.repeat(100_000);
  expect(expand('$A$A', { A: long })).toEqual({ error: expect.any(String) });
  expect(expand('${A:-'.repeat(10_000), {})).toEqual({ error: expect.any(String) });
});
