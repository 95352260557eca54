import { expect, test } from 'vitest';
import { askHint, attemptKind, edit, fitTo, isUntouched, newAttempt, recordPass, remember, replaceFiles, reveal, undo } from './attempt.ts';
import { load, save } from './store.ts';

const starter = { Dockerfile: 'FROM a\n', '.dockerignore': '' };
const fresh = newAttempt(1, starter);

test('a new attempt is the starter and not worth keeping', () => {
  expect(fresh.files).toEqual(starter);
  expect(isUntouched(fresh, starter)).toBe(true);
  expect(isUntouched(edit(fresh, 'Dockerfile', 'FROM b\n'), starter)).toBe(false);
  expect(isUntouched(askHint(fresh, 4), starter)).toBe(false);
});

test('the last passing files stay while work goes on', () => {
  const passed = recordPass(edit(fresh, 'Dockerfile', 'FROM b\n'));
  const after = edit(passed, 'Dockerfile', 'FROM');
  expect(after.passing).toEqual({ ...starter, Dockerfile: 'FROM b\n' });
  expect(after.files.Dockerfile).toBe('FROM');
});

test.each(['reset', 'solution'] as const)('%s can be undone', (because) => {
  const mine = edit(fresh, 'Dockerfile', 'FROM mine\n');
  const replaced = replaceFiles(mine, starter, because);
  expect(replaced.files).toEqual(starter);
  expect(replaced.before).toEqual({ files: mine.files, because });
  expect(undo(replaced)).toEqual(mine);
});

test('replacing files by the same files keeps an earlier undo', () => {
  const replaced = replaceFiles(edit(fresh, 'Dockerfile', 'FROM mine\n'), starter, 'reset');
  expect(replaceFiles(replaced, starter, 'reset')).toBe(replaced);
});

test('undo without anything to undo changes nothing', () => {
  expect(undo(fresh)).toBe(fresh);
});

test('hints stop at the top of the ladder', () => {
  expect(askHint(askHint(askHint(fresh, 2), 2), 2).hints).toBe(2);
});

test('an added file can be removed again', () => {
  const added = edit(fresh, 'nginx.Dockerfile.dockerignore', '');
  expect(Object.keys(added.files)).toHaveLength(3);
  expect(edit(added, 'nginx.Dockerfile.dockerignore', null).files).toEqual(starter);
});

test('it survives the store', () => {
  const entries: Record<string, string> = {};
  const shelf = {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, value: string) => {
      entries[key] = value;
    },
  };
  const kind = attemptKind('x', 1, starter);
  const now = '2026-11-28T10:00:00.000Z';
  const passed = recordPass(edit(fresh, 'Dockerfile', 'FROM b\n', now), now);
  const kept = remember(passed, now, 'pass', { state: 'passed', hold: 7, of: 7 });
  const attempt = {
    ...reveal(askHint(replaceFiles(kept, starter, 'solution', now), 3)),
    place: { file: 'Dockerfile', cursor: 3, top: -20.5 },
  };
  expect(save(shelf, kind, attempt)).toBeUndefined();
  expect(load(shelf, kind)).toEqual({ value: attempt });
  entries[kind.key] = '{"schema":2,"exercise":1,"files":{"Dockerfile":3}}';
  expect(load(shelf, kind)).toEqual({ value: fresh, trouble: 'damaged' });
});

test('an attempt fits the exercise of today', () => {
  const old = { ...fresh, files: { Dockerfile: 'FROM mine\n', gone: 'x', extra: 'y' } };
  expect(fitTo(old, starter, ['extra', 'unused']).files).toEqual({ Dockerfile: 'FROM mine\n', '.dockerignore': '', extra: 'y' });
});

test('a document of schema 1 is read: what passed was graded for the version it names', () => {
  const kind = attemptKind('x', 2, starter);
  const old = {
    exercise: 1,
    files: { Dockerfile: 'FROM c\n' },
    passing: { Dockerfile: 'FROM b\n' },
    before: { files: { Dockerfile: 'FROM d\n' }, because: 'solution' },
    hints: 2,
    revealed: true,
  };
  expect(kind.read({ schema: 1, ...old }, 1)).toEqual({ ...old, passed: { version: 1 }, history: [] });
});

test('what is odd in a stored document is left out, the texts are not', () => {
  const kind = attemptKind('x', 2, starter);
  const read = kind.read(
    {
      exercise: 1,
      files: { f: 'x' },
      hints: -3,
      history: [3, { files: { f: 'y' } }, { files: { f: 'z' }, at: 'then', why: '?' }],
      place: 7,
    },
    2,
  );
  expect(read).toEqual({
    exercise: 1,
    files: { f: 'x' },
    hints: 0,
    revealed: false,
    history: [{ files: { f: 'z' }, at: 'then', why: 'pause' }],
  });
});

test('files may be written for a new version from now on; what passed keeps its own', () => {
  const passed = recordPass(edit(fresh, 'Dockerfile', 'FROM b\n'));
  expect(fitTo(passed, starter, [], 2)).toMatchObject({ exercise: 2, passed: { version: 1 } });
});
