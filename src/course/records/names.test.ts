import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName, longestName, nameKey, visibleText } from './names.ts';

test.each([
  ['  Ada   Lovelace \n', 'Ada Lovelace'],
  ['José Ñandú', 'José Ñandú'],
  ['张伟', '张伟'],
  ['فاطمة', 'فاطمة'],
  ['نامه\u200cای', 'نامه\u200cای'],
  ['user\u202Egnp.exe', 'usergnp.exe'],
  ['\u2066\u2067Ada\u2069\u2069', 'Ada'],
  ['A\u0000d\u001Ba\u009F', 'Ada'],
  ['A\u200Bd\uFEFFa', 'Ada'],
  ['\u{E0041}\u{E0042}', ''],
  ['\u3164\u115F', ''],
  [`Z${'\u0335'.repeat(50)}`, `Z${'\u0335'.repeat(3)}`],
  [42, ''],
  [null, ''],
  ['x'.repeat(10_000_000), 'x'.repeat(longestName)],
  ['👩‍🚀'.repeat(100), expect.stringMatching(/^👩/)],
])('a name, %#', (typed, shown) => {
  expect(cleanName(typed)).toEqual(shown);
});

test('a clean name is one line, and no longer than allowed', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const name = cleanName(text);
      expect([...name].length).toBeLessThanOrEqual(longestName);
      expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(name).toBe(name.trim());
    }),
  );
});

test('two ways to write one name', () => {
  expect(nameKey('José  Núñez')).toBe(nameKey('jose nunez'));
  expect(nameKey('Ada')).not.toBe(nameKey('Adam'));
});

test('what would turn code round is written out', () => {
  expect(visibleText('USER root\u202E # toor\n\tRUN x')).toBe('USER root⟨U+202E⟩ # toor\n\tRUN x');
});
