import { rule } from './rule.ts';
import { buildCheck, reference } from './sources.ts';

export const noMaintainer = rule({
  id: 'no-maintainer',
  aka: ['MaintainerDeprecated', 'DL4000', 'DS-0022'],
  severity: 'warning',
  summary: 'The author is named with a label, not with MAINTAINER.',
  why: 'MAINTAINER is deprecated. A label holds the same, is seen by `docker inspect` and by registries, and can be set from outside.',
  sources: [buildCheck('MaintainerDeprecated', 'maintainer-deprecated'), reference('MAINTAINER (deprecated)', 'maintainer-deprecated')],
  bad: 'FROM alpine:3.23\nMAINTAINER me@example.org\n',
  good: 'FROM alpine:3.23\nLABEL org.opencontainers.image.authors="me@example.org"\n',
  *check({ syntax }) {
    for (const instruction of syntax.instructions) {
      if (instruction.keyword !== 'MAINTAINER') continue;
      const name = instruction.args.join(' ');
      const label = `LABEL org.opencontainers.image.authors=${JSON.stringify(name)}`;
      yield {
        span: instruction.span,
        line: instruction.lines.start,
        message: 'MAINTAINER is deprecated. Name the author with `LABEL org.opencontainers.image.authors="…"`.',
        fix: { title: 'Write a label', edits: [{ span: instruction.span, text: label }] },
      };
    }
  },
});
