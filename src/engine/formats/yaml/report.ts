import type { Diagnostic, Fix, Severity } from '../../diagnostic.ts';
import { lineAt, lineStarts, type Span } from '../../source.ts';
import type { Located } from './node.ts';

/** Most findings kept for one reading: a file that is wrong in a thousand places is wrong in one way. */
const mostFindings = 200;

/** Collects findings of a reader over one or more files and works out their lines. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];
  readonly #starts = new Map<string, number[]>();

  /** Makes a file's text known, so that its lines can be counted. */
  file(path: string, text: string): void {
    this.#starts.set(path, lineStarts(text));
  }

  /** Nothing more is kept: work that only serves a message can be spared. */
  get full(): boolean {
    return this.diagnostics.length >= mostFindings;
  }

  /** 1-based line of an offset in a file made known before; 1 where it is not. */
  line(file: string, offset: number): number {
    return lineAt(this.#starts.get(file) ?? [0], offset);
  }

  add(rule: string, severity: Severity, at: Located, message: string, fix?: Fix): void {
    if (this.full) return;
    const span: Span = { start: at.span.start, end: Math.max(at.span.start, at.span.end) };
    const line = this.line(at.file, span.start);
    this.diagnostics.push({ rule, aka: [], severity, stopsBuild: false, file: at.file, span, line, message, ...(fix ? { fix } : {}) });
  }

  error(rule: string, at: Located, message: string, fix?: Fix): void {
    this.add(rule, 'error', at, message, fix);
  }

  warn(rule: string, at: Located, message: string, fix?: Fix): void {
    this.add(rule, 'warning', at, message, fix);
  }
}
