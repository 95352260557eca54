import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, problemsIn, readLessonFile } from './lesson-files.ts';

const folder = join(import.meta.dirname, '../../content/lessons');
const lessons = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mdx'));

describe.each(lessons)('%s', (file) => {
  test('its files are read, and clean unless shown as a mistake', () => {
    expect(problemsIn(readFileSync(join(folder, file), 'utf8'), `content/lessons/${file}`)).toEqual([]);
  });
});

describe('a file of a lesson', () => {
  const file = (text: string, more = {}) => readLessonFile({ language: 'dockerfile', text, ...more }).problems;

  test('a mistake that nobody named is told, with its line and rule', () => {
    expect(file('FROM node:24\nUSER 1000:1000\nCMD node server.js\n')).toEqual([
      expect.stringMatching(/^line 3 of Dockerfile, use-exec-form: .*finding="use-exec-form"$/),
    ]);
  });

  test('a named mistake that the engine does not find is told', () => {
    expect(file('FROM node:24\nUSER 1000:1000\nCMD ["node"]\n', { findings: ['use-exec-form'] })).toEqual([
      expect.stringContaining('does not find `use-exec-form` in Dockerfile'),
    ]);
  });

  test('lines of a part are counted in the part', () => {
    const { remarks, problems } = readLessonFile({
      language: 'dockerfile',
      text: 'COPY --from=build /app /app\nCMD node server.js',
      fragment: true,
      findings: ['use-exec-form'],
    });
    expect([remarks.map(({ line }) => line), problems]).toEqual([[2], []]);
  });

  test.each([
    ['compose.yaml', 'services:\n  api:\n    image: [api\n'],
    ['compose.yaml', 'services:\n  api:\n    imag: api\n'],
    ['pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers: no\n'],
    ['.github/workflows/ci.yml', 'on: push\njobs:\n  a:\n    steps: no\n'],
    ['/etc/docker/daemon.json', '{ "log-driver": "local", }'],
    ['notes.yaml', 'a: b\n'],
  ])('%s that cannot be read so is told', (path, text) => {
    expect(readLessonFile({ language: path.endsWith('json') ? 'json' : 'yaml', path, text }).problems).not.toEqual([]);
  });

  test('a block without a path is told where its language is one of ours', () => {
    expect(readLessonFile({ language: 'yaml', text: 'a: b' }).problems).toEqual([expect.stringContaining('needs a path')]);
    expect(readLessonFile({ language: 'text', text: 'anything' }).problems).toEqual([]);
  });

  test('a command that docker would refuse is told', () => {
    expect(readLessonFile({ language: 'sh', text: 'docker run --no-such-flag node:24' }).problems).not.toEqual([]);
  });
});

test('blocks are found with their place, also in lists, and not inside <Output>', () => {
  const mdx =
    '<File path="a.sh">\n\n```sh\nx\n```\n\n</File>\n\n<Output>\n\n```text\nno\n```\n\n</Output>\n\n1. a\n\n   ```sh\n   b\n   ```\n';
  expect(filesIn(mdx).map(({ path, text, line, component }) => [path, text, line, component])).toEqual([
    ['a.sh', 'x', 3, 'File'],
    [undefined, 'b', 19, undefined],
  ]);
});
