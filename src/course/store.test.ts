import { expect, test } from 'vitest';
import { closeStore, type DocumentKind, load, type Shelf, save } from './store.ts';

type Note = { text: string };
const kind: DocumentKind<Note> = {
  key: 'note',
  schema: 2,
  empty: () => ({ text: '' }),
  // Schema 1 called it `body`.
  read: (value, schema) => {
    const text = schema === 1 ? value.body : value.text;
    return typeof text === 'string' ? { text } : undefined;
  },
};

function shelf(entries: Record<string, string> = {}): Shelf & { entries: Record<string, string> } {
  return {
    entries,
    getItem: (key) => entries[key] ?? null,
    setItem: (key, value) => {
      entries[key] = value;
    },
  };
}

test('what is saved comes back', () => {
  const here = shelf();
  expect(save(here, kind, { text: 'x' })).toBeUndefined();
  expect(here.entries.note).toBe('{"schema":2,"text":"x"}');
  expect(load(here, kind)).toEqual({ value: { text: 'x' } });
});

test('nothing stored is no trouble', () => {
  expect(load(shelf(), kind)).toEqual({ value: { text: '' } });
});

test('an older schema is migrated', () => {
  expect(load(shelf({ note: '{"schema":1,"body":"old"}' }), kind)).toEqual({ value: { text: 'old' } });
});

test('a newer schema is neither read nor overwritten', () => {
  const here = shelf({ note: '{"schema":3,"text":"future"}' });
  expect(load(here, kind)).toEqual({ value: { text: '' }, trouble: 'newer' });
  expect(save(here, kind, { text: 'mine' })).toBe('newer');
  expect(here.entries.note).toBe('{"schema":3,"text":"future"}');
});

test.each(['{', 'null', '[]', '"x"', '{}', '{"schema":"2","text":"x"}', '{"schema":2,"text":7}', '{"schema":-1}'])(
  'a damaged text is put aside, and the next save works: %s',
  (text) => {
    const here = shelf({ note: text });
    expect(load(here, kind)).toEqual({ value: { text: '' }, trouble: 'damaged' });
    expect(here.entries['note:damaged']).toBe(text);
    expect(save(here, kind, { text: 'new' })).toBeUndefined();
    expect(load(here, kind)).toEqual({ value: { text: 'new' } });
  },
);

test('a blocked store is told, not thrown', () => {
  const blocked: Shelf = {
    getItem: () => {
      throw new Error('SecurityError');
    },
    setItem: () => {
      throw new Error('SecurityError');
    },
  };
  for (const each of [blocked, undefined]) {
    expect(load(each, kind)).toEqual({ value: { text: '' }, trouble: 'blocked' });
    expect(save(each, kind, { text: 'x' })).toBe('blocked');
  }
});

test('a full store is told, not thrown', () => {
  const full: Shelf = {
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  expect(save(full, kind, { text: 'x' })).toBe('full');
});

test('a closed store neither reads nor writes', () => {
  const here = shelf({ note: '{"schema":2,"text":"x"}' });
  closeStore();
  expect(load(here, kind)).toEqual({ value: { text: '' }, trouble: 'blocked' });
  expect(save(here, kind, { text: 'late' })).toBe('blocked');
  expect(here.entries.note).toBe('{"schema":2,"text":"x"}');
});
