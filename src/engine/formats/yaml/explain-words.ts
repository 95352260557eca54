/** Errors of colons and dashes: missing, one too many, without their space. */
import type { Span } from '../../source.ts';
import { indentation } from './explain-indentation.ts';
import { shorten } from './node.ts';
import { type Explanation, indentOf, isBlank, lineSpan, lineStart, lineText, type Scene } from './scene.ts';

/** `{{- if … }}` on a line of its own. */
export function template(scene: Scene): Explanation | undefined {
  if (!lineText(scene, scene.line).trimStart().startsWith('{{')) return undefined;
  return {
    span: lineSpan(scene, scene.line),
    message: 'This line is a template statement (Helm, Jinja), not YAML. Render the template first and look at what comes out.',
  };
}

/** Dashes of a list in the wrong place: behind a key, or without their space. */
export function dash(scene: Scene): Explanation | undefined {
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

export function secondColon(scene: Scene, line: number): Explanation | undefined {
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
export function missingColon(scene: Scene): Explanation | undefined {
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
