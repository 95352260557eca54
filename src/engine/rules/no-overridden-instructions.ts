import type { Step } from '../build/build.ts';
import { rule } from './rule.ts';
import { buildCheck, reference } from './sources.ts';
import { at } from './steps.ts';

/** Names that the others have for each instruction. */
const others: Record<string, string[]> = {
  CMD: ['DL4003', 'DS-0016'],
  ENTRYPOINT: ['DL4004', 'DS-0007'],
  HEALTHCHECK: ['DL3012', 'DS-0023'],
};

export const noOverriddenInstructions = rule({
  id: 'no-overridden-instructions',
  aka: ['MultipleInstructionsDisallowed', 'DL4003', 'DL4004', 'DL3012', 'DS-0016', 'DS-0007', 'DS-0023'],
  severity: 'error',
  summary: 'A stage has one CMD, one ENTRYPOINT and one HEALTHCHECK at most.',
  why: 'Each of them sets one value of the image, and the last one wins. An earlier one does nothing, however much it looks like a second command that will run.',
  sources: [buildCheck('MultipleInstructionsDisallowed', 'multiple-instructions-disallowed'), reference('CMD', 'cmd')],
  bad: 'FROM node:24\nCMD ["npm", "run", "migrate"]\nCMD ["node", "server.js"]\n',
  good: 'FROM node:24\nCMD ["node", "server.js"]\n',
  *check({ stages }) {
    for (const { steps } of stages) {
      const last = new Map<string, Step>();
      for (const step of steps) {
        if (!Object.hasOwn(others, step.keyword)) continue;
        const before = last.get(step.keyword);
        if (before) {
          yield {
            ...at(before),
            aka: ['MultipleInstructionsDisallowed', ...(others[step.keyword] ?? [])],
            message: `This ${step.keyword} does nothing: the one on line ${step.line} replaces it. Keep one of the two.`,
          };
        }
        last.set(step.keyword, step);
      }
    }
  },
});
