/** Every rewrite there is. Only tests and the measurement of the grader use them: no page loads them. */
import { answerRewrites } from './answers.ts';
import { commandRewrites } from './commands.ts';
import { composeRewrites } from './compose.ts';
import { copyRewrites } from './copies.ts';
import { flagRewrites } from './flags.ts';
import { ignoreRewrites } from './ignore.ts';
import { layoutRewrites } from './layout.ts';
import type { Rewrite } from './rewrite.ts';
import { runRewrites } from './runs.ts';
import { stageRewrites } from './stages.ts';
import { valueRewrites } from './values.ts';
import { yamlRewrites } from './yaml.ts';

export const rewrites: readonly Rewrite[] = [
  ...layoutRewrites,
  ...stageRewrites,
  ...flagRewrites,
  ...valueRewrites,
  ...copyRewrites,
  ...runRewrites,
  ...ignoreRewrites,
  ...yamlRewrites,
  ...composeRewrites,
  ...commandRewrites,
  ...answerRewrites,
];
