import type { YAMLParseError } from 'yaml';
import { lineAt, type Span } from '../../source.ts';
import { deeperThanValue, indentation, listUnderItem, tabs } from './explain-indentation.ts';
import { afterQuote, bracket, quote, stray } from './explain-marks.ts';
import { dash, missingColon, secondColon, template } from './explain-words.ts';
import { shorten } from './node.ts';
import { type Explanation, lineStart, lineText, type Scene } from './scene.ts';
import type { Tokens } from './tokens.ts';
import { lookalikesIn, straighten } from './typography.ts';

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

const clip = (pos: [number, number], text: string): Span => ({
  start: Math.min(pos[0], text.length),
  end: Math.min(Math.max(pos[0], pos[1]), text.length),
});

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
