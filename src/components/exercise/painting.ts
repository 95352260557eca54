/** A file painted behind its text area: the same letters in the same places, with colours, line numbers and marks. */
import type { Severity } from '#engine';
import { colouredLines } from '../code/lines.ts';
import type { Mark } from './about-line.ts';
import { stretchBetween } from './editing.ts';

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
  let drawn: string[] = [];
  let marks: readonly Mark[] = [];

  const draw = (text: string) => {
    const now = colouredLines(path, text);
    const { from, to, insert } = stretchBetween(drawn, now);
    drawn = now;
    const old = [...Array(to - from)].map((_, index) => lines[from + index] as HTMLElement);
    const rest = lines[to] ?? null;
    for (const [index, html] of insert.entries()) {
      const line = old[index] ?? box.insertBefore(document.createElement('div'), rest);
      // The line break gives an empty line its height.
      line.innerHTML = `${html}\n`;
    }
    for (const line of old.slice(insert.length)) line.remove();
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
