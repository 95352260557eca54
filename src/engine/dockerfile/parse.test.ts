import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import type { Instruction } from './syntax.ts';

const only = (text: string): Instruction => {
  const [instruction] = parse(text).instructions;
  if (!instruction) throw new Error(`no instruction in ${JSON.stringify(text)}`);
  return instruction;
};

describe('words', () => {
  test.each<[text: string, args: string[]]>([
    ['FROM node:24 AS build', ['node:24', 'AS', 'build']],
    ['from\tnode:24\t\tas build', ['node:24', 'as', 'build']],
    ['EXPOSE 80  443/tcp ', ['80', '443/tcp']],
    ['EXPOSE', []],
    ['COPY "a b" c', ['"a', 'b"', 'c']],
    ['COPY ["a b", "c"]', ['a b', 'c']],
    ['ADD [ "a" , "b" ]', ['a', 'b']],
    ['VOLUME []', []],
    ['VOLUME /data /logs', ['/data', '/logs']],
    ['RUN echo  "a  b"', ['echo  "a  b"']],
    ['RUN [ -f x ] && echo yes', ['[ -f x ] && echo yes']],
    ['CMD ["node", "a\\tb", "\\u00e9"]', ['node', 'a\tb', 'é']],
    ["CMD ['node', 'app.js']", ["['node', 'app.js']"]],
    ['CMD ["node" "app.js"]', ['["node" "app.js"]']],
    ['CMD ["node",]', ['["node",]']],
    ['CMD ["\\ud800"]', ['\uFFFD']],
    ['ENV A=1 B="x y" C=\'z\'', ['A', '1', 'B', '"x y"', 'C', "'z'"]],
    ['ENV A=x\\ y B=', ['A', 'x\\ y', 'B', '']],
    ['ENV NAME  the rest, as it  is', ['NAME', 'the rest, as it  is']],
    ['LABEL "a b"=c', ['"a b"', 'c']],
    ['ENV A=b \\', ['A', 'b']],
    ['ARG A B=1 "C=2 3"', ['A', 'B=1', '"C=2 3"']],
    ['USER node app', ['node app']],
    ['HEALTHCHECK CMD curl -f http://localhost || exit 1', ['CMD', 'curl -f http://localhost || exit 1']],
    ['HEALTHCHECK --interval=5s CMD ["curl", "x"]', ['CMD', 'curl', 'x']],
    ['HEALTHCHECK NONE', ['NONE']],
    ['ONBUILD RUN npm ci', ['RUN npm ci']],
    ['MAINTAINER Ada Lovelace', ['Ada Lovelace']],
    ['FOO bar', []],
    ['FROM a\u00a0b', ['a\u00a0b']],
  ])('%j', (text, args) => {
    expect(only(text).args).toEqual(args);
  });
});

describe('exec form', () => {
  test.each<[text: string, form: 'shell' | 'exec']>([
    ['RUN ["a"]', 'exec'],
    ['RUN []', 'exec'],
    ['RUN [ ]', 'exec'],
    ['RUN ["a"] && b', 'shell'],
    ['RUN ["a", 1]', 'shell'],
    ['RUN [1e999]', 'shell'],
    ['USER ["a"]', 'shell'],
    ['HEALTHCHECK CMD ["a"]', 'exec'],
    ['RUN [\\\n"a", \\\n# why\n  \\\n"b"]', 'exec'],
  ])('%j', (text, form) => {
    expect(only(text).form).toBe(form);
  });
});

describe('flags', () => {
  test.each<[text: string, flags: [string, string | undefined][], args: string[]]>([
    [
      'COPY --from=build --link a b',
      [
        ['from', 'build'],
        ['link', undefined],
      ],
      ['a', 'b'],
    ],
    ['COPY --chown="a b" x y', [['chown', 'a b']], ['x', 'y']],
    ['COPY --a\\ b=c x y', [['a b', 'c']], ['x', 'y']],
    ['COPY -- --x y', [], ['--x', 'y']],
    ['RUN --mount=type=cache,target=/x npm ci', [['mount', 'type=cache,target=/x']], ['npm ci']],
    ['RUN a --b', [], ['a --b']],
    ['COPY --from=', [['from', '']], []],
    ['COPY --', [], []],
    ['COPY - a', [], ['-', 'a']],
    [
      'COPY --from=build \\\n  --link \\\n  a b',
      [
        ['from', 'build'],
        ['link', undefined],
      ],
      ['a', 'b'],
    ],
  ])('%j', (text, flags, args) => {
    const found = only(text);
    expect(found.flags.map(({ name, value }) => [name, value])).toEqual(flags);
    expect(found.args).toEqual(args);
  });

  test('their places', () => {
    const text = 'COPY --from="the build" --link a b';
    const [from, link] = only(text).flags;
    expect(text.slice(from?.span.start, from?.span.end)).toBe('--from="the build"');
    expect(text.slice(from?.valueSpan.start, from?.valueSpan.end)).toBe('"the build"');
    expect(link?.valueSpan).toEqual({ start: link?.span.end, end: link?.span.end });
  });
});

