import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, mergeAttempts, newAttempt, recordPass, replaceFiles } from './attempt.ts';
import { type Files, type Snapshot, sameFiles } from './attempt-history.ts';

const starter = { Dockerfile: 'FROM a\n' };
const text = (words: string) => ({ Dockerfile: words });
const typed = (words: string, at: string, more: Partial<Attempt> = {}): Attempt => ({
  ...newAttempt(1, starter),
  files: text(words),
  at,
  ...more,
});
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;

describe('merging two states of an attempt', () => {
  test('the files typed last stand in the editor, the others are in the history', () => {
    const merged = mergeAttempts(typed('old', day(1)), typed('new', day(2)));
    expect(merged.files).toEqual(text('new'));
    expect(merged.history).toEqual([{ files: text('old'), at: day(1), why: 'merge' }]);
  });

  test('a pass on one side is kept, whichever side is newer', () => {
    const passed = recordPass(typed('right', day(1)), day(1));
    for (const merged of [mergeAttempts(passed, typed('later', day(2))), mergeAttempts(typed('later', day(2)), passed)]) {
      expect(merged.passing).toEqual(text('right'));
      expect(merged.passed).toEqual({ version: 1, at: day(1) });
      expect(merged.files).toEqual(text('later'));
    }
  });

  test('of two passes the one for the later version counts, and the other is in the history', () => {
    const first = recordPass(typed('first', day(3)), day(3));
    const second = recordPass(typed('second', day(2), { exercise: 2 }), day(2));
    const merged = mergeAttempts(first, second);
    expect(merged.passed).toEqual({ version: 2, at: day(2) });
    expect(merged.exercise).toBe(2);
    expect(merged.history.some(({ files }) => sameFiles(files, text('first')))).toBe(true);
  });

  test('what a reset put aside is not lost either', () => {
    const reset = replaceFiles(typed('mine', day(1)), starter, 'reset', day(1));
    const merged = mergeAttempts(reset, typed('other', day(2)));
    expect(merged.before).toBeUndefined();
    expect(merged.history.map(({ files }) => files.Dockerfile)).toContain('mine');
  });

  test('hints and a reveal add up', () => {
    const merged = mergeAttempts(typed('a', day(1), { hints: 3 }), typed('a', day(2), { revealed: true }));
    expect(merged).toMatchObject({ hints: 3, revealed: true });
  });
});

const files = fc.constantFrom('a', 'b', 'c', 'd').map(text);
const attempts: fc.Arbitrary<Attempt> = fc
  .record(
    {
      exercise: fc.integer({ min: 1, max: 3 }),
      files,
      at: fc.integer({ min: 1, max: 28 }).map(day),
      passing: files,
      before: fc.record({ files, because: fc.constantFrom('reset' as const, 'solution' as const) }),
      hints: fc.nat(4),
      revealed: fc.boolean(),
      history: fc.constant([] as Snapshot[]),
    },
    { requiredKeys: ['exercise', 'files', 'at', 'hints', 'revealed', 'history'] },
  )
  .map((attempt) => (attempt.passing ? { ...attempt, passed: { version: attempt.exercise, at: attempt.at } } : attempt));

test('no text and no pass of either is lost, and merging again changes nothing', () => {
  fc.assert(
    fc.property(attempts, attempts, (a, b) => {
      const merged = mergeAttempts(a, b);
      const texts: (Files | undefined)[] = [merged.files, merged.passing, merged.before?.files, ...merged.history.map((one) => one.files)];
      const known = texts.filter((one) => one !== undefined);
      for (const { files: mine, passing, before } of [a, b])
        for (const one of [mine, passing, before?.files]) if (one) expect(known).toContainEqual(one);
      expect(merged.passing !== undefined).toBe(a.passing !== undefined || b.passing !== undefined);
      expect(mergeAttempts(merged, merged)).toEqual(merged);
      expect(mergeAttempts(merged, b)).toEqual(merged);
    }),
  );
});
