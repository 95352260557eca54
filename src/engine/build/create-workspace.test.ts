import { describe, expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';

describe('Dockerfiles of a workspace', () => {
  test('are told by their names, the root one first', () => {
    const files = Object.fromEntries(
      [
        'app.Dockerfile',
        'Dockerfile.dev',
        'docker/Dockerfile',
        'Dockerfile',
        'Dockerfile.dockerignore',
        'Dockerfiles.md',
        'web.dockerfile',
        'compose.yaml',
      ].map((path) => [path, '']),
    );
    expect(createWorkspace(files).dockerfiles).toEqual([
      'Dockerfile',
      'app.Dockerfile',
      'Dockerfile.dev',
      'docker/Dockerfile',
      'web.dockerfile',
    ]);
  });

  test('are built once for the same options', () => {
    const space = createWorkspace({ Dockerfile: 'FROM node:24 AS a\nFROM node:26 AS b\n' }, { target: 'a' });
    expect(space.build()).toBe(space.build('Dockerfile'));
    expect(space.build()?.final?.name).toBe('a');
    expect(space.build('Dockerfile', { target: 'b' })?.final?.name).toBe('b');
    expect(space.build('other')).toBeUndefined();
    expect(createWorkspace({}).build('constructor')).toBeUndefined();
  });
});

describe('the ignore file in force', () => {
  const context = [
    { path: 'src/a.ts', bytes: 1 },
    { path: 'node_modules/', bytes: 9 },
    { path: 'dist/x.js', bytes: 2 },
  ];
  const sent = (files: Record<string, string>, dockerfile?: string) =>
    createWorkspace(files, { context })
      .sent(dockerfile)
      ?.map((file) => file.path);

  test('the one beside a Dockerfile wins over the root', () => {
    const files = { Dockerfile: '', 'web.Dockerfile': '', '.dockerignore': 'dist\n', 'web.Dockerfile.dockerignore': 'src\n' };
    const space = createWorkspace(files, { context });
    expect(space.ignore().path).toBe('.dockerignore');
    expect(space.ignore('web.Dockerfile').path).toBe('web.Dockerfile.dockerignore');
    expect(space.ignore('docker/Dockerfile').path).toBe('.dockerignore');
    expect(sent(files)).not.toContain('dist/x.js');
    expect(sent(files, 'web.Dockerfile')).toContain('dist/x.js');
    expect(createWorkspace({ Dockerfile: '' }).ignore().path).toBeUndefined();
  });

  test.each([
    ['node_modules', false],
    ['node_modules/', false],
    ['**/node_modules', false],
    ['node_modules/**', false],
    ['node_modules/*', false],
    ['*', false],
    ['node_modules\n!node_modules', true],
    ['src', true],
    ['packages/node_modules', true],
  ])('a folder listed as one entry under %j', (text, there) => {
    expect(sent({ Dockerfile: '', '.dockerignore': text })?.includes('node_modules/')).toBe(there);
  });

  test('without a listing nothing is known to be sent', () => {
    expect(createWorkspace({ Dockerfile: '' }).sent()).toBeUndefined();
  });
});

test("the workspace's own files are part of the context, in bytes", () => {
  const space = createWorkspace(
    { Dockerfile: 'FROM x\n', 'a.txt': 'ä€😀' },
    {
      context: [
        { path: 'a.txt', bytes: 1 },
        { path: 'z', bytes: 3 },
      ],
    },
  );
  expect(space.context).toEqual([
    { path: 'Dockerfile', bytes: 7, text: 'FROM x\n' },
    { path: 'a.txt', bytes: 9, text: 'ä€😀' },
    { path: 'z', bytes: 3 },
  ]);
});

test('lines', () => {
  const space = createWorkspace({ Dockerfile: 'FROM a\nRUN b\n' });
  expect([space.lineOf('Dockerfile', 0), space.lineOf('Dockerfile', 7), space.lineOf('none', 5)]).toEqual([1, 2, 1]);
});

test('the contents of a stage follow the ignore file of its own Dockerfile', () => {
  const files = { 'web.Dockerfile': 'FROM node:24\nCOPY . /app\n', 'web.Dockerfile.dockerignore': 'src\n', '.dockerignore': '' };
  const space = createWorkspace(files, { context: [{ path: 'src/a.ts', bytes: 1 }] });
  const stage = space.build('web.Dockerfile')?.final;
  expect(stage && space.contents(stage).holds('/app/src/a.ts').answer).toBe('no');
  expect(stage && space.contents(stage)).toBe(stage && space.contents(stage));
});
