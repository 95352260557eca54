/**
 * Every word of the user interface in English; what lessons, exercises and the engine say stands with them. One export an area, so
 * that a page carries only the areas it uses. A translation is one file beside this one with the same exports: see `index.ts`.
 *
 * A string with a hole is a function. Write whole sentences: languages differ in how they put parts together.
 */

/** The marks of lessons: what they say to those who do not see them. On every page, and for that reason alone. */
export const marks = {
  done: 'Done: ',
  part: (passed: number, all: number) => `${passed} of ${all} done: `,
  changed: 'Changed since you passed it: ',
};

/** Header, footer, menus: what stands on every page. */
export const site = {
  skip: 'Skip to the content',
  search: 'Search',
  settings: 'Settings',
  unreachable: 'This part of the page could not be loaded. Check the connection and try again.',
  course: 'Course',
  about: 'About',
  own: 'Your files',
  /** Pages that list others, by the first part of their address. */
  lists: {
    exercises: 'Exercises',
    progress: 'Progress',
    rules: 'Rules',
    review: 'Review your files',
    simulator: 'Simulator',
    glossary: 'Glossary',
    cheatsheet: 'Cheat sheet',
    tracks: 'Tracks',
    record: 'Records',
    team: 'For teams',
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
  feed: 'Shipshape: lessons, new and checked again',
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

/** Blocks of code with a name. */
export const blocks = {
  fragment: 'part of the file',
  mistake: 'a mistake',
  output: 'Output',
  /** What follows is the command. */
  outputOf: 'Output of ',
};

/** The home page. */
export const home = {
  title: 'a course on production Docker',
  description:
    'A free, self-paced course on production Docker: repair real Dockerfiles in the page and be told at once what is right, what is not, and why.',
  claim: 'Your Dockerfile works. Is it fit to ship?',
  lede: 'Shipshape is a free course on production Docker. You read a little, then repair a file that somebody might have committed, here in the page. A moment later you know, goal by goal, what holds, what does not, and why.',
  start: 'Start with the first lesson',
  toExercises: 'Go straight to the exercises',
  promise: 'No account, nothing to install. What you type stays in your browser.',
  example: 'From a widely copied guide, and what the engine says of it:',
  repair: 'Repair it yourself',
  course: 'The course',
  legend: 'What the marks mean',
  marks: { open: 'one slab for each exercise', begun: 'begun', passed: 'passed', changed: 'changed since' },
  how: 'How it judges',
  reasons: {
    effect: {
      title: 'By effect, not by text',
      text: 'The engine reads a Dockerfile as BuildKit does and follows every file from stage to stage. Any answer with the right effect passes, however it is written.',
    },
    limits: {
      title: 'It says what it cannot see',
      text: 'Where the outcome depends on something outside the files, it says so and does not count it against you.',
    },
    words: {
      title: 'In your own words',
      text: 'Every message names your line, why it matters and where to look next. Hints come only when you ask.',
    },
  },
  more: 'More on the grading, and on what is stored',
  own: 'On files of your own',
  /** By the page they lead to. */
  tools: {
    review: {
      title: 'Review',
      text: 'Paste a Dockerfile: what stops the build, what should be fixed and why, and the lesson that explains it.',
    },
    simulator: {
      title: 'Simulator',
      text: 'Name a change and see which steps the next build runs again. See what ends up in the image, and how it starts.',
    },
  },
  team: 'For a team',
  /** By the page they lead to. */
  offers: {
    tracks: {
      title: 'Tracks',
      text: 'A way through the course for one kind of work, with what is asked and how long it takes. Or compose one of your own.',
    },
    record: {
      title: 'Records',
      text: 'What somebody has shown, as a file or a link. It carries answers, not scores: whoever opens it has them graded again.',
    },
    team: {
      title: 'The team page',
      text: 'Drop the records of your people and see who can do what. There is no account and no server.',
    },
  },
};

/** The page of an address where there is nothing. */
export const missing = {
  title: 'Page not found',
  description: 'There is no page at this address.',
  heading: 'This page is empty',
  text: 'There is nothing at this address. It may have moved, or the link may be wrong.',
  home: 'Map of the course',
  exercises: 'All exercises',
};

/** The list of exercises, and the page of one. */
export const exerciseList = {
  title: 'Exercises',
  description:
    'Every exercise of the course on a page of its own: repair a file, order its lines or predict what happens, and be told at once what holds and what does not.',
  lede: 'Each one is a file that somebody might have committed. Repair it your way: any answer with the right effect passes.',
  kinds: { edit: 'repair', order: 'put in order', spot: 'find and repair', predict: 'predict', choose: 'choose', match: 'match' },
  /** A link to the lesson follows. */
  lesson: '· lesson: ',
};

/** The glossary. */
export const glossary = {
  title: 'Glossary',
  description: 'The terms of the course in two sentences each: what it is, and why it matters or what it is confused with.',
  lede: 'The words of the course, two sentences each: what it is, and why it matters here or what people confuse it with.',
  letters: 'Letters',
  also: (names: string[]) => `also ${names.join(', ')}`,
  /** Links follow. */
  lesson: 'Lesson: ',
  source: 'Source: ',
  /** Follows the title of a source. */
  read: (date: string) => `, read on ${date}.`,
};

/** The list of rules, and the page of one. */
export const ruleList = {
  title: 'Rules',
  description: 'What Shipshape looks for in a Dockerfile: each rule with its reason, an example that breaks it and one that keeps it.',
  lede: 'What the engine looks for in any Dockerfile. Each page has the reason, an example of either kind, and the same finding’s names in other tools.',
  rule: 'Rule',
  holds: 'What holds',
  weight: 'Weight',
  weights: { error: 'error', warning: 'warning', info: 'advice' },
  off: ', off by default',
  is: { error: 'An error', warning: 'A warning', info: 'Advice' },
  asked: ', off unless asked for',
  elsewhere: (names: string[]) => `Elsewhere: ${names.join(', ')}.`,
  /** A link to the lesson follows. */
  taught: 'Taught in ',
  why: 'Why',
  bad: 'Breaks it',
  good: 'Keeps it',
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
  byModule: 'Module by module',
  module: (number: number, title: string) => `Module ${number}: ${title}`,
  objectives: (lesson: string) => `Objectives of “${lesson}”`,
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
  track: 'The track you follow comes with it',
  records: 'The records of your team come with it',
  own: 'Your own files, from review and simulator, come with it',
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
  label: 'Exercise',
  full: 'open full width',
  files: 'Files',
  questions: 'Questions',
  line: 'Find the line',
  context: (files: number) => `context · ${files} files`,
  inOrder: (path: string) => `The lines of ${path}, in order`,
  moving: 'Move a line with its buttons, by dragging it, or with <kbd>Alt</kbd> and an arrow key.',
  keys: '<kbd>Tab</kbd> leaves the editor. What you type is saved in this browser.',
  plain: (slug: string) =>
    `This is the verdict on the file as it stands. With JavaScript it follows as you type; without, grade your own copy with <code>npx shipshape start ${slug}</code>.`,
  hint: 'Hint',
  reveal: 'Show a solution',
  how: 'How was this decided?',
  reset: 'Reset',
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

/** What the rules find in a reader's own files: on the page, and in the reports that are taken along. */
export const findings = {
  /** One of the three at least is above zero. */
  sum: (stops: number, fix: number, advice: number) => {
    const parts = [
      stops > 0 && `${stops} ${stops === 1 ? 'thing stops' : 'things stop'} the build`,
      fix > 0 && `${fix} ${stops > 0 ? '' : fix === 1 ? 'thing ' : 'things '}should be fixed`,
      advice > 0 && `${advice} ${advice === 1 ? 'piece' : 'pieces'} of advice`,
    ];
    return `${parts.filter(Boolean).join(', ')}.`;
  },
  nothing:
    'Nothing to report. No rule found anything in these files. They were read and not built: a build can still fail, and so can the program. Which secrets would ship, the simulator shows.',
  nothingSaid: 'The rules have nothing to report.',
  empty: 'There is no instruction here yet. A Dockerfile begins with FROM and the image to build on.',
  first: (sum: string, place: string) => `${sum} First: ${place}.`,
  line: (line: number) => `Line ${line}`,
  /** The same inside of a sentence. */
  atLine: (line: number) => `line ${line}`,
  lineIn: (file: string, line: number) => `${file}, line ${line}`,
  group: { stops: 'Stops the build', fix: 'Should be fixed', advice: 'Advice' },
  word: { stops: 'Stops the build', error: 'Error', warning: 'Warning', info: 'Advice' },
  /** The rule's name follows. */
  more: (count: number) => `${count} more of`,
  unlisted: (count: number) => `And ${count} more, not listed here.`,
  /** Links to the lesson and to the rule follow. */
  taught: 'Taught in: ',
  rule: 'Rule: ',
  fix: 'Fix: ',
  elsewhere: 'Elsewhere: ',
  lessons: 'Lessons that help here',
  explains: (count: number) => `${count} ${count === 1 ? 'finding' : 'findings'}`,
  reportTitle: 'What the rules of Shipshape find here',
  reportEnd: (engine: string) => `Read by engine ${engine}. Nothing was built.`,
  refused: 'What Docker cannot read, or refuses before it runs anything.',
  reasons: (address: string) => `The reason, and an example of either kind: ${address}`,
};

/** Help beside the verdict: hints, solutions, history, how it was decided. */
export const help = {
  appeal: "I think I'm right",
  past: 'History',
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
  graph:
    'A solid arrow carries files, a dashed one all layers. The <b>ships</b> stage becomes the image; a stage on no path to it is skipped.',
  target: (target: string) => `With <code>--target ${target}</code>. `,
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
  powers: {
    nothing: 'nothing said',
    none: 'none: what is not there cannot be used',
    all: 'among them SYS_ADMIN, SYS_MODULE and SYS_PTRACE, and all devices of the host',
    count: (count: number, all: number) => `${count} of ${all}`,
    caption: 'What a process of the root user may have. Each mark is one capability of the kernel.',
  },
  writes: {
    open: 'can be written',
    closed: 'read-only',
    image: 'files of the image',
    imageSays: 'Nothing in them can be changed.',
    layer: 'files of the image, under a layer of its own',
    layerSays: 'Every file can be changed, the program too. The changes lie on the disk of the host, and go with the container.',
    memory: (size: string | undefined) => (size ? `memory, at most ${size}` : 'memory, without a size of its own'),
    memorySays: (owner: string | undefined) =>
      `Empty at the start, gone at the stop${owner ? `; belongs to ${owner}` : ''}. It counts against the memory limit.`,
    volume: (name: string | undefined) => (name ? `volume ${name}` : 'a volume without a name'),
    stays: 'Stays when the container goes.',
    host: (path: string) => `${path} of the host`,
    hostSays: 'What is written here is written on the host.',
    reads: 'Shown, not given: it can be read.',
    shared: 'Docker mounts it into every container, read-only or not.',
    caption: 'Places that a program can write to, if its user may.',
  },
  secret: {
    shell: (name: string) => `\`${name}\` of the shell that runs Compose`,
    inFile: 'the Compose file',
    host: (path: string) => `\`${path}\` on the host`,
    variable: (name: string, service: string) => `a copy in \`${name}\` of every process of \`${service}\``,
    mounted: (path: string, services: readonly string[]) =>
      `the file \`${path}\`, in ${services.map((each) => `\`${each}\``).join(' and ')} alone`,
    reader: (service: string, name: string) => `\`${service}\` in \`${name}\``,
    told: (readers: readonly string[]) => `the path is told to ${readers.join(' and to ')}; the program opens the file`,
    inspect: '`docker inspect`',
    environ: '`/proc/1/environ`',
    children: 'every process it starts',
    crash: 'a crash report',
    file: (path: string) => `who may read \`${path}\``,
    shows: 'shows the value',
    hides: 'does not show it',
    asVariable: 'As a variable',
    asFile: 'As a file',
    seen: 'Who sees the value',
  },
  limits: {
    memory: 'memory',
    cpu: 'processors',
    pids: 'processes and threads',
    log: (driver: string) => `log, ${driver}`,
    none: 'no limit',
    elsewhere: 'elsewhere',
    processors: (count: number) => (count === 1 ? 'one processor' : count < 1 ? `${count} of a processor` : `${count} processors`),
    files: (count: number, size: string) => (count === 1 ? `one file of ${size}` : `${count} files of ${size}`),
    heap: (heap: string, rest: string) => `The heap may take ${heap}, which leaves ${rest} for all the rest.`,
    setAside: (what: string) => `Set aside: ${what}.`,
    tooFull: 'Heap and rest together pass the limit, and the kernel kills the process.',
    killed: 'At the end of the bar, the kernel kills.',
    memoryOpen: 'It may take all that the host has.',
    waits: 'At that, it waits; nothing is killed.',
    cpuOpen: 'Above that it may take what nobody else needs.',
    refused: 'One more is refused.',
    grows: 'It grows until the disk is full.',
    rotates: 'When all are full, the oldest goes.',
    sent: 'The driver sends the lines away.',
  },
  gate: {
    builds: 'builds',
    buildsAndPublishes: 'builds and publishes',
    publishes: 'publishes',
    scans: 'scans',
    signs: 'signs',
    keeps: 'keeps the image',
    fetches: 'fetches the image',
    logsIn: 'logs in',
    checksOut: 'fetches the sources',
    fate: { runs: 'runs', gate: 'fails: the gate', green: 'passes', stopped: 'does not run' },
    fails: 'It found something, and fails.',
    stopped: 'The scan above has failed.',
    noExitCode: 'It found something and prints it. Its exit code is 0.',
    notChecked: 'It found something, and its exit code is thrown away.',
    continues: 'It found something and fails, and `continue-on-error` goes on.',
    always: 'Its `if` runs it after a failure as well.',
    tooEarly: 'No scan came before it: the image is out.',
    unstopped: 'Nothing stopped it: the image is out.',
    job: (id: string) => `job ${id}`,
    needs: (ids: readonly string[]) => `starts when ${ids.join(' and ')} ${ids.length === 1 ? 'has' : 'have'} succeeded`,
    caption: 'What runs on the day the scan finds something.',
  },
  sizes: {
    caption: (platform: string) =>
      `Compressed, as it travels over the network, for ${platform}. The date is that of the build, and leads to where the size was read.`,
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

/** The simulator: what a second build of any Dockerfile does, and what ships. Holes are filled with HTML, in titles of `offers` with plain text. */
export const simulator = {
  unreadable: 'The Dockerfile must be readable before it can be simulated. The marks in the editor say what is wrong.',
  tooLong: (most: number) => `This Dockerfile has more than ${most} instructions. That is too many to simulate here.`,
  cut: (most: number) => `The list is long: only its first ${most} paths count here.`,
  offers: {
    edit: (path: string) => `Edit ${path}`,
    folder: (path: string) => `Edit a file in ${path}`,
    comment: (path: string) => `Edit a comment in ${path}`,
    other: 'Edit any other file',
    argument: (name: string) => `Give ${name} another value`,
    image: (image: string) => `${image} now stands for another image`,
    noCache: 'Build with --no-cache',
    cacheMount: (name: string) => `Empty the cache mount ${name}`,
    secret: (name: string) => `Give the secret ${name} another value`,
    ssh: 'Use another SSH key',
  },
  after: {
    folder: (path: string) => `After an edit in ${path}`,
    noCache: (option: string) => `With ${option}`,
    cacheMount: (name: string) => `With the cache mount ${name} emptied`,
    secret: (name: string) => `With another value of the secret ${name}`,
    ssh: 'With another SSH key',
  },
  sum: (after: string, sum: string) => `${after}, ${sum}.`,
  unsure: (count: number) => `For ${count} more it cannot be told.`,
  noSteps: 'No stage of this target has a step that could run again.',
  ignored: (path: string, by: string) => `Nothing runs again for ${path}: ${by} keeps it out, and it never reaches the builder.`,
  ignoredOwn: (path: string, by: string) =>
    `A comment in ${path} changes nothing: ${by} keeps it out, so no step can copy it. The builder itself still reads it.`,
  ignoreFile: (file: string, line: string, pattern: string) => `${line} of ${file} (${pattern})`,
  notRead: (path: string) => `No step of this target reads ${path}, so no step runs again because of it.`,
  notReadUnsure: (path: string) => `No step of this target is known to read ${path}. A source that depends on a variable may still do so.`,
  secretKey: 'The value of a secret is in no cache key: by itself it makes nothing run again.',
  cacheMountKey: 'What lies in a cache mount is in no cache key. A step that uses it finds an empty folder the next time it runs.',
  pinned: (image: string) => `${image} is pinned by its digest: it cannot stand for anything else.`,
  pulled: 'The builder may keep to the image that it has. <code>docker build --pull</code> makes it ask the registry for a newer one.',
  argumentUnseen: (name: string) => `No step of this target sees ${name}.`,
  line: (line: number) => `Line ${line}`,
  stage: (index: number) => `stage ${index}`,
  fates: { ships: 'ships', built: 'built, not shipped as a whole', 'never-built': 'never built for this target' },
  startsFrom: (base: string, line: string) => `Starts from ${base}, ${line}.`,
  startsFromScratch: (line: string) => `Starts from nothing: scratch, ${line}.`,
  startsFromStage: (stage: string, line: string) => `Starts where ${stage} ends, ${line}.`,
  empty: 'It has no step of its own.',
  triggered: 'by ONBUILD',
  /** Below the stages, where a line says 'no step'. */
  noStep: '“No step”: the line only writes the image’s settings, so there is nothing to run and nothing to keep in the cache.',
  windows: 'This Dockerfile builds an image for Windows. Here only images for Linux are simulated.',
  moreSteps: (count: number) => `and ${counted(count, 'more step')}, not shown`,
  why: {
    mounts: (paths: string) => `It mounts ${paths}, which has changed.`,
    more: (count: number) => `${count} more`,
    text: 'With other values of its variables it reads differently.',
    target: 'The folder it copies to is another one.',
    linked: 'A linked copy with a mode of its own: whether it depends on what is above it changed from version to version of BuildKit.',
    epoch: (names: string) => `Its files get their date from ${names}, which has another value.`,
    user: 'The user it runs as is another one.',
    workdir: 'The folder it runs in is another one.',
    above: (line: string) => `Because ${line} above it runs again.`,
    aboveUnsure: (line: string) => `Because ${line} above it may run again.`,
    source: (stage: string) => `It takes files from ${stage} that have changed.`,
    sourceStep: (stage: string, line: string) => `It takes files from ${stage}, where ${line} runs again.`,
    sourceStepUnsure: (stage: string, line: string) => `It takes files from ${stage}, where ${line} may run again.`,
    sameFiles: 'Should that leave the very same files, this step comes from the cache after all.',
    open: 'Whether this step has to run then cannot be told.',
    sourceNamed: 'It takes files from another image now: an argument is part of its name.',
    base: (stage: string) => `It starts from ${stage}, which has changed.`,
    baseStep: (stage: string, line: string) => `It starts from ${stage}, where ${line} runs again.`,
    baseStepUnsure: (stage: string, line: string) => `It starts from ${stage}, where ${line} may run again.`,
    baseNamed: 'It starts from another image now: an argument is part of its name.',
    linkedStays: 'It is linked: what is above it does not matter.',
  },
  starts: {
    title: 'How it starts',
    runs: 'It runs',
    entrypoint: (where: string) => `ENTRYPOINT of ${where}`,
    cmd: (where: string) => `CMD of ${where}`,
    image: (image: string) => `the image ${image}`,
    nothing: 'Nothing: neither ENTRYPOINT nor CMD is set. Whoever runs it has to name a command.',
    unknownCommand: (base: string) => `Cannot be told: ${base} is not known here, and may set ENTRYPOINT or CMD.`,
    unknownEntrypoint: (command: string, where: string, base: string) =>
      `${command}, CMD of ${where}, unless ${base} sets an ENTRYPOINT: that would get it as its arguments. The image is not known here.`,
    cmdIgnored: 'The shell ignores what CMD adds: an ENTRYPOINT in shell form takes no arguments.',
    pid1: 'PID 1',
    unknown: 'Cannot be told.',
    shellStays: 'A shell stays between PID 1 and the program, or is PID 1.',
    stop: 'Stop signal',
    program: 'the program',
    reaches: (signal: string, program: string) => `${signal} comes to ${program}.`,
    handles: (signal: string) =>
      `As PID 1 it has to handle ${signal} itself: most programs without a handler run on until Docker kills them.`,
    lostKilled: (signal: string, program: string) =>
      `${signal} does not come to ${program}. Docker waits for the grace period, and then kills it.`,
    lost: (signal: string, program: string) => `${signal} does not come to ${program}, which ends without a chance to finish its work.`,
    unsure: (signal: string, program: string) => `It cannot be told whether ${signal} comes to ${program}.`,
    kill: 'SIGKILL: nothing can be finished.',
    user: 'User',
    root: (where: string) => `root, by ${where}.`,
    rootDefault: 'root: nothing says otherwise.',
    named: (user: string, where: string) => `${user}, by ${where}.`,
    unknownUser: (base: string) => `Not known: ${base} may set one. Where it does not, it is root.`,
    openUser: (where: string) => `Not known: ${where} takes it from a variable that is not set here.`,
    workdir: 'Working folder',
    unknownFolder: (base: string) => `Not known: ${base} may set one.`,
    ports: 'Ports',
    noPorts: 'None is named. EXPOSE only names ports: it opens none.',
    volumes: 'Volumes',
    variables: 'Variables',
    noVariables: 'None by this Dockerfile.',
    imageVariables: (names: string) => `From the image: ${names}.`,
    builderVariables: (names: string) => `From the builder: ${names}.`,
    ownVariables: (names: string) => `By this Dockerfile: ${names}.`,
    perhapsMore: (base: string) => `${base} may set more.`,
    health: 'Health check',
    noHealth: 'None in this Dockerfile.',
    healthOff: (where: string) => `Turned off by ${where}.`,
    healthBy: (test: string, where: string) => `${test}, by ${where}.`,
    and: (names: string, count: number) => `${names} and ${count} more`,
  },
  contents: {
    title: 'What is in it',
    caption: 'Files and packages that the Dockerfile brings',
    path: 'Path',
    what: 'What it is',
    by: 'By',
    context: (source: string) => `${source} of the context`,
    whole: 'the whole context, but for what the ignore file keeps out',
    files: (count: number, names: string) => `${count} files of the context: ${names}`,
    inline: 'a text that stands in the Dockerfile',
    output: 'made by a command',
    packages: (names: string, manager: string) => `${names}, installed by ${manager}`,
    dependencies: (manager: string) => `packages that ${manager} installs`,
    dependenciesCopied: (source: string) => `packages as they lie in the context: ${source}`,
    dev: 'with those for development, where there are any',
    devUnknown: 'perhaps with those for development',
    unlocked: 'versions not from a lockfile',
    unknown: 'something that cannot be looked into: a download, an archive, or files of another image or stage',
    guessed: 'somewhere below this path, if at all',
    guessedFile: 'if there is any',
    system: 'the system’s folders',
    without: (paths: string) => `without ${paths}`,
    doubt: (line: string) => `${line} may have changed it`,
    behind: (line: string, stage: string) => `${line} in ${stage}`,
    nothing: 'This Dockerfile brings no file that is known here.',
    more: (count: number) => `and ${counted(count, 'more entry', 'more entries')}, not shown`,
    onScratch: 'There is nothing beneath it: scratch is empty.',
    onImage: (image: string) => `Beneath it is all that ${image} holds. That is not listed here.`,
    onUnknown: (image: string) => `Beneath it is all that ${image} holds. That image is not known here.`,
    unlisted: 'No list of paths was given, so what COPY finds is not known.',
  },
  hidden: {
    title: 'Hidden, and shipped all the same',
    gone: (path: string, made: string, removed: string) =>
      `${path} comes with ${made}. ${removed} takes it from view, and the layer below still holds it.`,
    again: (path: string, made: string, again: string) =>
      `${path} comes with ${made}. ${again} brings it anew, and the layer below still holds what was there before.`,
    goneSame: (path: string, line: string) =>
      `${path} was there before ${line}, which takes it from view. An earlier layer still holds it.`,
    twice: (path: string, line: string) => `Every file below ${path} is written a second time by ${line}, to change its owner or mode.`,
  },
  secrets: {
    title: 'Secrets',
    item: (name: string, line: string, how: string) => `${name}, ${line}: ${how}.`,
    literal: 'A text that looks like a secret',
    ssh: 'SSH',
    how: {
      env: 'a variable of the image',
      'env-other-stage': 'a variable of a stage that does not ship',
      arg: 'a build argument',
      'arg-other-stage': 'a build argument of a stage that does not ship',
      'copied-file': 'a copied file',
      'copied-file-deleted': 'a copied file that is deleted later',
      'copied-file-other-stage': 'a file copied into a stage that does not ship',
      'run-literal': 'written out in a command',
      'run-literal-other-stage': 'written out in a command of a stage that does not ship',
      'secret-mount': 'mounted for one command',
      'ssh-mount': 'the builder’s SSH agent or key, lent to one command',
      'secret-mount-copied': 'mounted for one command, which writes it to a file',
      'secret-mount-copied-other-stage': 'mounted for one command, which writes it to a file of a stage that does not ship',
      'run-env': 'a variable of the container',
      'mounted-file': 'a file mounted into the container',
    },
    read: (places: string) => `Afterwards its value can be read in ${places}.`,
    places: {
      'image-inspect': 'the image’s configuration (docker inspect)',
      'image-history': 'the image’s history',
      'image-layer': 'a layer that ships',
      'container-inspect': 'the container’s configuration',
      'container-environment': 'the environment of every process in the container',
      'container-file': 'a file in the container',
      'build-cache': 'the build cache',
      'build-log': 'the output of the build',
      'provenance-max': 'the provenance with mode=max',
    },
    trackless: 'It leaves no trace in the image, in its history or in the cache.',
    written: (path: string) => `A command writes it to ${path}.`,
    removed: (line: string) => `${line} deletes it, but the layer before still ships.`,
  },
  unknowns: {
    title: 'What is not known',
    blind: (lines: string) => `What these steps do to the files cannot be told: ${lines}. What is missing above may be there after all.`,
  },
  fails: {
    title: 'What cannot work',
    source: (line: string, path: string) => `${line} cannot work with this list of paths: ${path} is not in it.`,
    stage: (line: string, path: string, stage: string) => `${line} most likely cannot work: nothing in ${stage} is known to bring ${path}.`,
    ignored: (line: string, path: string) => `${line} cannot work: the ignore file keeps ${path} out.`,
    shell: (line: string) => `${line} cannot work: there is no shell in the image.`,
    absent: (line: string, subject: string) => `${line} most likely cannot work: it needs ${subject}, and nothing above it brings that.`,
    other: (line: string, subject: string) => `${line} most likely cannot work as it stands: look at ${subject}.`,
  },
  left: {
    title: 'Left behind',
    built: (stage: string, line: string) => `${stage}, ${line}: built. Only what is copied from it ships.`,
    builtOnly: (stage: string, line: string) =>
      `${stage}, ${line}: built for other stages. The image itself copies nothing straight from it.`,
    never: (stage: string, line: string) => `${stage}, ${line}: never built for this target.`,
  },
  said: {
    starts: (command: string, user: string) => `The image starts ${command} as ${user}.`,
    startsNothing: 'The image starts nothing by itself.',
    startsUnknown: 'What the image starts cannot be told.',
    unknownUser: 'a user that is not known',
    root: 'root',
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

/** Tracks: what a team asks, in order. */
export const tracks = {
  title: 'Tracks',
  description: 'Ways through the course for a role: a first week as a backend developer, platform and security, or reviewing Dockerfiles.',
  lede: 'A track is a way through the course for one kind of work: some lessons, some exercises, and a few to close with. Follow one, and the site shows you what is next.',
  all: 'All tracks',
  compose: 'Compose one of your own',
  composeTitle: 'A track of your own',
  composeWhy:
    'Pick lessons and exercises on the team page, put them in order and send the link. Nothing is uploaded: the link is the track.',
  trackOf: (title: string) => `A track of the course: ${title}.`,
  about: (hours: number, steps: number, asked: number) =>
    `${hours > 0 ? `Allow ${counted(hours, 'hour', 'hours')} · ` : ''}${counted(steps, 'step', 'steps')} · ${counted(asked, 'exercise', 'exercises')} asked for`,
  kinds: { lesson: 'Lesson', exercise: 'Exercise' },
  states: { done: 'Done', placed: 'Skipped by the check', gone: 'Not in the course any more' },
  minutes: (minutes: number) => counted(minutes, 'minute', 'minutes'),
  optional: 'optional',
  next: 'Next',
  closing: 'To close',
  closingWhy: 'Do these at the end, without hints. They show what stayed.',
  progress: 'Exercises that the track asks for and that you have passed',
  held: (held: number, asked: number) => `${held} of ${counted(asked, 'exercise', 'exercises')} done`,
  left: (minutes: number) => `${duration(minutes)} left`,
  done: 'You have done all of it. Make a record of it, and whoever needs to know can grade it again.',
  begin: (title: string) => `Begin: ${title}`,
  goOn: (title: string) => `Go on: ${title}`,
  goOnOptional: (title: string) => `All that is asked is done. Optional: ${title}`,
  follow: 'Follow this track',
  followWhy: 'The home page and the map then show what is next on it.',
  unfollow: 'Stop following',
  followed: 'You follow this track: the home page shows what is next on it.',
  onTrack: 'on your track',
  onTrackOptional: 'on your track, optional',
  goOnPlain: 'Go on',
  goOnTrack: (title: string) => `Next on your track: ${title}`,
  yourTrack: (title: string) => `Your track: ${title}`,
  trackDone: 'Your track is done: make a record',
  checkTitle: 'Know some of it already?',
  checkWhy: 'Each module has a short check. Pass its exercises, and the module counts as done on your track; the record says so.',
  check: 'Know this already? Pass its check and skip the module:',
  print: 'Print the outline',
  printWhy: 'It prints with a box to tick at each step.',
  ownTitle: 'A track from your team',
  ownDescription: 'A track that somebody composed and sent as a link.',
  ownLede: 'Whoever sent you this link has put it together for you.',
  pageTitle: (title: string) => `${title} · Shipshape`,
  noLink:
    'This page shows a track that came as a link, and this link has none. Ask for the whole link, or compose a track on the team page.',
  badLink: (why: string) => `The link does not hold a track. ${why}`,
  noOutline: 'The course could not be loaded. Check the connection and reload the page.',
  needsScript: 'The track is in the link itself, and a script has to unpack it. Please allow JavaScript for this page.',
};

/** Completion records: making one, opening one, and why a text is none. */
export const record = {
  title: 'A record of what you can do',
  description: 'Make a record of your answers to send to somebody, or open one and have every answer graded again in your browser.',
  lede: 'A record carries answers, not scores. Whoever opens it has every answer graded again, here, by the same engine.',
  makeTitle: 'Make one',
  makeTitleProgress: 'Make a record to send',
  makeWhy:
    'It holds your answers, when you gave them, and the versions of the course and of each exercise. Nothing is sent: you get a file and a link, and they go where you send them.',
  looking: 'Looking for your answers…',
  nothing: 'There are no answers in this browser yet. Pass an exercise, and come back.',
  holdsNow: (passed: number, begun: number) =>
    `This browser holds ${counted(passed, 'answer that passed', 'answers that passed')}${begun > 0 ? `, and ${counted(begun, 'exercise', 'exercises')} you have begun` : ''}.`,
  name: 'Your name',
  nameWhy: 'As others should read it. You may leave it out.',
  track: 'Track',
  noTrack: 'None: the answers alone',
  trackWhy: 'Says what was asked of you.',
  withBegun: 'Add the exercises I have begun and not passed yet, so that somebody can help me with them',
  makeButton: 'Make the record',
  madeTitle: 'Your record is made',
  madeWhy: 'Send the file or the link to whoever should have it. Look at it first, if you like: you see what they will see.',
  save: 'Save the file',
  openIt: 'Open it',
  certificate: 'Certificate to print',
  link: 'Link',
  copy: 'Copy',
  copied: 'Copied',
  linkSize: (characters: number) =>
    characters > 8000
      ? `${characters.toLocaleString('en-GB')} characters. Some chat and mail programs cut links of this length: the file is safer.`
      : `${characters.toLocaleString('en-GB')} characters.`,
  needsScript: 'Your answers are kept by a script in this browser. Please allow JavaScript, or use the command shipshape record.',
  openTitle: 'Open one',
  paste: 'Paste a link, or the text of a file',
  openButton: 'Open',
  file: 'Choose a file',
  grading: 'Every answer is being graded again…',
  broken: 'The grader could not be loaded. Check the connection and open the record again.',
  noOutline: 'The course could not be loaded. Check the connection and reload the page.',
  made: (date: string) => `Made on ${date}`,
  follows: (title: string) => `for the track “${title}”`,
  versions: (course: string, engine: string) => `course ${course}, engine ${engine}`,
  holds: (passed: number, of: number) => `${passed} of ${counted(of, 'answer', 'answers')} hold`,
  someChanged: 'Some exercises have changed since they were answered. They were graded as they stand now; each says so.',
  trackHolds: (title: string, held: number, asked: number) =>
    `Of what “${title}” asks, ${held} of ${counted(asked, 'exercise', 'exercises')} are shown.`,
  placed: (modules: string) => `Skipped by passing the check, and the check holds: ${modules}.`,
  notPlaced: (modules: string) =>
    `The record says these were skipped by their check, but the answers to it are not here or do not hold: ${modules}.`,
  exercises: 'Exercise by exercise',
  foldWhy: 'Open one to read the answer beside a solution.',
  states: { passed: 'holds', 'not-yet': 'does not hold', unreadable: 'cannot be read', unknown: 'not in the course' },
  changed: (answered: number, now: number) =>
    `The exercise has changed: this was answered at version ${answered} and graded at version ${now}, as it stands now.`,
  passedOn: (date: string) => `Passed on ${date}, says the record.`,
  unknownWhy: 'The course has no exercise of this name, so nothing can be said about the answer.',
  answer: 'Answer',
  solution: 'A solution',
  noSolution: 'None: the exercise is not known.',
  noFiles: 'There are no files in it.',
  loading: 'It is fetched when you open this.',
  proofTitle: 'What this does not prove.',
  proof:
    'It shows that these answers do what the exercises ask. It does not prove who typed them, nor when, nor whether somebody helped: names and times are what its sender says. To know more, ask the person to explain one of the answers.',
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
  title: 'For a team',
  description:
    'Compose a track for a new hire, and see from records of answers who can do what. No account, no server: everything happens in your browser.',
  lede: 'Say what somebody should be able to do, send one link, and later see from their answers what they can do.',
  steps: {
    send: 'Take a track, or compose one of your own below, and send its link.',
    follow: 'Whoever opens it follows the way, at their own pace, and passes the exercises in their own browser.',
    record: 'They make a record and send it to you as a file or a link.',
    drop: 'You drop the records here. Every answer is graded again, and the table shows what holds.',
  },
  noServer:
    'No account and no server: nothing leaves a browser unless a person sends it. A record shows that the answers work, not who typed them.',
  shippedTracks: 'The tracks that come with the course',
  needsScript: 'This page works with JavaScript alone. In a terminal, shipshape verify grades records as well.',
  composeTitle: 'A track of your own',
  composeOpen: 'Compose one',
  trackTitle: 'Title',
  trackNote: 'Who it is for, and a note',
  startFrom: 'Begin with',
  startEmpty: 'Nothing yet',
  pick: 'Lessons and exercises',
  order: 'Your track, in order',
  orderEmpty: 'Tick lessons and exercises, and they stand here in the order you tick them.',
  untitled: 'A track without a title',
  roles: { asked: 'asked for', optional: 'optional', closing: 'to close' },
  role: 'How it counts',
  up: 'Move up',
  down: 'Move down',
  remove: 'Take out',
  moved: (at: number, of: number) => `Moved to place ${at} of ${of}.`,
  trackLink: 'Link to your track',
  trackLinkWhy: 'The link is the track: keep it, nothing is stored here.',
  trackSize: (steps: number, asked: number, minutes: number) =>
    `${counted(steps, 'step', 'steps')}, ${counted(asked, 'exercise', 'exercises')} asked for, ${duration(minutes)}.`,
  openTrack: 'Open it as others will see it',
  copy: 'Copy',
  copied: 'Copied',
  recordsTitle: 'The records of your people',
  paste: 'Paste links or the text of records, as many as you like',
  add: 'Grade them',
  files: 'Choose files',
  drop: 'You can drop files anywhere in this box.',
  remember: 'Keep these records in this browser, on this computer',
  pasted: (at: number) => `Pasted text ${at}`,
  kept: (at: number) => `Kept record ${at}`,
  grading: 'Records are being graded',
  gradedOf: (done: number, of: number) => `${done} of ${counted(of, 'record', 'records')} graded`,
  graded: (people: number) => `${counted(people, 'record is', 'records are')} in the table.`,
  refusedTitle: (count: number) => `${counted(count, 'text was', 'texts were')} not taken for a record:`,
  results: 'What holds',
  table: 'The table of records',
  caption: (shown: number, all: number, asked: string, day: string) =>
    `${shown === all ? '' : `${shown} of `}${counted(all, 'record', 'records')}, graded again on ${day}. Asked: ${asked}`,
  namesakes: (count: number, name: string) =>
    `${count} records bear the name ${name}. If they are of one person, join them: for each exercise the answer that holds counts.`,
  merge: 'Join them',
  keepApart: 'Keep them apart',
  merged: (name: string) => `The records of ${name} are one now.`,
  track: 'What is asked',
  wholeCourse: 'Every exercise of the course',
  ownTrack: (title: string) => `${title} (of your own)`,
  trackLinkField: 'Or the link of your track',
  by: 'Columns',
  byExercise: 'Exercises',
  byObjective: 'Objectives',
  show: 'People',
  showAll: 'All',
  showOpen: 'Not done yet',
  showDone: 'Done',
  filter: 'Name contains',
  legend: {
    passed: '✓ holds',
    placed: '» skipped by the check of its module',
    part: '◐ holds in part',
    notYet: '✕ does not hold yet',
    missing: '· no answer',
  },
  legendMore: 'Optional ones stand in italics. A name opens the record.',
  skipped: (modules: string) => `skipped: ${modules}`,
  csv: 'Save as CSV',
  markdown: 'Save as Markdown',
  print: 'Print',
  clear: 'Remove all records',
  needs: 'Where help is needed',
  needsWhy: 'Where most people stand still comes first.',
  needsNothing: 'Nobody stands still: all that is asked holds.',
  waiting: (people: number) => `Next for ${counted(people, 'person', 'people')}:`,
  failing: (people: number) => `Answered and not there yet, ${counted(people, 'person', 'people')}:`,
  missed: (people: number) => `${counted(people, 'answer misses', 'answers miss')} the goal:`,
  andMore: (more: number) => `and ${more} more`,
  allNeeds: (count: number) => `Show all ${counted(count, 'exercise', 'exercises')}`,
  same: 'The same answers',
  sameWhy:
    'Longer answers that are the same, letter for letter. There are many good reasons for that: people work in pairs, and the course shows solutions to whoever asks. If it matters to you, ask them to explain one.',
  sameGroup: (people: number) => `${counted(people, 'person', 'people')}:`,
  moreGroups: (count: number) => `and ${counted(count, 'more group', 'more groups')}`,
  allSame: (count: number) => `Show all ${counted(count, 'exercise', 'exercises')}`,
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

/** The certificate: one sheet. */
export const certificate = {
  title: 'Certificate',
  description: 'What a record shows, on one sheet to print, with the link that grades it again.',
  noRecord: 'This page shows what a record holds. Make one on the record page, and open its certificate from there.',
  nothingHolds: 'No answer in this record holds, so there is nothing to certify yet.',
  print: 'Print it',
  toRecord: 'To the records',
  kind: 'Production Docker: shown to work',
  answers: (count: number) => `${counted(count, 'answer that holds', 'answers that hold')}`,
  whole: (title: string, asked: number) => `has done the track “${title}”: ${counted(asked, 'exercise', 'exercises')} of ${asked}`,
  part: (title: string, held: number, asked: number) =>
    `has done ${held} of ${counted(asked, 'exercise', 'exercises')} of the track “${title}”`,
  shown: 'The answers show how to',
  shownInPart: 'Shown in part',
  partOf: (held: number, of: number) => `(${held} of ${counted(of, 'exercise', 'exercises')})`,
  noDate: 'a day that the record does not name',
  dates: (made: string, graded: string, engine: string) => `Answers of ${made}. Graded again on ${graded} with engine ${engine}.`,
  scan: 'Scan the code to have every answer graded again, or follow',
  tooLong:
    'The answers are too long for a code on paper. To have every one of them graded again, ask for the record’s file, or on a screen follow',
  codeLabel: 'The link to the record, as a code to scan',
  link: 'the link to the record',
  proof: 'This shows that the answers do what the exercises ask. It does not prove who typed them.',
};

/** Review and simulator: what somebody's own files come to. */
export const own = {
  review: {
    title: 'Review your files',
    description:
      'Paste a Dockerfile of yours: what stops the build, what should be fixed, why, and which lesson explains it. Nothing leaves your browser.',
    lede: 'The engine that grades the exercises, on a Dockerfile of yours. Nothing leaves your browser.',
    other: 'See what it reruns and ships',
  },
  simulator: {
    title: 'Simulator',
    description:
      'Paste any Dockerfile: which steps a second build runs again after a change, and what ends up in the image. Nothing leaves your browser.',
    lede: 'Which steps a second build runs again after a change, and what ends up in the image: read from the files, without a build.',
    other: 'See what should be fixed',
  },
  files: 'Your files',
  tabs: { dockerfile: 'Dockerfile', ignore: '.dockerignore', context: 'Context' },
  labels: { dockerfile: 'Dockerfile', ignore: '.dockerignore', context: 'Paths in the build context, one a line' },
  how: 'Paste or drop your files, or open them. Under Context, list the paths that <code>docker build</code> would find, one a line: <code>git ls-files</code> prints most of them. Without a list, every path counts as there.',
  open: 'Open files…',
  takeExample: 'Use the example',
  clear: 'Empty all files',
  back: 'Take that back',
  tookBack: 'Your former files are back.',
  opened: (names: string) => `Opened: ${names}.`,
  left: (names: string) =>
    `Not opened: ${names}. A Dockerfile, a .dockerignore and a list of paths (.txt) are read, each up to two million characters.`,
  exampleShown: 'The example is shown.',
  emptied: 'All files are empty.',
  notLoaded: 'The engine could not be loaded. Check the connection: your next change tries again.',
  findings: 'Findings',
  copyMarkdown: 'Copy as Markdown',
  saveSarif: 'Save as SARIF',
  copied: 'Copied',
  noClipboard: 'The browser does not let this page copy. The report was saved as a file instead.',
  change: 'One change before the second build',
  target: 'Stage to build',
  groups: { files: 'Files of the context', args: 'Build arguments', images: 'Base images', builder: 'The builder' },
  reruns: 'What runs again',
  ships: 'What ships',
  needsScript: 'Without scripts this page shows what the example comes to.',
  limits:
    'Nothing is built here. The files are read as for linux/amd64. What a RUN does is known for common tools only; what is not known is said to be so.',
};
