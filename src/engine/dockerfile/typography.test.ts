import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';

/** The text with the fixes of all its diagnostics made. */
function repaired(text: string): string {
  const edits = parse(text).diagnostics.flatMap(({ fix }) => fix?.edits ?? []);
  edits.sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((result, { span, text: put }) => result.slice(0, span.start) + put + result.slice(span.end), text);
}

describe('damage', () => {
  test.each<[text: string, rules: string[], fixed: string]>([
    ['COPY —from=build a b', ['typographic-dash'], 'COPY --from=build a b'],
    ['COPY –from=build –-link a b', ['typographic-dash'], 'COPY --from=build --link a b'],
    ['HEALTHCHECK –interval=5s —timeout=3s CMD x', ['typographic-dash'], 'HEALTHCHECK --interval=5s --timeout=3s CMD x'],
    ['RUN apt-get install –y —no-install-recommends x', ['typographic-dash'], 'RUN apt-get install -y --no-install-recommends x'],
    ['CMD ["npm", "–production"]', ['typographic-dash'], 'CMD ["npm", "--production"]'],
    ['ONBUILD COPY —from=a b c', ['typographic-dash'], 'ONBUILD COPY --from=a b c'],
    ['CMD [“node”, “app.js”]', ['typographic-quotes'], 'CMD ["node", "app.js"]'],
    ['CMD [‘node’, ‘app.js’]', ['typographic-quotes'], 'CMD ["node", "app.js"]'],
    ["ENV A=“it’s 'b”", ['typographic-quotes', 'missing-equals'], 'ENV A="it’s \'b"'],
    ['LABEL a=‘b c’', ['typographic-quotes', 'missing-equals'], "LABEL a='b c'"],
    ['FROM node:24\u00a0AS build', ['typographic-space'], 'FROM node:24 AS build'],
    ['FROM\u200b node:24', ['typographic-space'], 'FROM node:24'],
    ['RUN a \\\u00a0\n  b', ['typographic-space'], 'RUN a \\ \n  b'],
    ['RUN a &&\u00a0\\\n\u00a0 b', ['typographic-space'], 'RUN a && \\\n  b'],
  ])('%j', (text, rules, fixed) => {
    const { diagnostics } = parse(text);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(rules);
    expect(diagnostics[0]).toMatchObject({ severity: 'warning', stopsBuild: false, line: 1 });
    expect(repaired(text)).toBe(fixed);
    expect(parse(fixed).diagnostics).toEqual([]);
  });
});

test.each([
  'RUN echo "a – b" \'“c”\'',
  'RUN echo a – b',
  'LABEL description="it’s “fine” here"',
  'ENV A=it’s',
  'MAINTAINER Ada\u00a0“Countess” Lovelace',
  'LABEL family="👩‍👩‍👧"',
  '# a “comment” – here\nFROM a',
  'COPY a–b c',
])('no damage in %j', (text) => {
  expect(parse(text).diagnostics).toEqual([]);
});
