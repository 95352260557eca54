import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';

export const matchFromAndAsCasing = rule({
  id: 'match-from-and-as-casing',
  aka: ['FromAsCasing'],
  severity: 'info',
  summary: '`FROM` and `AS` are written in the same case.',
  why: 'Docker reads both in any case, so this changes nothing in the image. Instructions in one case stand out from their arguments, and readers look for `AS` where a stage gets its name.',
  sources: [buildCheck('FromAsCasing', 'from-as-casing')],
  bad: 'FROM node:24 as build\n',
  good: 'FROM node:24 AS build\n',
  *check({ stages }) {
    for (const { from } of stages) {
      const as = from.words[1];
      if (!as || from.words.length < 3) continue;
      const lower = from.written === from.written.toLowerCase();
      if (!lower && from.written !== from.written.toUpperCase()) continue;
      const right = lower ? as.text.toLowerCase() : as.text.toUpperCase();
      if (as.text === right) continue;
      yield {
        span: as.span,
        line: from.lines.start,
        message: `\`${as.text}\` is written in another case than \`${from.written}\`. Docker takes both; \`${right}\` reads better beside it.`,
        fix: { title: `Write ${right}`, edits: [{ span: as.span, text: right }] },
      };
    }
  },
});
