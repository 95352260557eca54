/** Colours for code that the course is about, from our own parser: the page shows what the grader reads. */
import { parse, type TokenKind } from '#engine';

/** A coloured stretch: UTF-16 offsets and a class of `base.css`. In order, without overlaps; what is between them has the colour of text. */
export interface Coloured {
  start: number;
  end: number;
  name: string;
}

const classes: Partial<Record<TokenKind, string>> = {
  keyword: 't-keyword',
  flag: 't-flag',
  stage: 't-stage',
  string: 't-string',
  variable: 't-variable',
  continuation: 't-comment',
  comment: 't-comment',
  directive: 't-comment',
  'heredoc-marker': 't-flag',
  'heredoc-body': 't-string',
};

export const isDockerfile = (path: string): boolean =>
  /(^|\/)(Dockerfile(\.[^/]*)?|[^/]*\.Dockerfile)$/i.test(path) && !/\.dockerignore$/i.test(path);

function dockerfileColours(text: string): Coloured[] {
  return parse(text).tokens.flatMap(({ kind, span }) => {
    const name = classes[kind];
    return name ? [{ start: span.start, end: span.end, name }] : [];
  });
}

/** What a line of another file may hold, as one pattern with the group's name for its class. */
const patterns: [path: RegExp, line: RegExp][] = [
  [/ignore$/, /(?<comment>^#.*)|(?<keyword>^!)|(?<flag>\*\*?|\?)/g],
  [/\.(ya?ml)$/, /(?<comment>(?:^|\s)#.*)|(?<keyword>^\s*(?:- )?[\w.-]+(?=:(?:\s|$)))|(?<string>"[^"]*"|'[^']*')/g],
  [/\.(sh|bash)$/, /(?<comment>(?:^|\s)#.*)|(?<string>"[^"]*"|'[^']*')|(?<variable>\$\w+|\$\{[^}]*\})|(?<flag>(?<=\s)--?[\w-]+)/g],
];

function lineColours(text: string, pattern: RegExp): Coloured[] {
  const found: Coloured[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    // A very long line is no text that anybody reads: it stays plain.
    if (line.length < 2000)
      for (const match of line.matchAll(pattern)) {
        const kind = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0];
        found.push({ start: offset + match.index, end: offset + match.index + match[0].length, name: `t-${kind}` });
      }
    offset += line.length + 1;
  }
  return found;
}

/** Coloured stretches of a file; none where its kind is not known. */
export function coloursOf(path: string, text: string): Coloured[] {
  if (isDockerfile(path)) return dockerfileColours(text);
  const pattern = patterns.find(([name]) => name.test(path))?.[1];
  return pattern ? lineColours(text, pattern) : [];
}
