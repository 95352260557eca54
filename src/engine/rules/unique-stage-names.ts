import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';
import { atFrom } from './steps.ts';

export const uniqueStageNames = rule({
  id: 'unique-stage-names',
  aka: ['DuplicateStageName', 'DL3024', 'DS-0012'],
  severity: 'error',
  summary: 'Every stage has a name of its own.',
  why: 'With two stages of one name, a `FROM` takes the one above it and a `COPY --from` takes the last one of the file. Which files arrive then depends on who asks.',
  sources: [buildCheck('DuplicateStageName', 'duplicate-stage-name')],
  bad: 'FROM node:24 AS build\nFROM nginx:1.29 AS build\n',
  good: 'FROM node:24 AS build\nFROM nginx:1.29 AS serve\n',
  *check({ stages }) {
    const seen = new Map<string, number>();
    for (const stage of stages) {
      if (stage.name === undefined) continue;
      const first = seen.get(stage.name);
      if (first !== undefined) {
        yield {
          ...atFrom(stage),
          message: `A stage named \`${stage.writtenName}\` begins on line ${first} already. Give one of the two another name, so that it is clear which one \`--from=${stage.name}\` means.`,
        };
      } else seen.set(stage.name, stage.from.lines.start);
    }
  },
});
