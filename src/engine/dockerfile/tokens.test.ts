// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of a Dockerfile
import { expect, test } from 'vitest';
import { parse } from './parse.ts';

/** Tokens as `kind:text`, spaces left out. */
const colours = (text: string): string[] =>
  parse(text)
    .tokens.filter(({ kind }) => kind !== 'space')
    .map(({ kind, span }) => `${kind}:${text.slice(span.start, span.end)}`);

test.each<[text: string, tokens: string[]]>([
  ['FROM node:$V AS build', ['keyword:FROM', 'image:node:', 'variable:$V', 'keyword:AS', 'stage:build']],
  ['COPY --from=build --link a b', ['keyword:COPY', 'flag:--from=', 'stage:build', 'flag:--link', 'argument:a', 'argument:b']],
  ['# syntax=a\n# b\nUSER x', ['directive:# syntax=a', 'comment:# b', 'keyword:USER', 'argument:x']],
  [
    'ENV A="b $C" D=e',
    ['keyword:ENV', 'argument:A', 'operator:=', 'string:"b ', 'variable:$C', 'string:"', 'argument:D', 'operator:=', 'argument:e'],
  ],
  ['RUN a && b|c # d', ['keyword:RUN', 'argument:a', 'operator:&&', 'argument:b', 'operator:|', 'argument:c', 'comment:# d']],
  ['RUN ${X:-y z}', ['keyword:RUN', 'variable:${X:-', 'argument:y', 'argument:z', 'variable:}']],
  ['CMD ["a", "b"]', ['keyword:CMD', 'operator:[', 'string:"a"', 'operator:,', 'string:"b"', 'operator:]']],
  ['RUN a \\\n# c\n b', ['keyword:RUN', 'argument:a', 'continuation:\\', 'comment:# c', 'argument:b']],
  ['RUN <<EOF cat\nx\nEOF\n', ['keyword:RUN', 'heredoc-marker:<<EOF', 'argument:cat', 'heredoc-body:x\n', 'heredoc-marker:EOF']],
  ['RUN <<EOF\nx', ['keyword:RUN', 'heredoc-marker:<<EOF', 'heredoc-body:x']],
  ['HEALTHCHECK CMD a||b', ['keyword:HEALTHCHECK', 'keyword:CMD', 'argument:a', 'operator:||', 'argument:b']],
  ['ONBUILD RUN a', ['keyword:ONBUILD', 'keyword:RUN', 'argument:a']],
  ['FOO a', ['argument:FOO', 'argument:a']],
])('%j', (text, tokens) => {
  expect(colours(text)).toEqual(tokens);
});
