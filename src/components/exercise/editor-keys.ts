/** Keys that an editor for code has and a text area has not: a new line is indented as the last, lines are indented, moved, copied, deleted. */
import { changeBetween, replaceByTyping } from './editing.ts';

/** A text and what is selected in it. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** The lines that a selection touches: where they begin, and where the last one ends, without its line break. */
function linesOf({ text, start, end }: Selected): { from: number; to: number } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  // A selection that ends at the start of a line does not take that line.
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const to = text.indexOf('\n', last);
  return { from, to: to < 0 ? text.length : to };
}

/** Changes each line; the selection keeps its letters. */
function eachLine(now: Selected, change: (line: string) => string): Selected {
  const { from, to } = linesOf(now);
  const before = now.text.slice(from, to);
  const after = before.split('\n').map(change).join('\n');
  const first = before.split('\n')[0] ?? '';
  return {
    text: now.text.slice(0, from) + after + now.text.slice(to),
    start: Math.max(from, now.start + change(first).length - first.length),
    end: Math.max(from, now.end + after.length - before.length),
  };
}

const indented = (now: Selected) => eachLine(now, (line) => (line === '' ? '' : `  ${line}`));
const outdented = (now: Selected) => eachLine(now, (line) => line.replace(/^(\t| {1,2})/, ''));

/** Moves the lines past the one above or below. */
function moved(now: Selected, step: -1 | 1): Selected | undefined {
  const { text } = now;
  const { from, to } = linesOf(now);
  const block = text.slice(from, to);
  if (step < 0) {
    if (from === 0) return undefined;
    const above = text.lastIndexOf('\n', from - 2) + 1;
    const by = from - above;
    return {
      text: `${text.slice(0, above)}${block}\n${text.slice(above, from - 1)}${text.slice(to)}`,
      start: now.start - by,
      end: now.end - by,
    };
  }
  if (to === text.length) return undefined;
  const next = text.indexOf('\n', to + 1);
  const below = next < 0 ? text.length : next;
  const by = below - to;
  return {
    text: `${text.slice(0, from)}${text.slice(to + 1, below)}\n${block}${text.slice(below)}`,
    start: now.start + by,
    end: now.end + by,
  };
}

/** Puts the same lines in once more; the selection is in the upper or the lower ones. */
function copied(now: Selected, step: -1 | 1): Selected {
  const { from, to } = linesOf(now);
  const block = now.text.slice(from, to);
  const by = step > 0 ? block.length + 1 : 0;
  return { text: `${now.text.slice(0, to)}\n${block}${now.text.slice(to)}`, start: now.start + by, end: now.end + by };
}

function deleted(now: Selected): Selected {
  const { from, to } = linesOf(now);
  const start = to === now.text.length ? Math.max(0, from - 1) : from;
  const text = now.text.slice(0, start) + now.text.slice(Math.min(to + 1, now.text.length));
  const at = Math.min(from, text.length);
  return { text, start: at, end: at };
}

/** A new line with the indentation of the one that it ends; undefined where that has none. */
function broken({ text, start, end }: Selected): Selected | undefined {
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? '';
  const at = start + 1 + indent.length;
  return indent === '' ? undefined : { text: `${text.slice(0, start)}\n${indent}${text.slice(end)}`, start: at, end: at };
}

/** What a key does with the text; undefined where it is left to the browser. `modified` is with Ctrl, on a Mac with Cmd. */
export function afterKey(
  key: string,
  { modified = false, alt = false, shift = false }: { modified?: boolean; alt?: boolean; shift?: boolean },
  now: Selected,
): Selected | undefined {
  if (key === 'Enter' && !modified && !alt && !shift) return broken(now);
  if (modified && !alt && !shift && key === ']') return indented(now);
  if (modified && !alt && !shift && key === '[') return outdented(now);
  if (modified && !alt && shift && key.toLowerCase() === 'k') return deleted(now);
  if (!alt || modified || (key !== 'ArrowUp' && key !== 'ArrowDown')) return undefined;
  const step = key === 'ArrowUp' ? -1 : 1;
  return shift ? copied(now, step) : (moved(now, step) ?? now);
}

/** Listens for these keys in a text area. Gives what ends that. */
export function listenToKeys(area: HTMLTextAreaElement): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const { key, ctrlKey, metaKey, altKey: alt, shiftKey: shift } = event;
    const { value: text, selectionStart: start, selectionEnd: end } = area;
    const after = afterKey(key, { modified: ctrlKey || metaKey, alt, shift }, { text, start, end });
    if (!after) return;
    event.preventDefault();
    if (after.text !== text) replaceByTyping(area, changeBetween(text, after.text));
    area.setSelectionRange(after.start, after.end);
  };
  area.addEventListener('keydown', press);
  return () => area.removeEventListener('keydown', press);
}
