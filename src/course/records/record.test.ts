/** Records round and back, and what people send instead of records. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Exercise, Files } from '#engine';
import { exerciseSlugs, loadExercise } from '../exercises.ts';
import { limits } from './limits.ts';
import { openRecord, packRecord, recordData, recordFile } from './read.ts';
import type { CompletionRecord, RecordAnswer } from './record.ts';
import { regrade } from './regrade.ts';

const find = async (slug: string): Promise<Exercise | undefined> => (exerciseSlugs.includes(slug) ? loadExercise(slug) : undefined);

const record = (answers: RecordAnswer[], more: Partial<CompletionRecord> = {}): CompletionRecord => ({
  course: '0.1.0',
  engine: '0.1.0',
  made: '2026-11-28T10:00:00.000Z',
  placement: [],
  answers,
  ...more,
});

const packed = (value: unknown): string => deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const data = (more: object = {}) => ({ ...recordData(record([])), ...more });
const seed = join(import.meta.dirname, '../../../exercises/repair-the-seed');

/** Every solution of every exercise, read from disk: those that the site itself would offer. */
function solutions(): { slug: string; files: Files }[] {
  const exercises = join(seed, '..');
  return exerciseSlugs.flatMap((slug) => {
    const folder = join(exercises, slug, 'solutions');
    return readdirSync(folder).map((name) => ({ slug, files: filesOf(join(folder, name)) }));
  });
}

function filesOf(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

describe('there and back', { timeout: 60_000 }, () => {
  let versions: Map<string, number>;
  beforeAll(async () => {
    versions = new Map(await Promise.all(exerciseSlugs.map(async (slug) => [slug, (await loadExercise(slug)).version] as const)));
  });

  test('every solution of every exercise holds after the trip, by link and by file', async () => {
    const all = solutions();
    expect(all.length).toBeGreaterThan(exerciseSlugs.length);
    // A record has one answer for each exercise: as many records as the exercise with most solutions has.
    const rounds = Map.groupBy(all, ({ slug }) => slug);
    for (let round = 0; [...rounds.values()].some((each) => each[round]); round++) {
      const answers = [...rounds].flatMap(([slug, each]): RecordAnswer[] => {
        const files = each[round]?.files;
        return files ? [{ slug, version: versions.get(slug) ?? 0, files, passed: '2026-11-27T09:30:00.000Z' }] : [];
      });
      const made = record(answers, { name: 'Ada Lovelace', placement: ['hardening'] });
      const byLink = await openRecord(`https://example.org/record/#${await packRecord(made)}`);
      const byFile = await openRecord(await recordFile(made, 'https://example.org/record/'));
      expect(byLink.value).toEqual(made);
      expect(byFile.value).toEqual(made);
      const bad = (await regrade(made, find)).filter(({ state, changed }) => state !== 'passed' || changed);
      expect(bad).toEqual([]);
    }
  });

  test('any answers come back as they were', async () => {
    const files = fc.dictionary(
      fc.constantFrom('Dockerfile', '.dockerignore', 'a/b.yaml', '__proto__', 'constructor'),
      fc.string({ unit: 'binary' }),
      {
        noNullPrototype: true,
      },
    );
    const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
    const answer = fc.record({ slug, version: fc.integer({ min: 1, max: 99 }), files });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(answer, { selector: (each) => each.slug, maxLength: 12 }), async (answers) => {
        const { value } = await openRecord(await packRecord(record(answers.map((each) => ({ ...each, files: wellFormed(each.files) })))));
        const sorted = (list: readonly RecordAnswer[]) => [...list].sort((a, b) => a.slug.localeCompare(b.slug));
        expect(sorted(value?.answers ?? [])).toEqual(sorted(answers.map((each) => ({ ...each, files: wellFormed(each.files) }))));
      }),
      { numRuns: 100 },
    );
  });
});

