/**
 * Every word of the user interface in English; what lessons, exercises and the engine say stands with them. One export an area, so
 * that a page carries only the areas it uses. A translation is one file beside this one with the same exports: see `index.ts`.
 *
 * A string with a hole is a function. Write whole sentences: languages differ in how they put parts together.
 */

/** Header, footer, menus: what stands on every page. */
export const site = {
  skip: 'Skip to the content',
};

/** Completion records: making one, opening one, and why a text is none. */
export const record = {
  refused: {
    empty: 'There is nothing in it.',
    other: 'This is not a record of this course.',
    damaged: 'This is not a record, or it is not complete: part of the text may have been cut off on the way.',
    newer: 'A newer version of the course made this record. Update the course, then open it again.',
    'too-long': 'This is longer than any record can be, so it was not opened.',
    'too-large': 'This unpacks to more than any record can hold, so it was not opened.',
    'too-deep': 'This is built in a way that no record is, so it was not opened.',
    'too-many': 'This holds more answers or files than any record can, so it was not opened.',
    'no-packing': 'This browser cannot unpack a record: it is too old for that. Any current one can.',
  },
};

/** The team page: tracks of one's own, and many records at once. */
export const team = {
  unnamed: 'Without a name',
  exports: {
    name: 'Name',
    unnamed: 'Without a name',
    date: 'Date',
    passed: 'Passed',
    asked: 'Asked',
    placed: 'Skipped by check',
    cells: { passed: 'passed', placed: 'skipped by check', part: 'in part', 'not-yet': 'not yet', missing: 'no answer' },
  },
};
