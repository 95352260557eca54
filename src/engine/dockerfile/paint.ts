/** The colours of one logical line: keywords, flags, images, stages, strings, variables and the operators of a shell. */
import { isKeyword, splitHealthcheck } from './arguments.ts';
import { isSpace } from './characters.ts';
import { readExecForm } from './exec-form.ts';
import { type FlagWord, readFlags, splitCommand } from './flags.ts';
import type { LexedWord } from './lexer.ts';
import { type Canvas, type Stroke, scan } from './scan.ts';
import type { TokenKind } from './syntax.ts';
import { blankWords } from './words.ts';

/** As many instructions inside one another as `parse` reads. */
const deepest = 3;

/** The strokes of a line in order; spaces are left out. `markers` are the here-document words that `parse` found. */
export function paint(text: string, markers: readonly LexedWord[]): Stroke[] {
  const strokes: Stroke[] = [];
  paintCommand({ text, markers, nextMarker: 0, strokes }, 0, text.length, 0);
  return strokes;
}

function paintCommand(canvas: Canvas, from: number, to: number, depth: number): void {
  const command = splitCommand(canvas.text, from, to);
  const name = canvas.text.slice(command.keywordFrom, command.keywordTo).toUpperCase();
  canvas.strokes.push({ kind: isKeyword(name) ? 'keyword' : 'argument', from: command.keywordFrom, to: command.keywordTo });
  let painted = command.keywordTo;
  for (const flag of readFlags(canvas.text, command.flagsFrom, command.from)) {
    paintFlag(canvas, flag);
    painted = flag.to;
  }
  // `--` alone ends the flags and is itself none.
  paintWord(canvas, painted, command.from, 'flag');
  if (name === 'ONBUILD' && depth < deepest && command.from < command.to) paintCommand(canvas, command.from, command.to, depth + 1);
  else paintArguments(canvas, name, command.from, command.to);
}

function paintFlag(canvas: Canvas, flag: FlagWord): void {
  canvas.strokes.push({ kind: 'flag', from: flag.from, to: flag.valueFrom });
  const kind = flag.text.startsWith('--from=') ? 'stage' : 'argument';
  scan(canvas, flag.valueFrom, flag.to, { kind, shell: false });
}

function paintArguments(canvas: Canvas, keyword: string, from: number, to: number): void {
  if (keyword === 'FROM') paintFrom(canvas, from, to);
  else if (keyword === 'HEALTHCHECK') {
    const { typeEnd, rest } = splitHealthcheck(canvas.text, from, to);
    if (typeEnd > from) canvas.strokes.push({ kind: 'keyword', from, to: typeEnd });
    paintCommandLine(canvas, rest, to);
  } else if (shellKeywords.has(keyword)) paintCommandLine(canvas, from, to);
  else if (listKeywords.has(keyword)) paintExec(canvas, from, to) || scan(canvas, from, to, { kind: 'argument', shell: false });
  else scan(canvas, from, to, { kind: 'argument', shell: false, pairs: pairKeywords.has(keyword) });
}

const shellKeywords: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);
const listKeywords: ReadonlySet<string> = new Set(['ADD', 'COPY', 'VOLUME']);
const pairKeywords: ReadonlySet<string> = new Set(['ARG', 'ENV', 'LABEL']);

function paintCommandLine(canvas: Canvas, from: number, to: number): void {
  if (!paintExec(canvas, from, to)) scan(canvas, from, to, { kind: 'argument', shell: true });
}

/** Paints an exec form, or says that it is none. */
function paintExec(canvas: Canvas, from: number, to: number): boolean {
  const exec = readExecForm(canvas.text, from, to);
  if (!exec || !('strings' in exec)) return false;
  let at = from;
  for (const string of exec.strings) {
    paintWord(canvas, at, string.from, 'operator');
    canvas.strokes.push({ kind: 'string', from: string.from, to: string.to });
    at = string.to;
  }
  paintWord(canvas, at, to, 'operator');
  return true;
}

function paintFrom(canvas: Canvas, from: number, to: number): void {
  const words = blankWords(canvas.text, from, to);
  for (const [index, word] of words.entries()) {
    const isAs = index === 1 && word.text.toUpperCase() === 'AS';
    if (isAs) canvas.strokes.push({ kind: 'keyword', from: word.from, to: word.to });
    else scan(canvas, word.from, word.to, { kind: index === 0 ? 'image' : index === 2 ? 'stage' : 'argument', shell: false });
  }
}

/** One stroke for each run of characters that are not spaces. */
function paintWord(canvas: Canvas, from: number, to: number, kind: TokenKind): void {
  for (let at = from; at < to; at++) {
    if (isSpace(canvas.text.charCodeAt(at))) continue;
    const start = at;
    while (at < to && !isSpace(canvas.text.charCodeAt(at))) at++;
    canvas.strokes.push({ kind, from: start, to: at });
  }
}