describe('lines', () => {
  test.each<[text: string, args: string[], lines: [number, number]]>([
    ['RUN a \\\n  b', ['a   b'], [1, 2]],
    ['RUN a \\ \t\n b', ['a  b'], [1, 2]],
    ['RUN a\\\nb', ['ab'], [1, 2]],
    ['RUN a \\\\\nFROM b', ['a \\\\'], [1, 1]],
    ['RUN a \\\n# note\n\n  b', ['a   b'], [1, 4]],
    ['RUN a \\\r\n  b\r\n', ['a   b'], [1, 2]],
    ['RUN a \\', ['a'], [1, 1]],
    ['RUN a \\\n\n\n', ['a'], [1, 3]],
    ['\n\n  RUN a', ['a'], [3, 3]],
    ['\uFEFFRUN a', ['a'], [1, 1]],
    ['#!/bin/x\n# y\nRUN a', ['a'], [3, 3]],
    ['# escape=`\nRUN a `\n b', ['a  b'], [2, 3]],
    ['# escape=`\nRUN a \\\n# b', ['a \\'], [2, 2]],
    ['\\\nRUN a', ['a'], [2, 2]],
  ])('%j', (text, args, [start, end]) => {
    const found = only(text);
    expect(found.args).toEqual(args);
    expect(found.lines).toEqual({ start, end });
  });

  test('blank lines and comments in the middle', () => {
    const text = 'RUN a \\\n# why\n\n  b\n';
    const { comments, instructions } = parse(text);
    expect(comments).toEqual([{ text: 'why', span: { start: 8, end: 13 } }]);
    expect(instructions[0]?.blankLines).toEqual([{ start: 14, end: 14 }]);
  });

  test('the body has the length of the file, with spaces for what is taken out', () => {
    const text = 'RUN --network=none a \\\n# why\n  && b # c\n';
    const { body } = only(text);
    expect(body.text.replace(/ +/g, ' ')).toBe('a && b # c');
    expect(body.start).toBe(text.indexOf('a \\'));
    expect(body.start + body.text.indexOf('&&')).toBe(text.indexOf('&&'));
  });

  test('a word that a continuation cuts has one span', () => {
    const text = 'COPY ab\\\ncd /x';
    const [word] = only(text).words;
    expect(word).toEqual({ text: 'abcd', span: { start: 5, end: 11 } });
  });

  test('the comments above are the description; an empty one ends it', () => {
    const text = '# a\n#\n# b\n\n# c\nFROM x\n# d\nRUN y';
    expect(parse(text).instructions.map(({ comments }) => comments.map((comment) => comment.text))).toEqual([['b', 'c'], ['d']]);
  });
});

describe('directives', () => {
  test.each<[text: string, found: { syntax?: string; escape: string; check?: string }]>([
    [
      '# syntax=docker/dockerfile:1\n# check=skip=all;error=true\n',
      { syntax: 'docker/dockerfile:1', check: 'skip=all;error=true', escape: '\\' },
    ],
    ['#syntax = docker/dockerfile:1 --x\n', { syntax: 'docker/dockerfile:1', escape: '\\' }],
    ['# SYNTAX=a\r\n# Escape=`\r\n', { syntax: 'a', escape: '`' }],
    ['\uFEFF# escape=`\n', { escape: '`' }],
    ['\n# escape=`\n', { escape: '\\' }],
    ['# a comment\n# escape=`\n', { escape: '\\' }],
    ['# other=1\n# escape=`\n', { escape: '\\' }],
    ['  # escape=`\n', { escape: '`' }],
    ['  # syntax=a\n', { escape: '\\' }],
    ['#!/x\n# syntax=a\n# escape=`\n', { syntax: 'a', escape: '\\' }],
    ['FROM a\n# syntax=b\n', { escape: '\\' }],
    ['# syntax\n', { escape: '\\' }],
    ['# syntax=\n', { escape: '\\' }],
  ])('%j', (text, found) => {
    const { spans: _, ...directives } = parse(text).directives;
    expect(directives).toEqual(found);
  });
});

