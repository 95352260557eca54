import { expect, test } from 'vitest';
import { type OptionSpec, program, readArguments } from './options.ts';
import { readScript } from './read.ts';

const read = (text: string, spec?: OptionSpec) => readArguments(readScript(text, 0).commands[0]?.args ?? [], spec);

test.each<[string, OptionSpec, string[], string[]]>([
  ['npm ci --omit=dev', {}, ['--omit=dev'], ['ci']],
  ['npm ci --omit dev --no-audit', { values: ['--omit'] }, ['--omit=dev', '--no-audit'], ['ci']],
  ['apt-get install -yq --no-install-recommends curl git', {}, ['-y', '-q', '--no-install-recommends'], ['install', 'curl', 'git']],
  ['curl -fsSLo /x https://a', { values: ['-o'] }, ['-f', '-s', '-S', '-L', '-o=/x'], ['https://a']],
  ['curl -o/x a', { values: ['-o'] }, ['-o=/x'], ['a']],
  ['tar -C /x -xzf a.tgz', { values: ['-C', '-f'] }, ['-C=/x', '-x', '-z', '-f=a.tgz'], []],
  ['npm -C x run build -- --watch', { values: ['--prefix'], alias: { '-C': '--prefix' } }, ['--prefix=x'], ['run', 'build', '--watch']],
  ['go build -ldflags "-s -w" -o app .', { values: ['-o', '-ldflags'], singleDash: true }, ['-ldflags=-s -w', '-o=app'], ['build', '.']],
  ['x -u me npm -v', { values: ['-u'], stopAtPositional: true }, ['-u=me'], ['npm', '-v']],
  ['x -o', { values: ['-o'] }, ['-o'], []],
  ['x - a', {}, [], ['-', 'a']],
])('%s', (text, spec, options, positionals) => {
  const found = read(text, spec);
  expect(found.options.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))).toEqual(options);
  expect(found.positionals.map((word) => word.text)).toEqual(positionals);
});

test('asking for flags', () => {
  const found = read('npm ci --omit=dev --omit=optional --production=false --no-audit --audit', {});
  expect(found.all('--omit')).toEqual(['dev', 'optional']);
  expect(found.value('--omit')).toBe('optional');
  expect(found.value('--prefix')).toBeUndefined();
  expect([found.has('--production'), found.has('--audit'), found.has('--x', '--omit')]).toEqual([false, true, true]);
  expect(read('x --audit --no-audit').has('--audit')).toBe(false);
  expect(read('x -- a -b').afterDashes.map((word) => word.text)).toEqual(['a', '-b']);
});

test('names without folders', () => {
  expect(readScript('/usr/bin/apt-get update', 0).commands.map(program)).toEqual(['apt-get']);
});
