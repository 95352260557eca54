import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, attemptKind, edit, newAttempt, recordPass } from './attempt.ts';
import {
  applyImport,
  type Backup,
  changesNothing,
  largestBackup,
  makeBackup,
  planImport,
  readBackup,
  undoImport,
  type WholeShelf,
  writeBackup,
} from './backup.ts';
import { beginExercise, emptyProgress, merge, type Progress, passExercise, progressKind, readLesson, visit } from './progress.ts';
import { load, save } from './store.ts';

const times = ['2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'];
const [t1 = '', t2 = '', t3 = ''] = times;

/** A storage in memory; `room` is how many UTF-16 units it holds. */
function shelfOf(entries: Record<string, string> = {}, room = Number.POSITIVE_INFINITY): WholeShelf & { all(): Record<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    removeItem: (key) => void map.delete(key),
    setItem(key, text) {
      const used = [...map].reduce((sum, [name, value]) => sum + (name === key ? 0 : value.length), 0);
      if (used + text.length > room) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, text);
    },
    all: () => Object.fromEntries(map),
  };
}

const attemptAt = (slug: string, shelf: WholeShelf): Attempt => load(shelf, attemptKind(slug, 1, {})).value;
const keep = (shelf: WholeShelf, slug: string, attempt: Attempt) => save(shelf, attemptKind(slug, 1, {}), attempt);

function imported(shelf: WholeShelf, text: string) {
  const read = readBackup(text);
  if ('refused' in read) throw new Error(read.refused);
  const plan = planImport(shelf, read.backup);
  return { plan, before: applyImport(shelf, plan) };
}
const exported = (shelf: WholeShelf) => writeBackup(makeBackup(shelf, t3));
const fileOf = (documents: Record<string, unknown>, more: object = {}) =>
  JSON.stringify({ format: 'shipshape-backup', schema: 1, made: t1, documents, ...more });

describe('a backup', () => {
  test('holds everything of ours and nothing of others, in JSON that a person can read', () => {
    const shelf = shelfOf({ theirs: '1', 'shipshape:attempt:x': 'half a docu' });
    save(shelf, progressKind, readLesson(emptyProgress(), 'l', t1));
    const text = exported(shelf);
    expect(text).toContain('\n      "lessons": {\n');
    expect(JSON.parse(text)).toEqual({
      format: 'shipshape-backup',
      schema: 1,
      made: t3,
      documents: { 'shipshape:progress': { schema: 2, exercises: {}, lessons: { l: { read: t1 } } } },
      unreadable: { 'shipshape:attempt:x': 'half a docu' },
    });
  });

  test('brings everything back after the storage was cleared', () => {
    const shelf = shelfOf();
    save(shelf, progressKind, visit(passExercise(emptyProgress(), 'x', 1, t1), { path: 'learn/a/b/', title: 'B', at: t2 }));
    keep(shelf, 'x', recordPass(edit(newAttempt(1, { Dockerfile: 'FROM a\n' }), 'Dockerfile', 'FROM b\n', t2), t2));
    keep(shelf, 'x~1', newAttempt(1, { Dockerfile: 'FROM review\n' }));
    const fresh = shelfOf();
    const { plan } = imported(fresh, exported(shelf));
    expect(fresh.all()).toEqual(shelf.all());
    expect(plan).toMatchObject({ newAttempts: ['x', 'x~1'], changedAttempts: [], addedPasses: ['x'], leftOut: [] });
  });

  test('brought into the storage it was made from changes nothing', () => {
    const shelf = shelfOf();
    save(shelf, progressKind, passExercise(emptyProgress(), 'x', 1, t1));
    keep(shelf, 'x', edit(newAttempt(1, { Dockerfile: 'FROM a\n' }), 'Dockerfile', 'FROM b\n', t2));
    const { plan } = imported(shelf, exported(shelf));
    expect(changesNothing(plan)).toBe(true);
  });
});