describe('here-documents', () => {
  test.each<[text: string, heredocs: [name: string, content: string, expand: boolean, chomp: boolean][], end: number]>([
    ['RUN <<EOF\na\nEOF\nUSER x', [['EOF', 'a\n', true, false]], 3],
    ["COPY <<'EOF' /x\n$a\nEOF\n", [['EOF', '$a\n', false, false]], 3],
    ['COPY <<"E F" /x\n$a\nE F\n', [['E F', '$a\n', false, false]], 3],
    ['RUN <<-EOF\n\ta\n\t\tb\n\tEOF\n', [['EOF', 'a\nb\n', true, true]], 4],
    [
      'COPY <<a <<b /x\n1\na\n2\nb\n',
      [
        ['a', '1\n', true, false],
        ['b', '2\n', true, false],
      ],
      5,
    ],
    ['RUN 3<<EOF cat /dev/fd/3\nx\nEOF', [['EOF', 'x\n', true, false]], 3],
    ['RUN << EOF\nx\nEOF', [['EOF', 'x\n', true, false]], 3],
    ['RUN <<EOF\r\nx\r\nEOF\r\n', [['EOF', 'x\r\n', true, false]], 3],
    ['RUN <<EOF cat \\\n  && b\nx\nEOF\n', [['EOF', 'x\n', true, false]], 4],
    ['ONBUILD RUN <<EOF\nx\nEOF\n', [['EOF', 'x\n', true, false]], 3],
    ['RUN <<EOF\n# not a comment\nEOF', [['EOF', '# not a comment\n', true, false]], 3],
    ['RUN <<EOF\nEOF', [['EOF', '', true, false]], 2],
    ['RUN echo "<<EOF"\n', [], 1],
    ['RUN ["<<EOF"]\n', [], 1],
    ['RUN cat <<<EOF\n', [], 1],
    ['RUN echo "unclosed <<EOF\n', [], 1],
    ['CMD <<EOF\n', [], 1],
    ['RUN <<\n', [], 1],
  ])('%j', (text, heredocs, end) => {
    const found = only(text);
    expect(found.heredocs.map(({ name, content, expand, chomp }) => [name, content, expand, chomp])).toEqual(heredocs);
    expect(found.lines.end).toBe(end);
  });

  test('their places', () => {
    const text = 'RUN <<EOF cat\nx\nEOF\nUSER y';
    const found = only(text);
    const [heredoc] = found.heredocs;
    expect(text.slice(heredoc?.marker.start, heredoc?.marker.end)).toBe('<<EOF');
    expect(text.slice(heredoc?.span.start, heredoc?.span.end)).toBe('x\nEOF');
    expect(text.slice(found.span.start, found.span.end)).toBe('RUN <<EOF cat\nx\nEOF');
  });
});

describe('an instruction inside another', () => {
  test('ONBUILD', () => {
    const text = 'ONBUILD COPY --from=a \\\n b c';
    const { nested } = only(text);
    expect(nested).toMatchObject({ keyword: 'COPY', args: ['b', 'c'], lines: { start: 1, end: 2 }, body: { text: 'b c', start: 25 } });
    expect(nested?.flags).toHaveLength(1);
  });

  test('HEALTHCHECK', () => {
    const { nested } = only('HEALTHCHECK --timeout=1s CMD --x ["a"]');
    expect(nested).toMatchObject({ keyword: 'CMD', form: 'shell', args: ['--x ["a"]'], flags: [] });
    expect(only('HEALTHCHECK NONE').nested).toBeUndefined();
  });

  test('ONBUILD HEALTHCHECK CMD', () => {
    expect(only('ONBUILD HEALTHCHECK CMD ["a"]').nested?.nested).toMatchObject({ keyword: 'CMD', form: 'exec', args: ['a'] });
  });
});

describe('what BuildKit refuses', () => {
  test.each<[text: string, rule: string, place: string, line: number]>([
    ['', 'no-instructions', '', 1],
    ['# only a comment\n', 'no-instructions', '', 1],
    ['FROM a\nRUN <<EOF\nb\n', 'unterminated-heredoc', '<<EOF', 2],
    ['FROM a\nENV b', 'missing-value', 'b', 2],
    ['LABEL b', 'missing-value', 'b', 1],
    ['ENV a=b \\\n  c', 'missing-equals', 'c', 2],
    ['ONBUILD ENV b', 'missing-value', 'b', 1],
    ['CMD ["a", 1]', 'exec-form-not-strings', '["a", 1]', 1],
    ['# escape=x\nFROM a', 'invalid-escape-directive', '# escape=x', 1],
    ['# syntax=a\n# syntax=b\nFROM a', 'repeated-directive', '# syntax=b', 2],
    [`RUN ${'x'.repeat(65_536)}`, 'line-too-long', `RUN ${'x'.repeat(65_536)}`, 1],
  ])('%j', (text, rule, place, line) => {
    const [found, ...others] = parse(text).diagnostics;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule, line, severity: 'error', stopsBuild: true, file: 'Dockerfile' });
    expect(text.slice(found?.span.start, found?.span.end)).toBe(place);
  });

  test('a closing line with blanks around it is named and repaired', () => {
    const text = 'RUN <<EOF\na\n  EOF \n';
    const [found] = parse(text).diagnostics;
    expect(found).toMatchObject({ rule: 'unterminated-heredoc', line: 1 });
    expect(found?.fix?.edits.map(({ span }) => [span.start, span.end])).toEqual([
      [12, 14],
      [17, 18],
    ]);
  });

  test.each(['FROM a', 'FOO a', 'ENV a=b\nENV c d\nENV', 'CMD [a]', `RUN ${'x'.repeat(60_000)}`])('not %j', (text) => {
    expect(parse(text).diagnostics).toEqual([]);
  });
});
