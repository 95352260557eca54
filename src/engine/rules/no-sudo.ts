import { program } from '../shell/options.ts';
import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { steps, within } from './steps.ts';

export const noSudo = rule({
  id: 'no-sudo',
  aka: ['DL3004', 'DS-0010'],
  severity: 'warning',
  summary: 'RUN does not go through sudo.',
  why: 'A RUN is root unless a USER says otherwise, so sudo adds nothing before one. After one it needs rights that then stay in the image, where a break-in uses them too.',
  lesson: 'hardening/non-root',
  sources: [reference('USER', 'user')],
  bad: 'FROM debian:13\nRUN sudo apt-get update\n',
  good: 'FROM debian:13\nRUN apt-get update\n',
  *check(build) {
    for (const step of steps(build, 'RUN', 'ONBUILD')) {
      const command = step.script?.commands.find((each) => each.wrappers.includes('sudo') || program(each) === 'sudo');
      if (!command) continue;
      yield {
        ...within(step, command.span),
        message:
          '`sudo` is not needed here: a RUN is root until a USER changes that. Do what needs root before `USER`, or put `USER root` and your own user around it.',
      };
    }
  },
});
