import { help } from '#engine';

export default help({
  hints: [
    'Open the context tab and look for names that occur more than once. Which of them does each of your lines really cover?',
    'A pattern is matched against the whole path from the root of the context. `node_modules` is one path, `packages/api/node_modules` is another.',
    '`**` stands for any number of folders, none included. Put it before a name that may occur at any depth.',
    'For the `.env` family you need two lines: one that takes all of them out at any depth, and after it one that starts with `!` for the examples.',
  ],
  why: 'Patterns are anchored at the root of the context, `**/` frees them from it, and the last pattern that matches decides.',
  approaches: [
    {
      name: 'any-depth',
      title: 'Name what stays out, at any depth',
      note: 'Short and easy to read. A new kind of rubbish is sent until somebody adds a line.',
    },
    {
      name: 'allow-list',
      title: 'Leave out everything, then allow',
      note: 'A new file stays out until somebody needs it, which is the safer default. What you allow comes with all that is below it, so the exceptions must be taken out again.',
    },
    {
      name: 'trailing-slashes',
      title: 'The same with trailing slashes',
      note: 'The builder drops a trailing slash: `dist/` also matches a file of that name. It reads well and changes nothing.',
    },
    {
      name: 'depth-spelled-out',
      title: 'Each depth on a line of its own',
      note: 'Correct for the folders there are today. A package one level deeper would be missed.',
    },
  ],
});
