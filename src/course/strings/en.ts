/**
 * Every word of the user interface in English; what lessons, exercises and the engine say stands with them. One export an area, so
 * that a page carries only the areas it uses. A translation is one file beside this one with the same exports: see `index.ts`.
 *
 * A string with a hole is a function. Write whole sentences: languages differ in how they put parts together.
 *
 * What the scripts of every page say stands in `en-page.ts`: a module is loaded whole, and this one is long.
 */

export * from './en-page.ts';

/** Header, footer, menus: what stands on every page. */
export const site = {
  skip: 'Skip to the content',
  search: 'Search',
  settings: 'Settings',
  unreachable: 'This part of the page could not be loaded. Check the connection and try again.',
  course: 'Course',
  about: 'About',
  /** Pages that list others, by the first part of their address. */
  lists: {
    exercises: 'Exercises',
    progress: 'Progress',
    rules: 'Rules',
    glossary: 'Glossary',
    cheatsheet: 'Cheat sheet',
    tracks: 'Tracks',
  },
  lessons: 'Lessons',
  places: 'Site',
  breadcrumb: 'Breadcrumb',
  menu: 'Menu',
  menuPlaces: 'Site menu',
  menuLessons: 'Lessons menu',
  allPages: 'All pages',
  copy: 'Copy',
  copied: 'Copied',
  refused: 'Not allowed',
  footer: 'Shipshape, a course on production Docker. MIT licence. What you type stays in your browser.',
};