describe('an import', () => {
  test('says first what it will change, then does it, and can be undone', () => {
    const here = shelfOf();
    save(here, progressKind, passExercise(beginExercise(emptyProgress(), 'y', t1), 'x', 1, t1));
    keep(here, 'x', edit(newAttempt(1, { Dockerfile: '' }), 'Dockerfile', 'mine, later', t3));
    const there = shelfOf();
    save(there, progressKind, readLesson(passExercise(emptyProgress(), 'y', 1, t2), 'l', t2));
    keep(there, 'x', recordPass(edit(newAttempt(1, { Dockerfile: '' }), 'Dockerfile', 'theirs', t2), t2));
    keep(there, 'y', newAttempt(1, { Dockerfile: 'passed there' }));
    const stood = here.all();
    const { plan, before } = imported(here, exported(there));
    expect(plan).toMatchObject({ newAttempts: ['y'], changedAttempts: ['x'], addedPasses: ['y'], addedLessons: ['l'] });
    expect(load(here, progressKind).value.exercises).toMatchObject({ x: { passed: t1 }, y: { passed: t2 } });
    expect(attemptAt('x', here)).toMatchObject({ files: { Dockerfile: 'mine, later' }, passing: { Dockerfile: 'theirs' } });
    expect(before).not.toBe('full');
    if (before !== 'full') undoImport(here, before);
    expect(here.all()).toEqual(stood);
  });

  test('that does not fit is taken back whole', () => {
    const there = shelfOf();
    for (const slug of ['a', 'b', 'c']) keep(there, slug, newAttempt(1, { Dockerfile: 'x'.repeat(400) }));
    const here = shelfOf({ 'shipshape:settings': '{"schema":2,"theme":"dark"}' }, 1200);
    const stood = here.all();
    expect(imported(here, exported(there)).before).toBe('full');
    expect(here.all()).toEqual(stood);
  });

  test('leaves chosen settings alone, and brings them where there are none', () => {
    const there = shelfOf({ 'shipshape:settings': '{"schema":2,"theme":"dark"}' });
    const here = shelfOf({ 'shipshape:settings': '{"schema":2,"theme":"light"}' });
    imported(here, exported(there));
    expect(here.all()['shipshape:settings']).toContain('light');
    const fresh = shelfOf();
    expect(imported(fresh, exported(there)).plan.settings).toBe(true);
    expect(fresh.all()['shipshape:settings']).toContain('dark');
  });
});

describe('a file that is none of ours', () => {
  test.each([
    ['not-json', 'FROM node:24\n'],
    ['not-json', ''],
    ['not-a-backup', '[]'],
    ['not-a-backup', '{"format":"shipshape-record","schema":1,"documents":{}}'],
    ['not-a-backup', '{"format":"shipshape-backup","schema":1,"documents":[]}'],
    ['newer', fileOf({}, { schema: 2 })],
    ['too-large', `"${'x'.repeat(largestBackup)}"`],
  ])('is refused as %s', (refused, text) => {
    expect(readBackup(text)).toEqual({ refused });
  });

  test('is read where only a byte-order mark stands before it', () => {
    expect(readBackup(`\uFEFF${fileOf({})}`)).toHaveProperty('backup');
  });

  test('tells by name what it does not take, and takes the rest', () => {
    const shelf = shelfOf();
    const { plan } = imported(
      shelf,
      fileOf({
        'shipshape:progress': { schema: 99, exercises: {}, lessons: {} },
        'shipshape:attempt:x': { schema: 1, files: { Dockerfile: 7 }, exercise: 1 },
        'shipshape:attempt:../x': { schema: 1, files: {}, exercise: 1 },
        'shipshape:attempt:y': null,
        'shipshape:settings:damaged': {},
        theirs: { schema: 1 },
        'shipshape:attempt:good': { schema: 1, files: { Dockerfile: 'FROM a' }, exercise: 1 },
      }),
    );
    expect(plan.leftOut).toEqual([
      { key: 'shipshape:progress', why: 'newer' },
      { key: 'shipshape:attempt:x', why: 'shape' },
      { key: 'shipshape:attempt:../x', why: 'unknown' },
      { key: 'shipshape:attempt:y', why: 'shape' },
      { key: 'theirs', why: 'unknown' },
    ]);
    expect(Object.keys(shelf.all())).toEqual(['shipshape:attempt:good']);
  });

  test('does no harm with the names of objects’ own parts', () => {
    const shelf = shelfOf();
    const attempt = '{"schema":1,"exercise":1,"files":{"__proto__":"x","constructor":"y","Dockerfile":"FROM a"}}';
    const progress =
      '{"schema":2,"exercises":{"__proto__":{"begun":"x","passed":"x"},"constructor":{"begun":"x"}},"lessons":{"__proto__":{"read":"x"}}}';
    imported(
      shelf,
      `{"format":"shipshape-backup","schema":1,"documents":{"__proto__":{"schema":1},"shipshape:attempt:x":${attempt},"shipshape:progress":${progress}}}`,
    );
    expect(({} as Record<string, unknown>).begun).toBeUndefined();
    expect(Object.keys(load(shelf, progressKind).value.exercises)).toEqual(['constructor']);
    expect(Object.getPrototypeOf(load(shelf, progressKind).value.exercises)).toBe(Object.prototype);
    expect(attemptAt('x', shelf).files.Dockerfile).toBe('FROM a');
  });

  test('never throws, whatever stands in it', () => {
    const key = fc.constantFrom('shipshape:progress', 'shipshape:settings', 'shipshape:attempt:x', '__proto__', 'x');
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), fc.dictionary(key, fc.json()), (documents, stored) => {
        const read = readBackup(fileOf(documents));
        if ('refused' in read) return;
        const shelf = shelfOf(stored);
        expect(applyImport(shelf, planImport(shelf, read.backup))).not.toBe('full');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readBackup(text)));
  });
});

