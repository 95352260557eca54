import { expect, test } from 'vitest';
import { staleOn } from './stale.ts';

const dated = [
  { place: 'young', date: '2026-03-02' },
  { place: 'a year old today', date: '2026-03-01' },
  { place: 'a day more', date: '2026-02-28' },
  { place: 'oldest', date: '2024-12-31' },
  { place: 'none', date: '' },
];

test('what is older than a year is listed, the oldest first', () => {
  expect(staleOn('2027-03-01', dated).map(({ place }) => place)).toEqual(['none', 'oldest', 'a day more']);
  expect(staleOn('2025-06-01', dated).map(({ place }) => place)).toEqual(['none']);
});
