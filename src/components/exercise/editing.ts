/** What the bench asks of whatever a file is edited with: CodeMirror, a text area, a list of lines, a form. */
import type { Mark } from './about-line.ts';

export interface Editor {
  text(): string;
  /** Puts in another text; the editor's own undo brings the former back. */
  setText(text: string): void;
  setMarks(marks: Mark[]): void;
  /** Focuses the editor with the cursor at an offset, in view. */
  goTo(offset: number): void;
  /** Where the cursor is: a UTF-16 offset. */
  cursor(): number;
  /** Puts the cursor at an offset and leaves the focus where it is. */
  place(offset: number): void;
  focus(): void;
  /** Ends the editor and leaves the text area as it was found. */
  close(): void;
}

export interface EditorEvents {
  changed(text: string): void;
  /** The cursor is at this offset now, and the editor has the focus. */
  moved(offset: number): void;
}

/** The smallest stretch to replace in one text to make it the other: the cursor outside of it stays. */
export function changeBetween(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
