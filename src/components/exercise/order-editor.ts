/** The lines of a file as a list whose items move: by buttons, by Alt with an arrow key, or by dragging. Its text is the file. */
import { type Diagnostic, parse } from '#engine';
import { colouredLines } from '../code/lines.ts';
import { escapeHtml } from '../html.ts';
import type { Editor } from './editing.ts';

/** A file cut into what moves as one: an instruction with its continuations, and the comments right above it. Blank lines between blocks are dropped. */
export function blocksOf(text: string): string[] {
  const lines = text.split('\n');
  const said = (line: string) => line.trim() !== '';
  let from = 0;
  const blocks = parse(text).instructions.map(({ lines: { start, end } }) => {
    const block = [...lines.slice(from, start - 1).filter(said), ...lines.slice(start - 1, end)];
    from = end;
    return block.join('\n');
  });
  const rest = lines.slice(from).filter(said);
  return rest.length > 0 ? [...blocks, rest.join('\n')] : blocks;
}

export const textOfBlocks = (blocks: string[]): string => (blocks.length > 0 ? `${blocks.join('\n')}\n` : '');

export function orderEditor(list: HTMLElement, path: string, changed: (text: string) => void): Editor {
  let blocks: string[] = [];
  let marks: Diagnostic[] = [];
  let dragged = -1;

  const draw = (focus?: number) => {
    const marked = marksByBlock(blocks, marks);
    let line = 1;
    list.innerHTML = blocks
      .map((block, index) => {
        const number = line;
        line += block.split('\n').length;
        const name = escapeHtml(block.split('\n')[0] ?? '');
        const button = (step: number, label: string, sign: string) =>
          `<button type="button" data-move="${step}" aria-label="Move ${label}: ${name}"${index + step < 0 || index + step >= blocks.length ? ' disabled' : ''}>${sign}</button>`;
        return `<li draggable="true" tabindex="0" data-index="${index}"${marked.has(index) ? ' class="marked"' : ''}><span class="number" aria-hidden="true">${number}</span><code>${colouredLines(path, block).join('\n')}</code><span class="moves">${button(-1, 'up', '↑')}${button(1, 'down', '↓')}</span></li>`;
      })
      .join('');
    if (focus !== undefined) list.querySelector<HTMLElement>(`[data-index="${focus}"]`)?.focus();
  };
  const move = (from: number, to: number) => {
    const block = blocks[from];
    if (block === undefined || to < 0 || to >= blocks.length || from === to) return;
    blocks = blocks.toSpliced(from, 1).toSpliced(to, 0, block);
    draw(to);
    changed(textOfBlocks(blocks));
  };
  const indexOf = (target: EventTarget | null) =>
    Number((target as Element | null)?.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);

  list.addEventListener('click', (event) => {
    const step = Number((event.target as Element).closest<HTMLElement>('[data-move]')?.dataset.move ?? 0);
    const from = indexOf(event.target);
    if (step === 0 || from < 0) return;
    move(from, from + step);
    list.querySelector<HTMLElement>(`[data-index="${from + step}"] [data-move="${step}"]:not(:disabled)`)?.focus();
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.altKey) return;
    event.preventDefault();
    move(indexOf(event.target), indexOf(event.target) + step);
  });
  list.addEventListener('dragstart', (event) => {
    dragged = indexOf(event.target);
    event.dataTransfer?.setData('text/plain', blocks[dragged] ?? '');
  });
  list.addEventListener('dragover', (event) => event.preventDefault());
  list.addEventListener('drop', (event) => {
    event.preventDefault();
    const to = indexOf(event.target);
    if (dragged >= 0 && to >= 0) move(dragged, to);
    dragged = -1;
  });

  return {
    text: () => textOfBlocks(blocks),
    setText: (text) => {
      blocks = blocksOf(text);
      draw();
      changed(textOfBlocks(blocks));
    },
    setMarks: (next) => {
      marks = next.filter((mark) => mark.severity === 'error');
      const at = document.activeElement;
      if (at && list.contains(at)) {
        const marked = marksByBlock(blocks, marks);
        for (const item of list.children) item.classList.toggle('marked', marked.has(indexOf(item)));
      } else draw();
    },
    goTo: (offset) => {
      let end = 0;
      const at = blocks.findIndex((block) => {
        end += block.length + 1;
        return offset < end;
      });
      list.querySelector<HTMLElement>(`[data-index="${Math.max(0, at)}"]`)?.focus();
    },
    cursor: () => 0,
    place: () => {},
    close: () => {},
    focus: () => list.querySelector<HTMLElement>('li')?.focus(),
  };
}

/** Which blocks hold a marked line. */
function marksByBlock(blocks: string[], marks: Diagnostic[]): Set<number> {
  const marked = new Set<number>();
  let line = 1;
  blocks.forEach((block, index) => {
    const next = line + block.split('\n').length;
    if (marks.some((mark) => mark.line >= line && mark.line < next)) marked.add(index);
    line = next;
  });
  return marked;
}
