/** The command as it is called: the real program in a process of its own. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { root } from './run.ts';

const all = mkdtempSync(join(tmpdir(), 'shipshape-cli-'));
afterAll(() => rmSync(all, { recursive: true }));
let cwd = all;
beforeEach(() => {
  cwd = mkdtempSync(join(all, 'x-'));
});

const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
function ship(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/cli/bin.mjs'), ...args], { cwd, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

function write(file: string, text: string) {
  mkdirSync(join(cwd, file, '..'), { recursive: true });
  writeFileSync(join(cwd, file), text);
}

const seed = join(root, 'exercises/repair-the-seed');
const solution = join(seed, 'solutions', readdirSync(join(seed, 'solutions'))[0] ?? '');

describe('the command itself', () => {
  test.each([[], ['--help'], ['-h'], ['help']])('%j says how it is used', (...args) => {
    const { status, stdout } = ship(...args);
    expect(status).toBe(0);
    for (const name of ['list', 'start', 'check', 'review', 'record', 'verify', 'new']) expect(stdout).toContain(`shipshape ${name}`);
  });

  test('every command has its own help', () => {
    expect(ship('check', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('shipshape check <slug> [dir]') });
  });

  test('--version names the project and the engine', () => {
    expect(ship('--version').stdout).toMatch(/^shipshape \d+\.\d+\.\d+ \(engine \d+\.\d+\.\d+\)\n$/);
  });

  test('a command that is none: exit code 2, and the one that was meant', () => {
    expect(ship('chekc')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('Did you mean `check`?') });
  });

  test('an option that is none', () => {
    expect(ship('check', 'repair-the-seed', '--jason')).toMatchObject({ status: 2, stderr: expect.stringContaining('--jason') });
  });

  test('a reader that stops early is no error', () => {
    const shell = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${join(root, 'src/cli/bin.mjs')}" check repair-the-seed --json | head -1`],
      { cwd: seed, encoding: 'utf8' },
    );
    expect(shell.stderr).not.toContain('EPIPE');
  });
});

test('npx finds it in the project', () => {
  const { status, stdout } = spawnSync('npx', ['shipshape', 'list'], {
    cwd: root,
    encoding: 'utf8',
    env,
    shell: process.platform === 'win32',
  });
  expect(status).toBe(0);
  expect(stdout).toContain('repair-the-seed');
});

test('list names every exercise', () => {
  const folders = readdirSync(join(root, 'exercises'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(ship('list').stdout.trim().split('\n')).toHaveLength(folders.length);
  expect(JSON.parse(ship('list', '--json').stdout)).toHaveLength(folders.length);
});

describe('start', () => {
  test('lays out the starter and the context’s texts, and says how to go on', () => {
    const { status, stdout } = ship('start', 'repair-the-seed');
    expect(status).toBe(0);
    expect(readFileSync(join(cwd, 'repair-the-seed/Dockerfile'), 'utf8')).toBe(readFileSync(join(seed, 'starter/Dockerfile'), 'utf8'));
    expect(existsSync(join(cwd, 'repair-the-seed/package.json'))).toBe(true);
    expect(stdout).toContain('npx shipshape check repair-the-seed repair-the-seed');
  });

  test('overwrites nothing unless it is told to', () => {
    write('mine/Dockerfile', 'FROM mine\n');
    expect(ship('start', 'repair-the-seed', 'mine')).toMatchObject({ status: 2, stderr: expect.stringContaining('would be overwritten') });
    expect(readdirSync(join(cwd, 'mine'))).toEqual(['Dockerfile']);
    expect(readFileSync(join(cwd, 'mine/Dockerfile'), 'utf8')).toBe('FROM mine\n');
    expect(ship('start', 'repair-the-seed', 'mine', '--force').status).toBe(0);
    expect(readFileSync(join(cwd, 'mine/Dockerfile'), 'utf8')).not.toBe('FROM mine\n');
  });

  test('an exercise that is none: the one that was meant', () => {
    expect(ship('start', 'repair-the-sead')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean `repair-the-seed`?'),
    });
  });
});

describe('check', () => {
  test('a starter: not yet, with a line and a caret under it', () => {
    ship('start', 'repair-the-seed');
    const { status, stdout } = ship('check', 'repair-the-seed');
    expect(status).toBe(1);
    expect(stdout).toMatch(/✕ /);
    expect(stdout).toMatch(/Dockerfile:\d+\n +\d+ │ .*\n +│ +\^/);
    expect(stdout).toMatch(/\nNot yet: \d+ of \d+ goals to go\./);
    expect(stdout, 'no colours in a pipe').not.toContain('\u001b[');
  });

  test('at most three goals are explained at a time', () => {
    ship('start', 'repair-the-seed');
    const { stdout } = ship('check', 'repair-the-seed');
    const explained = stdout.split('\n').filter((line, at, lines) => line.startsWith('✕ ') && lines[at + 1]?.startsWith('  '));
    expect(explained.length).toBeGreaterThan(0);
    expect(explained.length).toBeLessThanOrEqual(3);
  });

  test('a solution: passed', () => {
    expect(ship('check', 'repair-the-seed', solution)).toMatchObject({ status: 0, stdout: expect.stringContaining('Passed.') });
  });

  test('--json is the whole verdict', () => {
    const { status, stdout } = ship('check', 'repair-the-seed', solution, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      exercise: 'repair-the-seed',
      verdict: 'passed',
      goals: expect.any(Array),
      engine: expect.any(String),
    });
  });

  test('a file that cannot be read: exit code 2, and why', () => {
    write('Dockerfile', 'FROM node:24\nRUNN npm ci\n');
    const { status, stdout } = ship('check', 'repair-the-seed', '.');
    expect(status).toBe(2);
    expect(stdout).toMatch(/Dockerfile:2\n +2 │ RUNN npm ci\n +│ \^/);
  });

  test('files that are not there', () => {
    expect(ship('check', 'repair-the-seed')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('npx shipshape start repair-the-seed'),
    });
    expect(ship('check', 'repair-the-seed', 'nowhere')).toMatchObject({ status: 2, stderr: expect.stringContaining('no folder') });
    expect(ship('check')).toMatchObject({ status: 2, stderr: expect.stringContaining('Which exercise?') });
  });
});

describe('review', () => {
  const bad = 'FROM node:latest\nCMD npm start\n';

  test('a folder: each finding with its rule, its line and a caret', () => {
    write('app/Dockerfile', bad);
    write('app/node_modules/x/Dockerfile', bad);
    const { status, stdout } = ship('review', 'app');
    expect(status).toBe(1);
    expect(stdout).toMatch(/app\/Dockerfile:2\n +2 │ CMD npm start\n +│ .*\^/);
    expect(stdout).not.toContain('node_modules');
  });

  test('a file by any name', () => {
    write('build.txt', bad);
    const { status, stdout } = ship('review', 'build.txt', '--json');
    expect(status).toBe(1);
    const found = JSON.parse(stdout) as { file: string; line: number }[];
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['build.txt']));
  });

  test('paths that are not there, and folders without a Dockerfile', () => {
    expect(ship('review', 'nowhere')).toMatchObject({ status: 2, stderr: expect.stringContaining('`nowhere`') });
    expect(ship('review')).toMatchObject({ status: 2, stderr: expect.stringContaining('no Dockerfile') });
  });

  test('the project’s own files are in order', () => {
    const { status, stdout } = ship('review', root);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.any(String) });
  });
});

describe('record and verify', { timeout: 60_000 }, () => {
  const other = join(root, 'exercises/refused-pod/solutions');
  const layOut = () => {
    cpSync(solution, join(cwd, 'repair-the-seed'), { recursive: true });
    cpSync(join(other, readdirSync(other)[0] ?? ''), join(cwd, 'refused-pod'), { recursive: true });
    ship('start', 'stale-apt');
  };

  test('answers in folders become a record, and all of it holds', () => {
    layOut();
    expect(ship('record', '--name', 'Ada\u202E Lovelace')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('ada-lovelace.shipshape.json with 2 answers'),
    });
    const { status, stdout } = ship('verify', 'ada-lovelace.shipshape.json');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Ada Lovelace \(/);
    expect(stdout).toContain('2 of 2 answers hold.');
    expect(ship('record', '--name', 'Ada Lovelace')).toMatchObject({ status: 2, stderr: expect.stringContaining('is there already') });
  });

  test('a track asks for more than there is', () => {
    layOut();
    ship('record', '--out', 'r.json');
    expect(ship('verify', 'r.json', '--track', 'reviewer')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/1 of \d+ that the track asks hold/),
    });
    expect(ship('verify', 'r.json', '--track', 'reviewr')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean `reviewer`?'),
    });
    const csv = ship('verify', 'r.json', '--track', 'reviewer', '--csv');
    expect(csv.stdout.split('\r\n')).toEqual([
      expect.stringMatching(/^"Name",/),
      expect.stringMatching(/^"Without a name",.*"passed"/),
      '',
    ]);
  });

  test('an answer that does not do it, and a record that cannot be read', () => {
    layOut();
    write('repair-the-seed/Dockerfile', 'FROM node:24\n');
    expect(ship('record', '--out', 'all.json', '--all').status).toBe(0);
    write('bad.json', '{"shipshape": "record", "format": 99}');
    const { status, stdout, stderr } = ship('verify', 'all.json', 'bad.json', '--json');
    expect(status).toBe(2);
    expect(stderr).toContain('bad.json: A newer version');
    expect(JSON.parse(stdout)).toMatchObject({
      records: [{ file: 'all.json', holds: false }],
      refused: [{ file: 'bad.json', refused: 'newer' }],
    });
    expect(ship('verify', 'all.json').status).toBe(1);
  });

  test('a backup of the site becomes a record too', () => {
    const attempt = {
      schema: 1,
      exercise: 1,
      files: {},
      hints: 0,
      revealed: false,
      passing: { Dockerfile: readFileSync(join(solution, 'Dockerfile'), 'utf8') },
    };
    const progress = {
      schema: 1,
      exercises: { 'repair-the-seed': { begun: '2026-11-01T08:00:00.000Z', passed: '2026-11-01T09:00:00.000Z', version: 1 } },
      lessons: {},
    };
    const documents = { 'shipshape:progress': progress, 'shipshape:attempt:repair-the-seed': attempt };
    write('backup.json', JSON.stringify({ format: 'shipshape-backup', schema: 1, documents }));
    expect(ship('record', 'backup.json', '--out', 'r.json').status).toBe(0);
    const [{ verdicts }] = (JSON.parse(ship('verify', 'r.json', '--json').stdout) as { records: [{ verdicts: unknown[] }] }).records;
    expect(verdicts).toMatchObject([{ slug: 'repair-the-seed', state: 'passed', passed: '2026-11-01T09:00:00.000Z' }]);
    write('no.json', '[]');
    expect(ship('record', 'no.json')).toMatchObject({ status: 2, stderr: expect.stringContaining('no backup') });
  });
});

describe('new', () => {
  test.each([
    [['new', 'role', 'x'], 'Did you mean `rule`?'],
    [['new'], 'rule, an exercise or a lesson'],
    [['new', 'exercise', 'Not Kebab'], 'with hyphens'],
    [['new', 'exercise', '../../x'], 'with hyphens'],
    [['new', 'lesson', 'x'], 'module/lesson'],
    [['new', 'exercise', 'repair-the-seed'], 'is there already'],
    [['new', 'lesson', 'the-build-as-a-graph/only-what-runs'], 'is there already'],
    [['new', 'rule', 'use-exec-form'], 'is there already'],
  ])('%j is refused', (args, message) => {
    expect(ship(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});
