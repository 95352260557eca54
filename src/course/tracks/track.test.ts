import { describe, expect, test } from 'vitest';
import { diskOutline } from '../../cli/outline.ts';
import type { Outline } from '../outline.ts';
import { openTrack, packTrack } from '../records/read.ts';
import { standingOn } from './standing.ts';
import { readTrack, trackData } from './track.ts';

const good = {
  title: 'T',
  for: 'People.',
  hours: 2,
  steps: [{ lesson: 'l-one' }, { exercise: 'e-one', optional: true }],
  closing: ['e-two'],
};
const known = { lessons: ['l-one', 'l-two'], exercises: ['e-one', 'e-two'] };

describe('a track', () => {
  test('is read, written and read again', () => {
    const { track, problems } = readTrack('t', good, known);
    expect(problems).toEqual([]);
    expect(track && readTrack('t', trackData(track)).track).toEqual(track);
  });

  test.each<[string, unknown, string, RegExp]>([
    ['no title', { ...good, title: ' ' }, 'title', /Give the track a `title`/],
    ['no audience', { ...good, for: undefined }, 'for', /Say in `for`/],
    ['hours in words', { ...good, hours: 'two' }, 'hours', /as a number/],
    ['no steps', { ...good, steps: [] }, 'steps', /List the `steps`/],
    ['a bare step', { ...good, steps: ['e-one'] }, 'steps[0]', /- lesson: <slug>/],
    ['an unknown lesson', { ...good, steps: [{ lesson: 'l-three' }] }, 'steps[0].lesson', /no lesson "l-three".*l-one, l-two/],
    ['an unknown exercise', { ...good, closing: ['e-nine'] }, 'closing[0]', /no exercise "e-nine".*e-one, e-two/],
    ['a step twice', { ...good, steps: [...good.steps, { lesson: 'l-one' }] }, 'steps[2]', /on the track already/],
    ['an odd optional', { ...good, steps: [{ lesson: 'l-one', optional: 'yes' }] }, 'steps[0].optional', /optional: true/],
    ['closing as text', { ...good, closing: 'e-two' }, 'closing', /List in `closing`/],
    ['a field that is none', { ...good, hour: 3 }, 'hour', /no field `hour`/],
    ['a list', [], '', /`title`, `for`/],
  ])('with %s is told by its field, with what to write', (_, value, field, message) => {
    expect(readTrack('t', value, known).problems).toContainEqual({ field, message: expect.stringMatching(message) });
  });

  test('of one’s own travels in a link, and a link of something else is none', async () => {
    const { track } = readTrack('own', { ...good, note: 'ignored' });
    expect(track && (await openTrack(`https://example.org/tracks/own/#${await packTrack(track)}`)).value).toEqual(track);
    expect(await openTrack('https://example.org/tracks/own/#x')).toEqual({ refused: 'damaged' });
  });
});

const outline: Outline = {
  course: '1',
  engine: '1',
  modules: [
    {
      slug: 'm',
      title: 'M',
      check: ['e-two'],
      lessons: [{ slug: 'l-one', title: 'L', path: 'learn/m/l-one/', minutes: 10, objectives: [], exercises: ['e-one', 'e-two'] }],
    },
  ],
  exercises: [
    { slug: 'e-one', title: 'E1', minutes: 3, version: 1, kind: 'edit', objectives: [] },
    { slug: 'e-two', title: 'E2', minutes: 4, version: 1, kind: 'edit', objectives: [] },
    { slug: 'e-three', title: 'E3', minutes: 5, version: 1, kind: 'edit', objectives: [] },
  ],
  tracks: [],
};

describe('the way', () => {
  const step = (slug: string, optional = false) => ({ kind: 'exercise' as const, slug, optional });
  const track = {
    id: 't',
    title: 'T',
    audience: '',
    steps: [{ kind: 'lesson' as const, slug: 'l-one', optional: false }, step('e-one'), step('e-gone')],
    closing: ['e-three'],
  };

  test('begins with the first step, and counts what is asked', () => {
    expect(standingOn(track, outline, new Set())).toMatchObject({ asked: 2, held: 0, minutesLeft: 18, next: { slug: 'l-one' } });
  });

  test('skips a module whose check is passed, but never the closing set', () => {
    const standing = standingOn(track, outline, new Set(['e-two']));
    expect(standing.steps.map(({ state }) => state)).toEqual(['placed', 'placed', 'gone', 'open']);
    expect(standing).toMatchObject({ asked: 2, held: 1, placed: ['m'], minutesLeft: 5, next: { slug: 'e-three' } });
  });

  test('ends', () => {
    const standing = standingOn(track, outline, new Set(['e-one', 'e-three']), new Set(['l-one']));
    expect(standing).toMatchObject({ asked: 2, held: 2, minutesLeft: 0 });
    expect(standing.next).toBeUndefined();
  });
});

test('the shipped tracks fit the course, and their hours fit their minutes', async () => {
  const course = await diskOutline();
  expect(course.tracks.length).toBeGreaterThanOrEqual(3);
  for (const track of course.tracks) {
    const { minutesLeft, steps } = standingOn(track, course, new Set());
    expect(steps.filter(({ state }) => state === 'gone')).toEqual([]);
    expect(track.closing.length, track.id).toBeGreaterThanOrEqual(3);
    expect((track.hours ?? 0) * 60, `${track.id}: ${minutesLeft} minutes`).toBeGreaterThanOrEqual(minutesLeft);
    expect((track.hours ?? 0) * 60, `${track.id}: ${minutesLeft} minutes`).toBeLessThanOrEqual(minutesLeft * 2);
  }
});
