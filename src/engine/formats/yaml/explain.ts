import type { YAMLParseError } from 'yaml';
import type { Fix } from '../../diagnostic.ts';
import { lineAt, type Span } from '../../source.ts';
import { shorten } from './node.ts';
import type { Tokens } from './tokens.ts';
import { lookalikesIn, straighten } from './typography.ts';

/** A syntax error in words for a beginner. */
export interface Explanation {
  span: Span;
  message: string;
  fix?: Fix;
}

/** What an explanation may look at. */
interface Scene {
  text: string;
  starts: number[];
  tokens: Tokens;
  /** 1-based line of the error, and where it begins. */
  line: number;
  at: number;
}

const lineStart = (scene: Scene, line: number) => scene.starts[line - 1] ?? 0;
/** A line without its line break. */
function lineText(scene: Scene, line: number): string {
  const start = scene.starts[line - 1];
  if (start === undefined) return '';
  return scene.text.slice(start, scene.starts[line] ?? scene.text.length).replace(/[\r\n]+$/, '');
}
const lineSpan = (scene: Scene, line: number): Span => {
  const text = lineText(scene, line);
  const indent = text.length - text.trimStart().length;
  return { start: lineStart(scene, line) + indent, end: lineStart(scene, line) + text.length };
};
const indentOf = (line: string) => line.length - line.trimStart().length;
const isBlank = (line: string) => /^\s*(#|$)/.test(line);

/** Says in our own words what a parse error of the library means, for the place it names. */
export function explain(error: YAMLParseError, text: string, starts: number[], tokens: Tokens): Explanation {
  const at = Math.min(error.pos[0], text.length);
  const scene: Scene = { text, starts, tokens, line: lineAt(starts, at), at };
  return (
    tabs(scene, error.code) ??
    typography(scene) ??
    template(scene) ??
    quote(scene, error.code) ??
    dash(scene) ??
    byCode[error.code]?.(scene) ?? {
      span: clip(error.pos, text),
      message: `YAML cannot read this: \`${shorten(lineText(scene, scene.line).trim())}\`. Compare its indentation, colons and quotes with the lines around it.`,
    }
  );
}

/** `{{- if … }}` on a line of its own. */
function template(scene: Scene): Explanation | undefined {
  if (!lineText(scene, scene.line).trimStart().startsWith('{{')) return undefined;
  return {
    span: lineSpan(scene, scene.line),
    message: 'This line is a template statement (Helm, Jinja), not YAML. Render the template first and look at what comes out.',
  };
}

/** Dashes of a list in the wrong place: behind a key, or without their space. */
function dash(scene: Scene): Explanation | undefined {
  const text = lineText(scene, scene.line);
  const behind = /^(\s*(?:- )*[\w.-]+):\s+-(?:\s|$)/.exec(text);
  if (behind)
    return {
      span: lineSpan(scene, scene.line),
      message: `A list cannot begin on the line of its key. Put each item on its own line below \`${shorten((behind[1] ?? '').trim(), 30)}:\`, or write \`[…]\`.`,
    };
  const tight = /^\s*-([\w"'./$])/.exec(text);
  if (!tight) return undefined;
  const at = lineStart(scene, scene.line) + indentOf(text) + 1;
  return {
    span: lineSpan(scene, scene.line),
    message: `\`${shorten(text.trim(), 40)}\` needs a space after its dash to be a list item.`,
    fix: { title: 'Put a space after the dash', edits: [{ span: { start: at, end: at }, text: ' ' }] },
  };
}

const clip = (pos: [number, number], text: string): Span => ({
  start: Math.min(pos[0], text.length),
  end: Math.min(Math.max(pos[0], pos[1]), text.length),
});

/** Lines looked at for tabs; the fix then covers the whole file. */
function tabs(scene: Scene, code: string): Explanation | undefined {
  const here = /^[ ]*\t/.test(lineText(scene, scene.line));
  const next = /^[ ]*\t/.test(lineText(scene, scene.line + 1));
  if (code !== 'TAB_AS_INDENT' && !here && !next) return undefined;
  const line = here || !next ? scene.line : scene.line + 1;
  const start = lineStart(scene, line);
  return {
    span: { start, end: start + indentOf(lineText(scene, line)) },
    message:
      'This line is indented with a tab. YAML takes only spaces for indentation, because tabs have no fixed width: use two spaces a level.',
    fix: { title: 'Replace the tabs with spaces', edits: tabEdits(scene) },
  };
}

function tabEdits(scene: Scene): Fix['edits'] {
  const edits: Fix['edits'] = [];
  for (let line = 1; line <= scene.starts.length && edits.length < 1000; line++) {
    const indent = /^[ \t]*\t[ \t]*/.exec(lineText(scene, line))?.[0];
    if (indent === undefined) continue;
    const start = lineStart(scene, line);
    edits.push({ span: { start, end: start + indent.length }, text: indent.replaceAll('\t', '  ') });
  }
  return edits;
}

function typography(scene: Scene): Explanation | undefined {
  for (const line of [scene.line, scene.line - 1, scene.line + 1]) {
    const found = line > 0 ? lookalikesIn(lineText(scene, line), lineStart(scene, line)) : [];
    const first = found[0];
    if (!first) continue;
    const meant = first.ascii === '' ? 'It has to go' : first.ascii === ' ' ? 'Write an ordinary space' : `Write \`${first.ascii}\``;
    return {
      span: first.span,
      message: `There is ${first.name} here, as web pages and word processors write it. YAML does not take it for the character it looks like. ${meant}.`,
      fix: straighten(found),
    };
  }
  return undefined;
}

/** A quote that opened and never closed is reported by the library where the file ends; show where it began. */
function quote(scene: Scene, code: string): Explanation | undefined {
  if (code !== 'MISSING_CHAR' && code !== 'UNEXPECTED_TOKEN') return undefined;
  const open = scene.tokens.marks.findLast(({ mark, span }) => {
    if ((mark !== '"' && mark !== "'") || span.start > scene.at) return false;
    const closes = span.end - span.start > 1 && scene.text[span.end - 1] === mark;
    return !closes || unevenEnd(scene.text.slice(span.start, span.end), mark);
  });
  if (!open) return undefined;
  const line = lineAt(scene.starts, open.span.start);
  const end = lineStart(scene, line) + lineText(scene, line).length;
  return {
    span: { start: open.span.start, end: Math.min(open.span.end, end) },
    message: `The quote \`${open.mark}\` opened here is not closed, so everything after it counts as text. Close it with \`${open.mark}\` on the same line.`,
  };
}

/** Whether the last quote of a token is an escaped one, so that the token is still open. */
function unevenEnd(source: string, mark: string): boolean {
  let run = 0;
  const character = mark === '"' ? '\\' : "'";
  for (let at = source.length - (mark === '"' ? 2 : 1); at > 0 && source[at] === character; at--) run++;
  return mark === '"' ? run % 2 === 1 : run % 2 === 0;
}

const byCode: Partial<Record<string, (scene: Scene) => Explanation | undefined>> = {
  BAD_INDENT: (scene) => bracket(scene) ?? indentation(scene, scene.line),
  BAD_DQ_ESCAPE: (scene) => ({
    span: { start: scene.at, end: Math.min(scene.at + 2, scene.text.length) },
    message: `Inside double quotes a backslash begins an escape, and \`${shorten(scene.text.slice(scene.at, scene.at + 2))}\` is none. Write \`\\\\\` for a backslash, or use single quotes.`,
  }),
  BAD_SCALAR_START: (scene) => ({
    span: { start: scene.at, end: scene.at + 1 },
    message: `A value may not begin with \`${scene.text[scene.at] ?? ''}\`: YAML reserves that character. Put the value in quotes.`,
  }),
  BLOCK_AS_IMPLICIT_KEY: (scene) => deeperThanValue(scene, scene.line) ?? listUnderItem(scene) ?? secondColon(scene, scene.line),
  MULTILINE_IMPLICIT_KEY: (scene) => missingColon(scene) ?? deeperThanValue(scene, scene.line) ?? indentation(scene, scene.line + 1),
  MISSING_CHAR: (scene) => bracket(scene) ?? missingColon(scene),
  UNEXPECTED_TOKEN: (scene) => stray(scene) ?? afterQuote(scene) ?? bracket(scene),
  RESOURCE_EXHAUSTION: (scene) => ({
    span: { start: scene.at, end: Math.min(scene.at + 1, scene.text.length) },
    message: 'This is nested too deeply to be read. No tool needs so many levels.',
  }),
};

/** `[` or `{` without its partner. */
function bracket(scene: Scene): Explanation | undefined {
  const open: Tokens['marks'] = [];
  for (const mark of scene.tokens.marks) {
    if (mark.span.start >= scene.at + 1) break;
    if (mark.mark === '[' || mark.mark === '{') open.push(mark);
    else if (mark.mark === ']' || mark.mark === '}') open.pop();
  }
  const last = open.at(-1);
  if (!last) return undefined;
  const close = last.mark === '[' ? ']' : '}';
  return {
    span: last.span,
    message: `The \`${last.mark}\` opened here is not closed where it should be. End the ${last.mark === '[' ? 'list' : 'map'} with \`${close}\`, with a comma between its parts.`,
  };
}

/** `]` or `}` that closes nothing. */
function stray(scene: Scene): Explanation | undefined {
  const mark = scene.text[scene.at];
  if (mark !== ']' && mark !== '}') return undefined;
  const open = mark === ']' ? '[' : '{';
  return {
    span: { start: scene.at, end: scene.at + 1 },
    message: `This \`${mark}\` closes nothing: there is no \`${open}\` open before it. Remove it, or put the value in quotes if it belongs to the text.`,
  };
}

/** The line stands at a depth that no line above it has. */
function indentation(scene: Scene, line: number): Explanation | undefined {
  const text = lineText(scene, line);
  if (isBlank(text)) return undefined;
  const indent = indentOf(text);
  const levels = new Map<number, string>();
  for (let above = line - 1, lowest = Number.POSITIVE_INFINITY; above > 0 && above > line - 200 && lowest > 0; above--) {
    const other = lineText(scene, above);
    if (isBlank(other) || indentOf(other) >= lowest) continue;
    lowest = indentOf(other);
    levels.set(lowest, other.trim());
  }
  const near = [...levels].sort(([left], [right]) => Math.abs(left - indent) - Math.abs(right - indent)).slice(0, 2);
  if (near.length === 0) return undefined;
  const seen = near.map(([spaces, of]) => `${spaces} (\`${shorten(of, 30)}\`)`).join(' and ');
  return {
    span: lineSpan(scene, line),
    message: `\`${shorten(text.trim(), 40)}\` is indented by ${spaces(indent)}; the lines above use ${seen}. Give it the same indentation as its neighbours: in YAML the indentation says what belongs to what.`,
  };
}

const spaces = (count: number) => (count === 1 ? '1 space' : `${count} spaces`);

/** `image: nginx` followed by a line that is indented deeper: a value cannot have children. */
function deeperThanValue(scene: Scene, line: number): Explanation | undefined {
  const above = lineText(scene, line);
  if (!/:\s+\S/.test(above)) return undefined;
  let below = line + 1;
  while (below <= scene.starts.length && isBlank(lineText(scene, below))) below++;
  const next = lineText(scene, below);
  if (below > scene.starts.length || indentOf(next) <= indentOf(above)) return undefined;
  return {
    span: lineSpan(scene, below),
    message: `\`${shorten(next.trim(), 40)}\` is indented deeper than \`${shorten(above.trim(), 40)}\`, but that key already has a value and cannot hold more. Give both lines the same indentation if they are siblings.`,
  };
}

/** A list item that is indented deeper than the item above it. */
function listUnderItem(scene: Scene): Explanation | undefined {
  const here = lineText(scene, scene.line);
  return here.trimStart().startsWith('- ') ? indentation(scene, scene.line) : undefined;
}

function secondColon(scene: Scene, line: number): Explanation | undefined {
  const text = lineText(scene, line);
  const first = /:\s/.exec(text);
  if (!first) return undefined;
  const value = text.slice(first.index + 1).trim();
  if (!/:(\s|$)/.test(value)) return undefined;
  return {
    span: { start: lineStart(scene, line) + text.indexOf(value), end: lineStart(scene, line) + text.trimEnd().length },
    message: `There is a second \`: \` in \`${shorten(value, 40)}\`, and YAML takes a colon with a space for a key. Put the whole value in quotes.`,
  };
}

/** A key without its colon, or a colon without the space after it. */
function missingColon(scene: Scene): Explanation | undefined {
  const below = lineText(scene, scene.line + 1);
  if (lineText(scene, scene.line).trimStart().startsWith('- ') && /:(\s|$)/.test(below)) return indentation(scene, scene.line + 1);
  for (const line of [scene.line, scene.line + 1]) {
    const text = lineText(scene, line);
    const tight = /^\s*(?:- )?([\w.-]+):([^\s:/][^:]*)$/.exec(text);
    if (tight && !isBlank(text))
      return {
        span: lineSpan(scene, line),
        message: `\`${shorten(text.trim(), 40)}\` needs a space after the colon: \`${shorten(tight[1] ?? '', 30)}: ${shorten((tight[2] ?? '').trim(), 30)}\`. Without it YAML reads one word.`,
        fix: { title: 'Put a space after the colon', edits: [{ span: colonEnd(scene, line, tight[1] ?? ''), text: ' ' }] },
      };
  }
  const text = lineText(scene, scene.line);
  const word = /^\s*(?:- )?([\w.-]+)\s*$/.exec(text)?.[1];
  if (word === undefined) return undefined;
  return {
    span: lineSpan(scene, scene.line),
    message: `\`${shorten(word, 40)}\` stands alone on its line. If it is a key, it needs a colon after it: \`${shorten(word, 40)}:\`.`,
  };
}

function colonEnd(scene: Scene, line: number, key: string): Span {
  const text = lineText(scene, line);
  const at = lineStart(scene, line) + text.indexOf(`${key}:`) + key.length + 1;
  return { start: at, end: at };
}

/** `"a" b`: text after the closing quote. */
function afterQuote(scene: Scene): Explanation | undefined {
  const before = scene.tokens.marks.findLast(({ mark, span }) => (mark === '"' || mark === "'") && span.end <= scene.at);
  if (!before || lineAt(scene.starts, before.span.start) !== scene.line) return undefined;
  return {
    span: { start: scene.at, end: lineSpan(scene, scene.line).end },
    message: `Text follows the closing quote of \`${shorten(scene.text.slice(before.span.start, before.span.end), 30)}\`. Put the whole value inside one pair of quotes, or none of it.`,
  };
}
