import { expect, test } from 'vitest';
import { changeBetween, mondayOf } from './cheatsheet.ts';

test('the list of a lesson: text and command apart, each on its own', () => {
  const mdx = `Before.

<Monday>

1. See who is
   PID 1:

   \`\`\`sh
   docker top \\
     my-service
   \`\`\`

   Ten seconds mean that nobody heard.

2. Put \`**/\` in front.

</Monday>
`;
  expect(mondayOf(mdx)).toEqual([
    { text: 'See who is PID 1: Ten seconds mean that nobody heard.', command: 'docker top \\\n  my-service' },
    { text: 'Put `**/` in front.' },
  ]);
  expect(mondayOf('No list.')).toEqual([]);
});

test('what differs between two texts', () => {
  expect(changeBetween('FROM a\nCMD x\n', 'FROM a\nUSER 1\nCMD ["x"]\n')).toEqual({ bad: ['CMD x'], good: ['USER 1', 'CMD ["x"]'] });
  expect(changeBetween('FROM a\n', 'FROM a\n')).toEqual({ bad: [], good: [] });
});
