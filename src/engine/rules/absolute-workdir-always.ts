import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { at, steps } from './steps.ts';

export const absoluteWorkdirAlways = rule({
  id: 'absolute-workdir-always',
  aka: ['DL3000', 'DS-0009'],
  severity: 'info',
  offByDefault: true,
  summary: 'Every WORKDIR is an absolute path, also one that follows another.',
  why: 'A relative WORKDIR after an absolute one is well defined: it goes a folder deeper. Some teams still want each line to say where it leads without the ones above it.',
  sources: [reference('WORKDIR', 'workdir')],
  bad: 'FROM node:24\nWORKDIR /app\nWORKDIR src\n',
  good: 'FROM node:24\nWORKDIR /app\nWORKDIR /app/src\n',
  *check(build) {
    for (const step of steps(build, 'WORKDIR')) {
      const written = step.instruction.words[0]?.text ?? '';
      if (written === '' || /^["']?(?:\$|[/\\]|[a-zA-Z]:)/.test(written)) continue;
      yield {
        ...at(step),
        message: `\`${written}\` leads on from the WORKDIR before it, to \`${step.before.workdir ?? '/'}\` and below. Written in full it stands by itself.`,
      };
    }
  },
});
