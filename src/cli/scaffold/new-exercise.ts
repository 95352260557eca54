import type { Scaffold } from './scaffold.ts';

/** One folder: the task, its starter, one solution, one wrong answer. No list is edited. */
export function newExercise(slug: string): Scaffold {
  const folder = `exercises/${slug}`;
  return {
    files: {
      [`${folder}/exercise.ts`]: `import { exercise, goals } from '#engine';

export default exercise({
  slug: '${slug}',
  title: 'FILL IN: what the learner does, in a few words',
  task: \`FILL IN: what must hold, never how to type it.\`,
  kind: 'edit',
  // Ids of objectives in the lesson it serves.
  objectives: [],
  // 'first-steps', 'practice' or 'challenge'.
  difficulty: 'practice',
  minutes: 2,
  version: 1,
  editable: ['Dockerfile'],
  context: [{ path: 'package.json', bytes: 240, text: '{ "name": "app" }\\n' }],
  // FILL IN: what must be achieved, then what must be kept. src/engine/grade/goals shows what can be asked.
  goals: [
    goals.runsAsNonRoot({ id: 'not-root', kind: 'achieve', title: 'The app does not run as root' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
  ],
});
`,
      [`${folder}/help.ts`]: `import { help } from '#engine';

export default help({
  hints: ['FILL IN: where to look.', 'FILL IN: why it matters.', 'FILL IN: which instruction.', 'FILL IN: almost the line.'],
  why: 'FILL IN: one sentence on why it is right, shown on passing.',
  approaches: [{ name: 'first', title: 'FILL IN', note: 'FILL IN: its trade-offs.' }],
});
`,
      [`${folder}/starter/Dockerfile`]: '# FILL IN: a plausible file that fails on the goals it teaches.\nFROM node:24-slim\n',
      [`${folder}/solutions/first/Dockerfile`]:
        '# FILL IN: passes. At least three really different solutions, a folder each.\nFROM node:24-slim\nUSER node\n',
      [`${folder}/wrong/first/Dockerfile`]:
        '# FILL IN: a mistake people make, in a folder named after it. At least four.\nFROM node:24-slim\n',
      [`${folder}/wrong/first/feedback.txt`]:
        'FILL IN: delete this file and run `npx vitest run exercises -u`, which writes what the mistake earns. Then read it.\n',
    },
    next: `Fill in ${folder}, then run \`npx vitest run exercises\` and \`npm run rates -- ${slug}\`. A lesson uses it with <Exercise slug="${slug}" />.`,
  };
}
