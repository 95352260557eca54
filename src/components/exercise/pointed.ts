/** What there is to say about a line, shown where the pointer rests on it. */
import { aboutLineHtml } from './about-line.ts';
import type { Painting } from './painting.ts';

/** Milliseconds that the pointer rests before it is told, and that it may take on its way from the line to what is told. */
const rest = 300;

/**
 * The same as the note below the editor says of the line with the cursor. Escape closes it, also where the focus is elsewhere; the pointer
 * may move onto it.
 */
export function sayWherePointed(area: HTMLTextAreaElement, path: string, painting: Painting): { close(): void; end(): void } {
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: { box: HTMLElement; line: number } | undefined;

  const close = () => {
    clearTimeout(timer);
    timer = undefined;
    shown?.box.remove();
    shown = undefined;
  };
  const show = (line: number) => {
    close();
    const element = painting.lines[line];
    const html = aboutLineHtml(path, area.value, line + 1, painting.marks);
    if (!element || html === '') return;
    const box = document.createElement('div');
    box.className = 'pointed says';
    box.innerHTML = html;
    box.addEventListener('pointerenter', () => clearTimeout(timer));
    box.addEventListener('pointerleave', closeSoon);
    area.after(box);
    const { left, top, bottom } = textOf(element);
    const height = box.offsetHeight;
    box.style.left = `${Math.min(left, innerWidth - box.offsetWidth)}px`;
    box.style.top = `${bottom + height > innerHeight && top > height ? top - height : bottom}px`;
    shown = { box, line };
  };
  const closeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(close, rest);
  };
  const point = ({ pointerType, buttons, clientX, clientY }: PointerEvent) => {
    if (pointerType !== 'mouse' || buttons !== 0) return;
    const line = lineUnder(painting.lines, clientX, clientY);
    if (line !== undefined && line === shown?.line) return clearTimeout(timer);
    clearTimeout(timer);
    timer = setTimeout(() => (line === undefined ? close() : show(line)), rest);
  };

  area.addEventListener('pointermove', point, { signal });
  area.addEventListener('pointerleave', closeSoon, { signal });
  area.addEventListener('pointerdown', close, { signal });
  addEventListener('scroll', close, { signal, passive: true });
  addEventListener('keydown', ({ key }) => key === 'Escape' && close(), { signal });
  return {
    close,
    end() {
      close();
      listening.abort();
    },
  };
}

/** Where the text of a line stands in the window. */
function textOf(line: HTMLElement): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(line);
  return range.getBoundingClientRect();
}

/** Index of the line whose text is under a point of the window. */
function lineUnder(lines: HTMLCollectionOf<HTMLElement>, x: number, y: number): number | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as HTMLElement).getBoundingClientRect().top <= y) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  const box = line && textOf(line);
  return box && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom ? low : undefined;
}
