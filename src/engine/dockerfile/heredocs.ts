/** Here-documents: their markers on an instruction's line, and their bodies on the lines below. */
import type { Span } from '../source.ts';
import { skipSpace, trimEnd } from './characters.ts';
import { type LexedWord, Lexer, Refusal } from './lexer.ts';
import { type LogicalLine, none, physicalLine, spanOf } from './lines.ts';
import { type Problem, problems } from './problems.ts';
import type { Heredoc } from './syntax.ts';

interface Marker {
  name: string;
  expand: boolean;
  chomp: boolean;
}

/** The bodies that follow a line. */
export interface HeredocBodies {
  heredocs: Heredoc[];
  /** The markers' places in the logical line. */
  markers: LexedWord[];
  /** Where the last of them ends. */
  end: number;
  /** Where the next line begins. */
  next: number;
}

/**
 * Reads the here-documents that `line` announces, in order, from the lines after it. What is wrong with them is added to `refusals`.
 */
export function readHeredocs(text: string, line: LogicalLine, refusals: Problem[]): HeredocBodies {
  const bodies: HeredocBodies = { heredocs: [], markers: [], end: line.end, next: line.next };
  for (const word of lex(line.text, true, true) ?? none) {
    const marker = word.text.includes('<<') ? markerOf(word.text) : undefined;
    if (!marker) continue;
    const place = spanOf(line, word.from, word.to);
    if (marker === 'invalid') {
      refusals.push(problems.invalidHeredoc(place));
      break;
    }
    bodies.markers.push(word);
    readBody(text, marker, place, bodies, refusals);
  }
  return bodies;
}

function readBody(text: string, { name, expand, chomp }: Marker, place: Span, bodies: HeredocBodies, refusals: Problem[]): void {
  const start = bodies.next;
  let contentEnd = start;
  let closed = false;
  const taken = start < text.length;
  while (bodies.next < text.length && !closed) {
    const line = physicalLine(text, bodies.next);
    let from = line.start;
    if (chomp) while (text[from] === '\t' && from < line.end) from++;
    closed = line.end - from === name.length && text.startsWith(name, from);
    if (!closed) contentEnd = line.next;
    bodies.next = line.next;
    bodies.end = line.end;
  }
  if (!closed) refusals.push(unterminated(text, name, place, start));
  const content = text.slice(start, contentEnd);
  bodies.heredocs.push({
    name,
    content: chomp ? content.replace(/^\t+/gm, '') : content,
    expand,
    chomp,
    span: taken ? { start, end: bodies.end } : { start: bodies.end, end: bodies.end },
    marker: place,
  });
}

/** A line that would close the body but for the blanks around it is named: that is how most of these come about. */
function unterminated(text: string, name: string, place: Span, start: number): Problem {
  for (let at = start; at < text.length; ) {
    const line = physicalLine(text, at);
    const from = skipSpace(text, line.start, line.end);
    const to = trimEnd(text, from, line.end);
    if (to - from === name.length && text.startsWith(name, from)) {
      const edits = [
        { span: { start: line.start, end: from }, text: '' },
        { span: { start: to, end: line.end }, text: '' },
      ];
      return problems.indentedTerminator(
        name,
        place,
        edits.filter(({ span }) => span.end > span.start),
      );
    }
    at = line.next;
  }
  return problems.unterminatedHeredoc(name, place);
}

/** The words of a text; undefined where BuildKit's lexer gives up. */
function lex(text: string, rawQuotes: boolean, rawEscapes: boolean): LexedWord[] | undefined {
  try {
    // The escape directive does not reach here: BuildKit looks for here-documents with the backslash.
    return new Lexer(text, () => undefined, { escape: '\\', rawQuotes, rawEscapes, keepUnset: true }).read().words;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A name without quotes, escapes and variables: what the lexer would leave as it is. Nearly all are. */
const plainMarker = /^\d*<<(-?)(\w+)$/;

/** What a word announces: `<<EOF`, `3<<-"EOF"`; undefined where it announces none. */
function markerOf(word: string): Marker | 'invalid' | undefined {
  const plain = plainMarker.exec(word);
  if (plain) return { name: plain[2] ?? '', expand: true, chomp: plain[1] === '-' };
  const match = /^\d*<<(-?)/.exec(word);
  const written = match ? word.slice(match[0].length).trimStart() : '';
  if (written === '' || written.includes('<')) return undefined;
  const words = lex(written, false, false);
  const raw = lex(written, true, false);
  if (!words || !raw) return 'invalid';
  if (words.length !== 1) return undefined;
  if (raw.length !== 1) return 'invalid';
  const name = words[0]?.text ?? '';
  return { name, expand: quotesIn(name) === quotesIn(raw[0]?.text ?? ''), chomp: match?.[1] === '-' };
}

/** A quote that the lexer removed makes the counts differ: then the name was quoted. */
const quotesIn = (text: string) => text.split(/['"]/).length;
