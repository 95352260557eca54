/**
 * Every word of the user interface in English; what lessons, exercises and the engine say stands with them. One export an area, so
 * that a page carries only the areas it uses. A translation is one file beside this one with the same exports: see `index.ts`.
 *
 * A string with a hole is a function. Write whole sentences: languages differ in how they put parts together.
 *
 * Components and scripts that are fetched on demand import this. A script that every page loads at once must not: a bundler cannot
 * divide a module, so all areas would come along. Its component puts the words into the HTML (`data-…`), and the script reads them.
 */

/** Header, footer, menus: what stands on every page. */
export const site = {
  skip: 'Skip to the content',
  search: 'Search',
  settings: 'Settings',
  unreachable: 'This part of the page could not be loaded. Check the connection and try again.',
  allPages: 'All pages',
};

/** The frame of every dialog. */
export const dialogs = {
  close: 'Close',
};

const results = (count: number): string => (count === 1 ? '1 result' : `${count} results`);

/** The search. */
export const search = {
  title: 'Search the course',
  field: 'What are you looking for?',
  browse: 'Or look through all of them:',
  lists: { lessons: 'Lessons', exercises: 'Exercises', rules: 'Rules', glossary: 'Glossary' },
  kinds: { lesson: 'Lessons', exercise: 'Exercises', rule: 'Rules', term: 'Glossary', page: 'Pages' },
  /** In the live region: '7 results: Lessons 4, Rules 3.' */
  found: (count: number, parts: string[]) => `${results(count)}: ${parts.join(', ')}.`,
  part: (kind: string, count: number) => `${kind} ${count}`,
  nothing: (words: string) => `Nothing found for “${words}”. Try fewer or other words.`,
  all: (count: number) => `Show all ${count}`,
  searching: 'Searching …',
  failed: 'The search could not be loaded. Check the connection, then type again.',
  dev: 'The search index is made with the built site. Run `npm start` to try it.',
  keys: { move: 'to move', open: 'to open', close: 'to close' },
};

/** The settings. */
export const settings = {
  title: 'Settings',
  lede: 'Kept in this browser only. Nothing is sent anywhere.',
  theme: { name: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  size: { name: 'Text size', small: 'Small', normal: 'Normal', large: 'Large', larger: 'Larger' },
  editor: { name: 'Editor', rich: 'With colours and marks', plain: 'Plain text field' },
  motion: { name: 'Movement', system: 'As the system', reduce: 'None' },
  everything: 'Everything stored',
  forget: 'Delete everything …',
  forgetTitle: 'Delete everything?',
  forgetLede: 'This cannot be taken back. These are deleted from this browser:',
  attempts: (count: number) => (count === 1 ? 'Your work on 1 exercise' : `Your work on ${count} exercises`),
  progress: 'Your progress: what you passed and read, and when',
  choices: 'These settings',
  other: (count: number) => (count === 1 ? '1 other document of this course' : `${count} other documents of this course`),
  nothing: 'Nothing is stored in this browser.',
  download: 'Download a copy first',
  confirm: 'Delete everything',
  cancel: 'Keep everything',
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
