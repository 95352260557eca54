import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';

export const lowercaseStageNames = rule({
  id: 'lowercase-stage-names',
  aka: ['StageNameCasing'],
  severity: 'warning',
  summary: 'Stage names are written in lower case.',
  why: 'Docker keeps stage names in lower case. `COPY --from` finds them however they are written, but `FROM` does not: `FROM Build` then asks a registry for an image of that name.',
  sources: [buildCheck('StageNameCasing', 'stage-name-casing')],
  bad: 'FROM node:24 AS Build\n',
  good: 'FROM node:24 AS build\n',
  *check({ stages }) {
    for (const { from } of stages) {
      const name = from.words[2];
      if (!name || from.words.length !== 3 || name.text === name.text.toLowerCase()) continue;
      yield {
        span: name.span,
        line: from.lines.start,
        message: `The stage is named \`${name.text}\`, and Docker keeps it as \`${name.text.toLowerCase()}\`. Write it that way, so that every \`FROM\` and \`--from\` finds it.`,
        fix: { title: 'Write it in lower case', edits: [{ span: name.span, text: name.text.toLowerCase() }] },
      };
    }
  },
});
