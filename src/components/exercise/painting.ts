/** A file painted behind its text area: the same letters in the same places, with colours, line numbers and marks. */
import type { Severity } from '#engine';
import { colouredLines } from '../code/lines.ts';
import { nextFrame } from '../next-frame.ts';
import { whenIdle } from '../when-near.ts';
import type { Mark } from './about-line.ts';
import { changeBetween, stretchBetween } from './editing.ts';

const weight: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const shapes: Record<Severity, string> = { error: '✕', warning: '!', info: 'i' };

export interface Painting {
  /** One element for each line. */
  readonly lines: HTMLCollectionOf<HTMLElement>;
  readonly marks: readonly Mark[];
  /** Draws the lines that differ from what is there. A line that was changed keeps its mark until the next verdict. */
  draw(text: string): void;
  mark(marks: readonly Mark[]): void;
  remove(): void;
}

/** The worst mark of each line. */
function worstByLine(marks: readonly Mark[], lines: number): Map<number, Severity> {
  const worst = new Map<number, Severity>();
  for (const mark of marks) {
    const line = Math.min(Math.max(mark.line, 1), lines);
    const known = worst.get(line);
    if (!known || weight[mark.severity] < weight[known]) worst.set(line, mark.severity);
  }
  return worst;
}

/** Puts other letters into a painted line: what stays keeps its colour, what comes takes that of what it follows. */
function rewrite(line: HTMLElement, text: string) {
  const { from, to, insert } = changeBetween(line.textContent ?? '', text);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let start = 0;
  let put = insert;
  for (let node = walker.nextNode() as Text | null; node && start <= to; node = walker.nextNode() as Text | null) {
    const end = start + node.length;
    if (from <= end) {
      const first = Math.max(from, start);
      node.replaceData(first - start, Math.min(to, end) - first, put);
      put = '';
    }
    start = end;
  }
  if (put !== '') line.append(put);
}

/** Paints a text area's text behind it. The text area becomes transparent and gives its size to the painting. */
export function paintBehind(area: HTMLTextAreaElement, path: string): Painting {
  const pane = area.parentElement as HTMLElement;
  const { rows } = area;
  const box = document.createElement('div');
  box.className = 'paint';
  box.setAttribute('aria-hidden', 'true');
  pane.classList.add('painted');
  area.before(box);
  area.rows = 1;
  const lines = box.children as HTMLCollectionOf<HTMLElement>;
  let texts: string[] = [];
  /** What each line was coloured as; undefined where only its letters stand. */
  let coloured: (string | undefined)[] = [];
  let colouring = false;
  let marks: readonly Mark[] = [];

  const colour = () => {
    const all = [...lines];
    const now = colouredLines(path, texts.join('\n'));
    for (const [index, html] of now.entries()) {
      const line = all[index];
      // The line break gives an empty line its height.
      if (line && html !== coloured[index]) line.innerHTML = `${html}\n`;
    }
    coloured = now;
  };
  const colourSoon = async () => {
    if (colouring) return;
    colouring = true;
    await nextFrame();
    // The verdict comes about now, and first.
    whenIdle(() => {
      colouring = false;
      if (box.isConnected) colour();
    }, 200);
  };
  const draw = (text: string) => {
    const now = text.split('\n');
    const { from, to, insert } = stretchBetween(texts, now);
    // A keystroke changes a line or two: their letters come first, the colours, for which all is read again, soon after.
    const isKeystroke = insert.length <= 2;
    const old = [...Array(to - from)].map((_, index) => lines[from + index] as HTMLElement);
    const rest = lines[to] ?? null;
    for (const [index, each] of insert.entries()) {
      const line = old[index] ?? box.insertBefore(document.createElement('div'), rest);
      if (isKeystroke) rewrite(line, `${each}\n`);
    }
    for (const line of old.slice(insert.length)) line.remove();
    coloured = [...coloured.slice(0, from), ...insert.map(() => undefined), ...coloured.slice(to)];
    texts = now;
    if (isKeystroke) void colourSoon();
    else colour();
  };
  draw(area.value);

  return {
    lines,
    get marks() {
      return marks;
    },
    draw,
    mark(all) {
      marks = all;
      const worst = worstByLine(all, lines.length);
      for (const [index, line] of [...lines].entries()) {
        const severity = worst.get(index + 1);
        const name = severity ? `marked ${severity}` : '';
        if (line.className === name) continue;
        line.className = name;
        if (severity) line.dataset.shape = shapes[severity];
      }
    },
    remove() {
      box.remove();
      area.rows = rows;
      pane.classList.remove('painted');
    },
  };
}