/** Half a surrogate pair has no UTF-8: it cannot travel. */
const wellFormed = (files: Files): Files => Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.toWellFormed()]));

describe('what holds', () => {
  const solution = filesOf(join(seed, 'solutions/prune'));
  const answer = (more: Partial<RecordAnswer>): RecordAnswer => ({ slug: 'repair-the-seed', version: 1, files: solution, ...more });
  const judged = async (one: RecordAnswer) => (await regrade(record([one]), find))[0];

  test('is never in the record: a claim without an answer is nothing', async () => {
    const claim = data({
      answers: { 'repair-the-seed': {} },
      times: { 'repair-the-seed': { passed: '2026-01-01T00:00:00Z' } },
      score: 100,
      verdicts: { 'repair-the-seed': 'passed' },
    });
    const { value } = await openRecord(packed(claim));
    expect(value && (await regrade(value, find))[0]).toMatchObject({ state: expect.not.stringMatching('^passed') });
  });

  test('an answer that does not do it, with the goals it misses', async () => {
    const verdict = await judged(answer({ files: filesOf(join(seed, 'starter')) }));
    expect(verdict).toMatchObject({ state: 'not-yet', title: expect.any(String) });
    expect(verdict?.open.length).toBeGreaterThan(0);
  });

  test('an exercise that changed since: judged as it stands, and both are told', async () => {
    const { version } = await loadExercise('repair-the-seed');
    expect(await judged(answer({ version: version + 3 }))).toMatchObject({
      state: 'passed',
      changed: { answered: version + 3, now: version },
    });
  });

  test.each(['no-such-exercise', 'constructor', 'to-string', 'hasownproperty'])('an exercise that is none: %s', async (slug) => {
    expect(await judged(answer({ slug }))).toMatchObject({ state: 'unknown', title: slug });
  });

  test('a file that cannot be read', async () => {
    expect(await judged(answer({ files: { Dockerfile: 'FROM node\nRUNN x\n' } }))).toMatchObject({ state: 'unreadable' });
  });
});

