import { rule } from './rule.ts';
import { buildCheck, buildkitValidations } from './sources.ts';
import { atFrom } from './steps.ts';

const reserved = new Set(['scratch', 'context']);

export const noReservedStageNames = rule({
  id: 'no-reserved-stage-names',
  aka: ['ReservedStageName', 'DL3063'],
  severity: 'error',
  summary: 'No stage is called `scratch` or `context`.',
  why: '`FROM scratch` means an empty image and `context` the files you send to the builder. A stage of that name hides the one or is confused with the other.',
  sources: [buildCheck('ReservedStageName', 'reserved-stage-name'), buildkitValidations],
  bad: 'FROM alpine:3.23 AS scratch\n',
  good: 'FROM alpine:3.23 AS base\n',
  *check({ stages }) {
    for (const stage of stages) {
      if (stage.name === undefined || !reserved.has(stage.name)) continue;
      yield {
        ...atFrom(stage),
        message: `\`${stage.writtenName}\` has a meaning of its own in a Dockerfile. Give this stage a name that says what it is for.`,
      };
    }
  },
});
