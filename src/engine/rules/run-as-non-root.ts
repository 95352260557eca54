import type { Build, Stage, Step } from '../build/build.ts';
import { effectiveUser } from '../build/user.ts';
import type { Finding } from './rule.ts';
import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { at, atFrom } from './steps.ts';

export const runAsNonRoot = rule({
  id: 'run-as-non-root',
  aka: ['DL3002', 'DS-0002'],
  severity: 'warning',
  summary: 'The program of the image does not run as root.',
  why: 'Without a USER of your own or of the base image, the program is root in its container: it can change every file there, and a hole in the kernel or a careless mount makes it root on the host. A user of its own limits what a break-in can do.',
  lesson: 'hardening/non-root',
  sources: [reference('USER', 'user')],
  bad: 'FROM node:24\nCMD ["node", "server.js"]\n',
  good: 'FROM node:24\nUSER node\nCMD ["node", "server.js"]\n',
  *check(build) {
    const { final } = build;
    if (!final) return;
    const user = effectiveUser(final);
    const step = user.origin?.kind === 'instruction' ? user.origin.step : undefined;
    if (user.root === 'yes' && step) yield explicit(step, build);
    else if (user.root === 'yes')
      yield {
        ...place(final),
        aka: akaWithoutUser(build),
        message: 'Nothing sets a user, so the program runs as root. Set one with `USER` before CMD.',
      };
    else if (user.root === 'unknown' && final.base.kind !== 'unknown' && lastUser(build) === undefined) {
      yield {
        ...place(final),
        severity: 'info',
        aka: ['DS-0002'],
        message:
          'There is no `USER` here, and what the base image sets cannot be told: it may well run as root. A `USER` of your own makes it certain.',
      };
    }
  },
});

function explicit(step: Step, build: Build): Finding {
  const word = step.words[0];
  return {
    ...at(step),
    aka: lastUser(build) === step.instruction ? ['DL3002', 'DS-0002'] : ['DL3002'],
    message: `\`USER ${word?.word.text ?? ''}\` is the last one for the image you build, so its program runs as root. Switch back to another user when the work that needs root is done.`,
  };
}

const akaWithoutUser = (build: Build): string[] => (lastUser(build) ? [] : ['DS-0002']);
const lastUser = ({ syntax }: Build) => syntax.instructions.findLast(({ keyword }) => keyword === 'USER');

/** CMD or ENTRYPOINT of the stage where it has one: there the program is named. */
function place(stage: Stage) {
  const program = stage.steps.findLast(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  return program ? at(program) : atFrom(stage);
}