describe('what people send instead', { timeout: 60_000 }, () => {
  const bomb = deflateRawSync(Buffer.alloc(200_000_000, 0x20)).toString('base64url');

  test.each<[string, string, string]>([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t ', 'empty'],
    ['prose', 'Here is my record!', 'damaged'],
    ['a picture', '\u0089PNG\r\n\u001a\n', 'damaged'],
    ['base64 of nothing packed', 'AAAA', 'damaged'],
    ['a link without a fragment', 'https://example.org/record/', 'damaged'],
    ['half a record', packed(data({ padding: 'x'.repeat(400) + Math.PI })).slice(0, 120), 'damaged'],
    ['other JSON', '{"hello": 1}', 'other'],
    ['a list', packed([1, 2, 3]), 'other'],
    ['a number', packed('1'), 'other'],
    ['a track', packed({ shipshape: 'track', format: 1, title: 'x', steps: [] }), 'other'],
    ['a record without a format', packed({ shipshape: 'record', answers: {} }), 'damaged'],
    ['a record without answers', packed({ shipshape: 'record', format: 1 }), 'damaged'],
    ['a record of tomorrow', packed(data({ format: 2 })), 'newer'],
    ['a file of tomorrow', JSON.stringify({ shipshape: 'record', format: 7, packed: 'x' }), 'newer'],
    [
      'a file in a file',
      JSON.stringify({ shipshape: 'record', format: 1, packed: packed({ shipshape: 'record', format: 1, packed: 'x' }) }),
      'damaged',
    ],
    ['10 MB of letters', 'A'.repeat(10_000_000), 'too-long'],
    ['10 MB in a file', JSON.stringify(data({ name: 'A'.repeat(10_000_000) })), 'too-long'],
    ['10 MB, packed', packed(data({ name: 'A'.repeat(10_000_000) })), 'too-large'],
    ['a bomb: 200 MB in 200 KB', bomb, 'too-large'],
    [
      'brackets in brackets',
      packed(`{"shipshape":"record","format":1,"answers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'too-deep',
    ],
    ['objects in objects', packed(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`), 'too-deep'],
    ['brackets that never close', packed('['.repeat(500_000)), 'too-deep'],
    [
      '100,000 exercises',
      packed(data({ answers: Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`x-${at}`, {}])) })),
      'too-many',
    ],
    [
      '1,000 files',
      packed(data({ answers: { a: Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`f${at}`, ''])) } })),
      'too-many',
    ],
    ['one file of a megabyte', packed(data({ answers: { a: { Dockerfile: 'x'.repeat(limits.file + 1) } } })), 'too-large'],
  ])('%s: refused', async (_, text, reason) => {
    expect(await openRecord(text)).toEqual({ refused: reason });
  });

  test('fields with other types are left aside, and so is what is not known', async () => {
    const odd = data({
      name: { first: 'x' },
      made: 'yesterday',
      engine: 12,
      placement: { length: 5 },
      track: 'backend',
      times: [1],
      exercises: 'none',
      extra: { deep: [1] },
      answers: { a: { Dockerfile: 'FROM x\n', other: 7 }, 'Not A Slug': { x: '' }, b: 'text', c: null },
    });
    expect((await openRecord(packed(odd))).value).toEqual({
      course: '0.1.0',
      engine: '',
      made: '',
      placement: [],
      answers: [{ slug: 'a', version: 0, files: { Dockerfile: 'FROM x\n' } }],
    });
  });

  test('names of every object’s own parts change nothing', async () => {
    const text = JSON.stringify(data()).replace(
      '"answers":{}',
      '"__proto__":{"name":"root","polluted":1},"constructor":{"prototype":{"polluted":1}},"answers":{"__proto__":{"a":"b"},"constructor":{"__proto__":"x","Dockerfile":"FROM y"}}',
    );
    const { value } = await openRecord(packed(text));
    expect(value?.name).toBeUndefined();
    expect(value?.answers.map(({ slug, version }) => [slug, version])).toEqual([['constructor', 0]]);
    expect(value?.answers[0]?.begun).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('a');
  });

  test('script in every field is text like any other, or nothing', async () => {
    const script = '<script>alert(1)</script>';
    const { value } = await openRecord(
      packed({
        ...data({
          name: script,
          course: script,
          engine: script,
          made: script,
          placement: [script],
          track: { title: script, for: script, steps: [{ lesson: 'x' }] },
        }),
        answers: { [script]: { x: script }, a: { [script]: script } },
        times: { a: { begun: script, passed: script } },
        exercises: { a: script },
      }),
    );
    expect(value).toEqual({
      course: '',
      engine: '',
      made: '',
      name: script,
      placement: [],
      track: expect.objectContaining({ id: 'own', title: script }),
      answers: [{ slug: 'a', version: 0, files: { [script]: script } }],
    });
  });

  test('a link that a mail program broke into lines', async () => {
    const made = record([{ slug: 'a', version: 1, files: { Dockerfile: 'FROM x\n' } }]);
    const broken = (await packRecord(made)).replace(/.{20}/g, '$&=\r\n ').replaceAll('=', '');
    expect((await openRecord(`<https://example.org/record/#${broken}`)).value).toEqual(made);
  });

  test('changed at will, a record opens or is refused: nothing is thrown', async () => {
    const good = await packRecord(
      record(
        solutions()
          .slice(0, 5)
          .map(({ slug, files }, at) => ({ slug: `${slug}-${at}`, version: 1, files })),
      ),
    );
    const cut = fc.tuple(fc.nat(good.length), fc.nat(40), fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()));
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        const text = cuts.reduce((now, [at, length, other]) => now.slice(0, at) + other + now.slice(at + length), good);
        const { value, refused } = await openRecord(text);
        expect(value !== undefined).toBe(refused === undefined);
      }),
      { numRuns: 200 },
    );
  });
});
