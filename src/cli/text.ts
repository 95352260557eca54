/** How findings look in a terminal. */
import { styleText } from 'node:util';
import { type Diagnostic, lineStarts, positionAt } from '#engine';

type Style = Parameters<typeof styleText>[0];

/** Colours a text where standard output is a terminal that wants colours; `NO_COLOR` and pipes get plain text. */
export const colour = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** Lines put in by some spaces; empty ones stay empty. */
export const indent = (text: string, by: number): string => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** Breaks prose at spaces so that no line is wider; a longer word stands alone. Line breaks of its own are kept. */
export function wrap(text: string, width: number): string {
  const lines = text.split('\n').map((paragraph) => {
    let line = '';
    const done: string[] = [];
    for (const word of paragraph.split(' ')) {
      if (line && line.length + 1 + word.length > width) {
        done.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...done, line].join('\n');
  });
  return lines.join('\n');
}

/** Width for prose: the terminal's, but never wider than reads well. */
export const proseWidth = (): number => Math.min(process.stdout.columns || 100, 100);

/**
 * The line a span begins on, numbered, with carets below what is meant. A span over several lines is marked to the end of
 * its first; one of nothing, or past the end, gets one caret.
 */
export function excerpt(text: string, span: { start: number; end: number }): string {
  const starts = lineStarts(text);
  const { line, column } = positionAt(starts, Math.min(span.start, text.length));
  const begin = starts[line - 1] ?? 0;
  const shown = text.slice(begin, (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
  const length = Math.max(1, Math.min(span.end - span.start, shown.length - (column - 1)));
  // Tabs stay tabs, so that the carets stand where the terminal puts the text.
  const before = shown.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const gutter = String(line);
  return `${colour('dim', `${gutter} │`)} ${shown}\n${colour('dim', `${' '.repeat(gutter.length)} │`)} ${before}${colour('red', '^'.repeat(length))}`;
}

/** Where a finding is and the line it is about; nothing where the file is not among those judged. */
export function place(diagnostic: Diagnostic, files: Record<string, string>): string {
  const where = `${diagnostic.file}:${diagnostic.line}`;
  const text = files[diagnostic.file];
  return text === undefined ? where : `${where}\n${excerpt(text, diagnostic.span)}`;
}
