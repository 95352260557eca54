import { expect, test } from 'vitest';
import { askHint, attemptKind, edit, fitTo, isUntouched, newAttempt, recordPass, replaceFiles, reveal, undo } from './attempt.ts';
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
  const attempt = reveal(askHint(replaceFiles(recordPass(edit(fresh, 'Dockerfile', 'FROM b\n')), starter, 'solution'), 3));
  expect(save(shelf, kind, attempt)).toBeUndefined();
  expect(load(shelf, kind)).toEqual({ value: attempt });
  entries[kind.key] = '{"schema":1,"exercise":1,"files":{"Dockerfile":3}}';
  expect(load(shelf, kind)).toEqual({ value: fresh, trouble: 'damaged' });
});

test('an attempt fits the exercise of today', () => {
  const old = { ...fresh, files: { Dockerfile: 'FROM mine\n', gone: 'x', extra: 'y' } };
  expect(fitTo(old, starter, ['extra', 'unused']).files).toEqual({ Dockerfile: 'FROM mine\n', '.dockerignore': '', extra: 'y' });
});
