/**
 * The parser directives at the head of a file: `# syntax=`, `# escape=`, `# check=`
 * (moby/buildkit `frontend/dockerfile/parser/directives.go`).
 */
import type { Span } from '../source.ts';
import { byteOrderMark, isBlank, skipSpace } from './characters.ts';
import { type Escape, type PhysicalLine, physicalLine } from './lines.ts';
import { type Problem, problems } from './problems.ts';

type Name = 'syntax' | 'escape' | 'check';

export interface Directives {
  syntax?: string;
  escape: Escape;
  check?: string;
  spans: { name: string; span: Span }[];
  problems: Problem[];
}

interface Directive {
  name: Name;
  value: string;
  span: Span;
  /** Whether the line begins with `#` itself. */
  flush: boolean;
}

const names: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);

/**
 * Directives count only in one run at the very top, each once. BuildKit looks twice: its parser reads `escape` and allows blanks
 * before the `#`; the look for `syntax` and `check` allows none, but lets a first `#!` line pass.
 */
export function readDirectives(text: string): Directives {
  const found: Directives = { escape: '\\', spans: [], problems: [] };
  const top = text.startsWith(byteOrderMark) ? 1 : 0;
  const shebang = text.startsWith('#!', top);
  const run = readRun(text, shebang ? physicalLine(text, top).next : top);
  const seen = new Set<Name>();
  let flush = true;
  for (const directive of run) {
    flush &&= directive.flush;
    if (seen.has(directive.name)) {
      // After a shebang BuildKit's parser sees only comments, and its other look passes over a repetition.
      if (!shebang) found.problems.push(problems.repeatedDirective(directive.name, directive.span));
      break;
    }
    seen.add(directive.name);
    if (directive.name === 'escape' ? shebang : !flush) continue;
    keep(found, directive);
  }
  return found;
}

function keep(found: Directives, { name, value, span }: Directive): void {
  found.spans.push({ name, span });
  if (name === 'check') found.check = value;
  else if (name === 'syntax') found.syntax = value.split(' ', 1)[0] ?? value;
  else if (value === '\\' || value === '`') found.escape = value;
  else found.problems.push(problems.invalidEscape(value, span));
}

function readRun(text: string, start: number): Directive[] {
  const run: Directive[] = [];
  for (let at = start; at < text.length; ) {
    const line = physicalLine(text, at);
    const directive = directiveOf(text, line);
    if (!directive) break;
    run.push(directive);
    at = line.next;
  }
  return run;
}

/** `# name = value`, or undefined. Written by hand: the field's own pattern takes quadratic time on a line of blanks. */
function directiveOf(text: string, line: PhysicalLine): Directive | undefined {
  const hash = skipSpace(text, line.start, line.end);
  if (hash >= line.end || text[hash] !== '#') return undefined;
  const nameStart = skipSpace(text, hash + 1, line.end);
  let at = nameStart;
  while (at < line.end && isNameUnit(text.charCodeAt(at))) at++;
  const name = text.slice(nameStart, at).toLowerCase();
  while (at < line.end && isBlank(text.charCodeAt(at))) at++;
  if (!names.has(name) || at >= line.end || text[at] !== '=') return undefined;
  const value = text.slice(at + 1, line.end);
  if (value === '') return undefined;
  const span = { start: hash, end: line.end };
  return { name: name as Name, value: trimBlanks(value), span, flush: hash === line.start };
}

const isNameUnit = (unit: number) => (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);

/** A value of nothing but blanks keeps its last one, as the pattern `(.+?)\s*$` does. */
function trimBlanks(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end - 1 && isBlank(value.charCodeAt(start))) start++;
  while (end > start + 1 && isBlank(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}
