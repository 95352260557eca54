import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { at } from './steps.ts';

export const leaveNoStageAsRoot = rule({
  id: 'leave-no-stage-as-root',
  aka: ['DL3002'],
  severity: 'info',
  offByDefault: true,
  summary: 'No stage ends with an explicit root user, also not one that is only built from.',
  why: 'A stage that ends as root hands root on to every stage that begins with it. Some teams want each stage to end as the user it should run as, whatever it is used for.',
  lesson: 'hardening/non-root',
  sources: [reference('USER', 'user')],
  bad: 'FROM alpine:3.23 AS base\nUSER root\nFROM scratch\nUSER 1000\n',
  good: 'FROM alpine:3.23 AS base\nUSER root\nUSER 1000\nFROM scratch\nUSER 1000\n',
  *check({ stages }) {
    for (const { steps } of stages) {
      const last = steps.findLast(({ keyword }) => keyword === 'USER');
      const user = last?.words[0]?.value.split(':', 1)[0];
      if (!last || (user !== 'root' && !/^0+$/.test(user ?? ''))) continue;
      yield { ...at(last), message: 'This stage ends as root. Stages that begin with it start as root too.' };
    }
  },
});
