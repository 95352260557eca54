/**
 * Draws a long table a screenful at a time, so that the page answers keys and clicks in between: 200 records of the whole course are 8,000
 * cells. Each screenful is a row group of its own, which the browser need not lay out again when the next one comes.
 */
import type { Table } from '../../course/records/table.ts';
import { nextFrame } from '../next-frame.ts';
import { bodyHtml, headHtml, markSort, type Numbered, type Sort } from './team-html.ts';

/** Rows drawn in one go. */
export const screenful = 15;

export class TableView {
  #table: HTMLTableElement;
  #head = '';
  /** The row groups that stand in the table, as HTML. */
  #drawn: string[] = [];
  /** Those still to come. */
  #waiting: (() => string)[] = [];
  #turn = 0;

  constructor(table: HTMLTableElement) {
    this.#table = table;
    // Paper cannot wait.
    addEventListener('beforeprint', () => {
      while (this.#waiting.length > 0) this.#drawOne();
    });
  }

  /** Shows these rows, the first screenful at once. Resolves to whether all stand there: false where something newer came between. */
  async draw(caption: string, columns: Table['columns'], rows: Numbered[], sort: Sort): Promise<boolean> {
    const turn = ++this.#turn;
    const table = this.#table;
    const head = headHtml(columns);
    if (head !== this.#head) {
      this.#head = head;
      this.#drawn = [];
      table.innerHTML = `<caption></caption>${head}`;
      table.style.setProperty('--columns', String(columns.length));
    }
    if (table.caption) table.caption.textContent = caption;
    markSort(table, sort);
    const groups: Numbered[][] = [];
    for (let at = 0; at < rows.length; at += screenful) groups.push(rows.slice(at, at + screenful));
    // What is the same from the top down stays: nothing is drawn anew because a record came that sorts last.
    const html = groups.map((group) => () => bodyHtml(group));
    let same = 0;
    while (same < this.#drawn.length && same < html.length && html[same]?.() === this.#drawn[same]) same++;
    for (const body of [...table.tBodies].slice(same)) body.remove();
    this.#drawn.length = same;
    this.#waiting = html.slice(same);
    this.#drawOne();
    while (this.#waiting.length > 0) {
      table.setAttribute('aria-busy', 'true');
      await nextFrame();
      if (turn !== this.#turn) return false;
      this.#drawOne();
    }
    table.removeAttribute('aria-busy');
    return true;
  }

  #drawOne() {
    const html = this.#waiting.shift()?.();
    if (html === undefined) return;
    this.#drawn.push(html);
    const body = document.createElement('tbody');
    body.innerHTML = html;
    this.#table.append(body);
  }
}
