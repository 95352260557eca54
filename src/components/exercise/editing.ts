/** What the bench asks of whatever a file is edited with: a text area, with colours or without, a list of lines, a form. */
import type { Mark } from './about-line.ts';

export interface Editor {
  text(): string;
  /** Puts in another text. Where the editor has the focus, its own undo brings the former back. */
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

/** A stretch to replace. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** The smallest stretch to replace in one text, or list, to make it the other. */
export function stretchBetween<T extends string | unknown[]>(before: T, after: T): { from: number; to: number; insert: T } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) as T };
}

/** The smallest change that makes one text the other: the cursor outside of it stays. */
export const changeBetween = (before: string, after: string): Change => stretchBetween(before, after);

/** 1-based line of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/**
 * Changes a focused text area as typing does, so that the browser's undo takes it back; the cursor outside of the change stays.
 * There is no other way than this old command. False where it did nothing: the text area has not the focus, or the browser will not.
 */
export function replaceByTyping(area: HTMLTextAreaElement, { from, to, insert }: Change): boolean {
  if (document.activeElement !== area || (from === to && insert === '')) return false;
  const { selectionStart, selectionEnd } = area;
  const place = (offset: number) => (offset <= from ? offset : offset >= to ? offset + insert.length - (to - from) : from + insert.length);
  area.setSelectionRange(from, to);
  const done = insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert);
  if (done) area.setSelectionRange(place(selectionStart), place(selectionEnd));
  else area.setSelectionRange(selectionStart, selectionEnd);
  return done;
}