/** Around the text of a lesson. */
export const lesson = {
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  exercises: (count: number) => (count === 1 ? '1 exercise' : `${count} exercises`),
  verified: 'Verified',
  first: 'Read first:',
  objectives: 'After this lesson you can',
  toc: 'On this page',
  sources: 'Sources',
  /** Follows the title of a source. */
  read: (date: string) => `, read ${date}`,
  anchor: 'Link to this section',
  pager: 'Previous and next lesson',
  previous: 'Previous',
  next: 'Next',
  kinds: { note: 'Note', warning: 'Warning', misconception: 'A common belief' },
  predict: 'Predict',
  monday: 'What to do on Monday',
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

/** What an exercise asks of one: in lessons, on its own page, in lists. */
export const effort = {
  difficulty: { 'first-steps': 'first steps', practice: 'practice', challenge: 'challenge' },
  minutes: (minutes: number) => `about ${minutes} minutes`,
};

/** The page that opens a module. */
export const opener = {
  number: (number: number) => `Module ${number}`,
  amount: (lessons: number, exercises: number, minutes: number) =>
    `${lessons} lessons, ${exercises} exercises, about ${minutes} minutes of reading`,
  start: 'Begin with the first lesson',
  lessons: 'The lessons',
  after: 'After it you can',
  check: 'Do you need this module?',
  checkHow:
    'A short check, made of exercises of this module. Who passes all of them at the first try can leave the module out, or read only what they want to know.',
  checkPassed: 'You have passed the check. You can go on with the next module.',
  next: 'To the next module',
};

/** The cheat sheet. */
export const sheet = {
  title: 'Cheat sheet',
  description: 'The course on two printed pages: what each lesson says to do on Monday, and what the rules look for.',
  lede: 'Two pages for the wall: what to do on Monday, lesson by lesson, and the faults worth knowing by sight.',
  print: 'It prints on two pages, on A4 and on Letter.',
  button: 'Print',
  monday: 'What to do on Monday',
  rules: 'Faults worth knowing by sight',
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

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/** '35 minutes', '2 h 10 min': five-minute steps from an hour on, since nobody knows better. */
const duration = (minutes: number) => {
  if (minutes < 60) return counted(minutes, 'minute');
  const rounded = Math.round(minutes / 5) * 5;
  const rest = rounded % 60;
  return rest === 0 ? `${Math.floor(rounded / 60)} h` : `${Math.floor(rounded / 60)} h ${rest} min`;
};

/** A module is done. */
export const celebration = {
  title: (module: string) => `Module done: ${module}`,
  text: (exercises: number) =>
    `You have passed ${exercises === 1 ? 'its exercise' : `all ${exercises} of its exercises`}. Each comes back for review, with other names.`,
  next: (module: string) => `On to “${module}”`,
  progress: 'See your progress',
};

/** The page `/progress/`, and where to go on. */
export const progress = {
  title: 'Progress',
  description: 'What you have passed, what you have begun and what is open, by module and by objective, with a backup of all your work.',
  lede: 'What you have passed, what you have begun and what is open. It is kept in this browser and nowhere else.',
  course: (exercises: number, lessons: number, minutes: number) =>
    `${counted(exercises, 'exercise')} in ${counted(lessons, 'lesson')}: about ${duration(minutes)} of practice.`,
  needsScript: 'With JavaScript this page shows how far you are. Everything it links to works without.',
  states: { open: 'open', begun: 'begun', passed: 'passed', changed: 'changed since you passed' },
  passed: (passed: number, all: number) =>
    passed === all ? `All ${all} exercises passed` : `${passed} of ${counted(all, 'exercise')} passed`,
  left: (begun: number, minutes: number) => {
    if (minutes === 0) return 'Nothing is left to do.';
    return `${begun > 0 ? `${begun} begun. ` : ''}About ${duration(minutes)} of practice left.`;
  },
  moduleLeft: (passed: number, all: number, minutes: number) =>
    passed === all ? `Done: all ${all} passed` : `${passed} of ${all} passed, about ${duration(minutes)} left`,
  goOnPlain: 'Go on',
  nextPlain: 'Next exercise',
  goOn: (title: string) => `Go on: ${title}`,
  atSection: (title: string) => `You were at “${title}”.`,
  nextExercise: (title: string) => `Next exercise: ${title}`,
  reading: (read: number, all: number) => `${read} of ${counted(all, 'lesson')} read to the end.`,
  byModule: 'Module by module',
  module: (number: number, title: string) => `Module ${number}: ${title}`,
  objectives: (lesson: string) => `Objectives of “${lesson}”`,
  exercise: 'Exercise',
  remove: 'To remove everything that is stored here, open the',
  settings: 'settings',
};

/** Export and import of everything. */
export const backup = {
  title: 'Take it with you',
  text: 'Your work lives in this browser. A backup is one file that holds all of it: keep it, or bring it into another browser. What you have there is merged, and nothing is lost.',
  make: 'Download a backup',
  made: (documents: number) => `The backup holds ${counted(documents, 'document')}. Look for it among your downloads.`,
  nothing: 'Nothing is stored yet, so there is nothing to back up.',
  choose: 'Bring in a backup',
  blocked: 'This browser does not let the page store anything, so there is nothing to back up and nowhere to bring it.',
  refused: {
    'too-large': 'This file is larger than all that a browser keeps for this site, so it was not read.',
    'not-json': 'This file could not be read. A backup is a text file with the name shipshape-backup.json.',
    'not-a-backup': 'This file is no backup of Shipshape. Nothing was changed.',
    newer:
      'A newer version of this site made this backup. Reload the page to get that version, then bring it in again. Nothing was changed.',
  },
  unreadable: 'The browser could not read this file. Nothing was changed.',
  from: (day: string) => `Backup of ${day}`,
  undated: 'Backup without a date',
  close: 'Close',
  will: 'It will change this:',
  newAttempts: (count: number) => (count === 1 ? '1 exercise with work comes in' : `${count} exercises with work come in`),
  changedAttempts: (count: number) =>
    `${counted(count, 'exercise')} with other work here and there: the later text comes to the front, the other stays in the history`,
  addedPasses: (count: number) => `${counted(count, 'pass', 'passes')} added`,
  addedLessons: (count: number) => `${counted(count, 'lesson')} marked as read`,
  addedReviews: (count: number) => `${counted(count, 'later review')} taken over`,
  settings: 'Your settings for theme and text come with it',
  other: 'The place where you were last comes with it',
  nothingNew: 'Everything in this backup is here already. There is nothing to change.',
  leftOut: 'These parts are left out:',
  why: {
    unknown: 'nothing of that name is kept here',
    shape: 'it is not what its name says',
    newer: 'a newer version of this site wrote it',
  },
  apply: 'Bring it in',
  leave: 'Leave everything as it is',
  applied: 'The backup is in.',
  full: 'The browser has no room for this backup. Nothing was changed.',
  undo: 'Undo',
  undone: 'Everything is as it was before.',
  left: 'Nothing was changed.',
};

/** Passed exercises that come back. */
export const review = {
  title: 'To review',
  text: 'An exercise that you passed comes back after 2 days, then after 7 and after 21, each time with other names and the same goals. One that needed a solution comes back the next day.',
  due: (count: number) => `${count} to review`,
  start: (count: number) => (count === 1 ? 'Review it' : `Review ${count} exercises`),
  none: 'Nothing is due.',
  coming: (day: string) => `Nothing is due. The next one comes back on ${day}.`,
  since: (day: string) => `due since ${day}`,
  pageTitle: 'Review',
  pageDescription: 'Exercises that you passed come back after 2, 7 and 21 days, with other names and the same goals.',
  lede: 'You have solved these before. They come back with other names and the same goals, so that what you know is still there when you need it.',
  needsScript: 'Reviews need JavaScript: what is due is worked out in your browser. All exercises are there without it.',
  allExercises: 'All exercises',
  loading: 'The exercise is being brought in.',
  failed: 'The exercise could not be loaded. Check the connection and reload the page.',
  place: (at: number, all: number) => (all === 1 ? 'The only one due' : `${at} of ${all} due`),
  asBefore: 'It holds no names that could be others, so it comes back as it was, without your answer.',
  notDue: 'This exercise is not due for review.',
  passed: (day: string) => `Reviewed. It comes back on ${day}.`,
  passedLast: 'Reviewed for the third time. It does not come back any more.',
  helped: (day: string) => `Reviewed, with a solution in view. It comes back on ${day}, once more in another form.`,
  next: 'Review the next one',
  done: 'That was the last one due.',
  toProgress: 'Back to your progress',
};

/** What is said where storing goes wrong: one sentence for each kind of trouble of `store.ts`. */
export const storage = {
  blocked: 'This browser does not let the page store anything, so your work is kept only until you close the page.',
  full: "The browser's storage is full, so your latest changes are kept only until you close the page.",
  damaged: 'What was stored here could not be read, so you start from the beginning. The damaged text was put aside, not deleted.',
  newer:
    'A newer version of this page stored your work. Reload to get that version; until then nothing is saved, so that nothing is overwritten.',
};

/** The exercise before its bench is loaded: these few are in every lesson. */
export const exercise = {
  notLoaded: 'The grader could not be loaded. Check the connection and click here to try again; what you typed is kept.',
};

/** The bench: files, editor, keeping the work. */
export const bench = {
  noGrader: 'The grader could not be loaded. Check the connection: your next change tries again, and what you typed is kept.',
  download: 'Download my files',
  given: (path: string) => `${path} · given`,
  keysRich:
    '<kbd>Tab</kbd> leaves the editor; to indent, type spaces or press <kbd>Ctrl</kbd> <kbd>]</kbd>. <kbd>F8</kbd> goes to the next mark, <kbd>Ctrl</kbd> <kbd>.</kbd> applies its fix, <kbd>F1</kbd> explains the line.',
  keysPlain:
    '<kbd>Tab</kbd> leaves the text area; to indent, type spaces. <kbd>F8</kbd> goes to the next mark, <kbd>Ctrl</kbd> <kbd>.</kbd> applies its fix, <kbd>F1</kbd> explains the line.',
  kept: 'What you type is saved in this browser.',
  toPlain: 'Use a plain text area',
  toRich: 'Use the editor with colours',
  nowPlain: 'This is a plain text area now.',
  nowRich: 'This is the editor with colours now.',
  notRich: 'The editor with colours could not be loaded, so this is a plain text area. Verdicts are the same.',
  noMark: 'There is no mark in this file.',
  noFix: 'There is no fix for this line.',
  markAt: (line: number, message: string) => `Line ${line}: ${message}`,
  fixed: (title: string) => `Done: ${title}. Undo with Ctrl Z.`,
  pasted:
    'What you pasted holds characters that a web page or a word processor put in, such as a long dash for two hyphens or curly quotes.',
  repair: 'Repair them',
  leave: 'Leave them',
  repaired: 'The characters are repaired.',
};

/** What is said about the line with the cursor. */
export const note = {
  label: 'About this line',
  severity: { error: 'Not yet', warning: 'Advice', info: 'Advice' },
  toGoal: 'Go to its goal',
  reference: (name: string) => `${name} in Docker's reference`,
};

/** The verdict: what holds, what does not. */
export const verdict = {
  unreadable: 'This cannot be read yet',
  goals: (count: number) => `${count} ${count === 1 ? 'goal' : 'goals'}`,
  unseen: (count: number) => `, ${count} cannot be told`,
  passed: (held: number, asked: number, all: boolean, unseen: string) =>
    `Passed: ${all ? `all ${asked} ${asked === 1 ? 'goal' : 'goals'}` : `${held} of ${asked}`} hold${unseen}`,
  notYet: (held: number, asked: number, unseen: string) => `${held} of ${asked} ${asked === 1 ? 'goal' : 'goals'} hold${unseen}`,
  announceLine: (summary: string, line: number) => `${summary}: line ${line}.`,
  announceGoal: (summary: string, title: string) => `${summary}. Not yet: ${title}.`,
  line: (line: number) => `Line ${line}`,
  lineIn: (file: string, line: number) => `${file}, line ${line}`,
  outcome: { pass: 'Holds', open: 'Open', unknown: 'Cannot tell', fail: 'Not yet', advice: 'Advice' },
  group: { achieve: 'To achieve', keep: 'To keep', polish: 'Advice' },
  remarks: (count: number) => `${count} more ${count === 1 ? 'remark' : 'remarks'} on these files`,
  more: (count: number) => `${count} more`,
  waiting: (goals: number) => `The ${goals} ${goals === 1 ? 'goal' : 'goals'} will be judged once this can be read.`,
};

/** Help beside the verdict: hints, solutions, history, how it was decided. */
export const help = {
  hint: 'Hint',
  nextHint: (seen: number, of: number | undefined) => `Next hint (${seen} of ${of ?? '…'} seen)`,
  allHints: 'All hints shown',
  hints: 'Hints',
  undone: {
    reset: { said: 'The files are back at the start.', back: 'Undo the reset' },
    solution: { said: 'A solution is in the editor.', back: 'Bring mine back' },
    restore: { said: 'An earlier version is in the editor.', back: 'Undo the restore' },
  },
  kept: 'Your own are kept.',
  leaveSo: 'Leave it so',
  anotherFile: 'Another file?',
  add: (path: string) => `Add ${path}`,
  remove: (path: string) => `Remove ${path}`,
  ways: (count: number) => (count === 1 ? 'One way to do it' : `${count} ways to do it`),
  putIn: 'Put it in the editor',
  views: 'Show',
  view: { changes: 'Changes', side: 'Side by side', whole: 'Whole file' },
  compared: (path: string, title: string) => `${path}: from mine to "${title}"`,
  sameAsMine: (path: string) => `${path} is the same as yours.`,
  how: 'How this was decided',
  nothingToTrace: 'There is nothing to trace: no goal was judged.',
};

/** Two texts compared. */
export const diff = {
  removed: 'Removed',
  added: 'Added',
  mine: 'Mine',
  theirs: 'This approach',
  mineLine: 'My line number',
  theirsLine: 'Its line number',
  change: 'Change',
  line: 'Line',
  skipped: (count: number) => (count === 1 ? '1 line is the same' : `${count} lines are the same`),
};

/** Earlier versions of an attempt. */
export const past = {
  title: 'History',
  empty: 'Nothing yet. A version is kept whenever you pause, pass, reset or look at a solution.',
  intro: 'Versions of your files, the newest first. Restoring one can be undone.',
  why: {
    pause: 'Paused',
    pass: 'Passed',
    reset: 'Before a reset',
    reveal: 'Before the solutions were shown',
    solution: 'Before a solution was put in',
    restore: 'Before an earlier version was restored',
    merge: 'From another tab or an imported file',
  },
  holds: (hold: number, of: number) => `${hold} of ${of} ${of === 1 ? 'goal' : 'goals'} held`,
  passed: 'passed',
  unreadable: 'could not be read',
  restore: 'Restore',
  restoreFrom: (when: string) => `Restore the version from ${when}`,
  current: 'This is what stands in the editor.',
  now: 'a moment ago',
};

/** An exercise that has changed since it was passed. */
export const changed = {
  still: (before: number, now: number) =>
    `This exercise has changed since you passed it (version ${before}, now ${now}). Your answer was graded again: it still passes.`,
  noLonger: (before: number, now: number, hold: number, of: number) =>
    `This exercise has changed since you passed it (version ${before}, now ${now}). Your answer was graded again: ${hold} of ${of} goals hold today. Your pass still counts, and nothing is taken away.`,
  understood: 'Understood',
  putBack: 'Put that answer in the editor',
};

/** *I think I'm right*. */
export const appeal = {
  button: "I think I'm right",
  intro:
    'This report says what was graded and how each goal was decided. Nothing is sent from here: copy it, or open it as an issue and send it yourself.',
  text: 'Report',
  browser: 'Name my browser in it',
  copy: 'Copy the report',
  copied: 'The report is copied.',
  notCopied: 'It could not be copied: select the text and copy it yourself.',
  open: 'Open as an issue',
  openShort: 'Copy it, then open an issue and paste it',
  title: (slug: string) => `I think I'm right: ${slug}`,
  paste: 'Please paste the report here: it was too long for the address.',
};

/** Words in the pictures of the lessons. */
export const figures = {
  line: (line: number) => `line ${line}`,
  rerun: {
    base: 'the base',
    cached: 'from the cache',
    reruns: 'runs again',
    metadata: 'no step',
    changed: 'no step, new value',
    'never-built': 'not built',
    unknown: 'cannot tell',
    files: (paths: string) => `It copies ${paths}, which has changed.`,
    variable: (names: string) => `It could read ${names}, which has another value.`,
    text: 'Its own words have changed.',
    above: 'A step above it ran.',
    image: (image: string) => `${image} stands for other contents.`,
    stage: 'It takes files from a stage that ran again.',
    asked: 'You asked for it.',
    edited: (path: string) => `After an edit of ${path}`,
    argued: (name: string) => `With another value of ${name}`,
    moved: (image: string) => `Once ${image} stands for a newer image`,
    sum: (runs: number, steps: number) => `${runs} of ${steps} steps ${runs === 1 ? 'runs' : 'run'} again`,
  },
  layers: {
    base: 'layers of the base',
    layer: 'a layer',
    none: 'no layer',
    hides: 'hides, does not remove',
    twice: 'the same files again',
    adds: (what: string) => `Adds ${what}.`,
    hidden: (what: string, line: string) => `${what} is gone from view. The layer of ${line} still holds it.`,
    rewrites: (what: string) => `Every file below ${what} is written a second time, to change its owner or mode.`,
    folder: 'Makes the folder, if it is not there.',
    packages: (names: string) => `what the package manager installs (${names})`,
    dependencies: 'the packages',
    'dependencies-dev': 'the packages, development tools among them',
    output: (path: string) => `${path}, made by the command`,
    ships: 'All layers ship, whatever a later one hides.',
  },
  stop: {
    command: (signal: string) => `docker stop sends ${signal}`,
    pid1: 'PID 1',
    reached: 'It reaches the server',
    lost: 'It never reaches the server',
    unknown: 'Cannot tell',
    after: (seconds: number) => `killed after ${seconds} s`,
    atOnce: 'ends at once, without a word',
    orderly: 'ends in good order',
  },
  health: {
    starting: 'starting',
    healthy: 'healthy',
    unhealthy: 'unhealthy',
    ready: 'ready',
    pass: 'passes',
    fail: 'fails',
    ignored: 'fails, does not count',
    check: (time: string, result: string, status: string) => `At ${time} the check ${result}: ${status}.`,
  },
};

/** Without a network, and with a new version. */
export const offline = {
  title: 'You are offline',
  description: 'Shown where a page is neither reachable nor stored in the browser.',
  lede: 'This page is not stored in your browser, and the network does not answer.',
  again: 'It opens by itself when the connection is back.',
  stored: 'What you can open now',
  nothing: 'Nothing else is stored yet.',
  home: 'The map of the course',
  exercises: 'All exercises',
  glossary: 'Glossary',
  update: 'New version',
  ready: 'A new version of the course is ready. Your work stays as it is.',
  reload: 'Reload to get it',
  later: 'Later',
};
