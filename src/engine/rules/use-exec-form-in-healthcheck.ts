import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { at, steps } from './steps.ts';

export const useExecFormInHealthcheck = rule({
  id: 'use-exec-form-in-healthcheck',
  aka: ['DL3025'],
  severity: 'info',
  offByDefault: true,
  summary: 'The command of HEALTHCHECK is written in exec form.',
  why: 'In shell form the check needs `/bin/sh` in the image, which small and hardened images do not have: there the container is unhealthy for ever. Where a shell is there, `|| exit 1` behind the command is a good reason to keep it.',
  lesson: 'running-it/tell-how-it-is',
  sources: [reference('HEALTHCHECK', 'healthcheck')],
  bad: 'FROM node:24\nHEALTHCHECK CMD node health.js\n',
  good: 'FROM node:24\nHEALTHCHECK CMD ["node", "health.js"]\n',
  *check(build) {
    for (const step of steps(build, 'HEALTHCHECK')) {
      if (!step.instruction.nested || step.instruction.form === 'exec') continue;
      yield {
        ...at(step),
        message: 'This check is in shell form: it only works in an image that has a shell. A JSON list runs the program by itself.',
      };
    }
  },
});