describe('over many stored states', () => {
  const slug = fc.constantFrom('a', 'b-c', 'd');
  const time = fc.constantFrom(...times);
  const step = fc.oneof(
    fc.tuple(fc.constant('begin' as const), slug, time),
    fc.tuple(fc.constant('pass' as const), slug, time),
    fc.tuple(fc.constant('read' as const), slug, time),
    fc.tuple(fc.constant('review' as const), slug, time),
  );
  const progress = fc.array(step, { maxLength: 12 }).map((steps) =>
    steps.reduce<Progress>((so, [what, name, now]) => {
      if (what === 'begin') return beginExercise(so, name, now);
      if (what === 'read') return readLesson(so, name, now);
      if (what === 'pass') return passExercise(so, name, 1 + (now === t3 ? 1 : 0), now);
      return passExercise(so, `${name}~${(so.exercises[name]?.review?.tries ?? 0) + 1}`, 1, now, now === t2);
    }, emptyProgress()),
  );
  const attempt = fc.record({ text: fc.string(), pass: fc.boolean(), hints: fc.nat(4), at: time }).map(({ text, pass, hints, at }) => {
    const typed = edit(newAttempt(1, { Dockerfile: 'FROM a\n' }), 'Dockerfile', text, at);
    return { ...(pass ? recordPass(typed, at) : typed), hints };
  });
  const shelf = fc.record({ progress, attempts: fc.dictionary(slug, attempt) }).map((state) => {
    const filled = shelfOf();
    save(filled, progressKind, state.progress);
    for (const [name, one] of Object.entries(state.attempts)) keep(filled, name, one);
    return filled;
  });

  test('export and import are each other’s reverse', () => {
    fc.assert(
      fc.property(shelf, (full) => {
        const fresh = shelfOf();
        imported(fresh, exported(full));
        expect(makeBackup(fresh, t1).documents).toEqual(makeBackup(full, t1).documents);
      }),
    );
  });

  test('no pass, text, hint or review of either side is lost, and a second import changes nothing', () => {
    fc.assert(
      fc.property(shelf, shelf, (here, there) => {
        const text = exported(there);
        const was = makeBackup(here, t1);
        imported(here, text);
        for (const source of [was, (readBackup(text) as { backup: Backup }).backup]) expectKept(source, here);
        expect(changesNothing(imported(here, text).plan)).toBe(true);
      }),
    );
  });

  function expectKept(source: Backup, into: WholeShelf) {
    for (const [key, document] of Object.entries(source.documents)) {
      if (key === progressKind.key) {
        const known = load(into, progressKind).value;
        const old = progressKind.read(document, 2) ?? emptyProgress();
        expect(merge(known, old)).toEqual(known);
        continue;
      }
      const now = attemptAt(key.slice(key.lastIndexOf(':') + 1), into);
      const old = attemptKind('any', 1, {}).read(document, 2);
      const texts = [now.files, now.passing, ...now.history.map((one) => one.files)].map((files) => files?.Dockerfile);
      expect(texts).toContain(old?.files.Dockerfile);
      if (old?.passing) expect(texts).toContain(old.passing.Dockerfile);
      expect(now.hints).toBeGreaterThanOrEqual(old?.hints ?? 0);
      expect(Boolean(now.passing) || !old?.passing).toBe(true);
    }
  }
});

test('somebody’s own files come along, and stand one step back where there are others', () => {
  const own = (text: string) => JSON.stringify({ schema: 1, files: { Dockerfile: text }, asked: {} });
  const there = exported(shelfOf({ 'shipshape:own': own('FROM a') }));
  const fresh = shelfOf();
  expect(imported(fresh, there).plan).toMatchObject({ own: true, leftOut: [] });
  expect(JSON.parse(fresh.all()['shipshape:own'] ?? '')).toMatchObject({ files: { Dockerfile: 'FROM a' } });
  const here = shelfOf({ 'shipshape:own': own('FROM b') });
  imported(here, there);
  expect(JSON.parse(here.all()['shipshape:own'] ?? '')).toMatchObject({
    files: { Dockerfile: 'FROM b' },
    before: { Dockerfile: 'FROM a' },
  });
});

test('the track that is followed and the records of a team come along; whoever follows one here goes on', () => {
  const track = (title: string) => JSON.stringify({ schema: 1, title, path: 'tracks/backend/', steps: [] });
  const there = shelfOf({ 'shipshape:track': track('Backend'), 'shipshape:team': JSON.stringify({ schema: 1, records: ['a', 'b'] }) });
  const backup = makeBackup(there, t1);
  const fresh = shelfOf();
  const plan = planImport(fresh, backup);
  expect(plan).toMatchObject({ track: true, records: true, leftOut: [] });
  applyImport(fresh, plan);
  expect(JSON.parse(fresh.all()['shipshape:track'] ?? '')).toMatchObject({ title: 'Backend' });
  const here = shelfOf({ 'shipshape:track': track('Platform'), 'shipshape:team': JSON.stringify({ schema: 1, records: ['b', 'c'] }) });
  applyImport(here, planImport(here, backup));
  expect(JSON.parse(here.all()['shipshape:track'] ?? '')).toMatchObject({ title: 'Platform' });
  expect(JSON.parse(here.all()['shipshape:team'] ?? '')).toMatchObject({ records: ['b', 'c', 'a'] });
});
