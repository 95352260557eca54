/** What the team page shows of its records, as HTML. Names are strangers' texts: everything is escaped, and each name stands in a `<bdi>`. */
import { showDate } from '../../course/dates.ts';
import type { SameAnswers } from '../../course/records/people.ts';
import type { Cell, Need, Table } from '../../course/records/table.ts';
import { team as words } from '../../course/strings/index.ts';
import { escapeHtml, inlineHtml } from '../html.ts';

export interface Sort {
  /** 'name', 'made', 'held', or a column's id. */
  by: string;
  descending: boolean;
}

/** A row of the table with the number of its record, so that it is found again when sorted and filtered. */
export type Numbered = Table['rows'][number] & { at: number };

const marks: Record<Cell, string> = { passed: '✓', placed: '»', part: '◐', 'not-yet': '✕', missing: '·' };
const ranks: Record<Cell, number> = { passed: 0, placed: 1, part: 2, 'not-yet': 3, missing: 4 };

export const nameHtml = (name: string): string => `<bdi>${escapeHtml(name || words.unnamed)}</bdi>`;

/** One for all: a comparison of its own each time costs a hundred times as much. */
const names = new Intl.Collator(undefined, { numeric: true });

/** Rows in the order that is asked for; equal ones by name. */
export function sortRows(rows: Numbered[], columns: Table['columns'], { by, descending }: Sort): Numbered[] {
  const at = columns.findIndex(({ id }) => id === by);
  const compare = (a: Numbered, b: Numbered): number => {
    if (by === 'made') return a.made < b.made ? -1 : a.made > b.made ? 1 : 0;
    if (by === 'held') return a.held / Math.max(1, a.asked) - b.held / Math.max(1, b.asked);
    if (at >= 0) return ranks[a.cells[at] ?? 'missing'] - ranks[b.cells[at] ?? 'missing'];
    return names.compare(a.name, b.name);
  };
  return [...rows].sort((a, b) => (descending ? -1 : 1) * compare(a, b) || names.compare(a.name, b.name));
}

const headCell = (id: string, label: string, more = '') =>
  `<th scope="col" data-by="${escapeHtml(id)}"${more}><button type="button" data-sort="${escapeHtml(id)}"><span>${label}</span><i aria-hidden="true"></i></button></th>`;

/** The heads of all columns, widths first: with them given, the browser need not look at every row to place one. */
export function headHtml(columns: Table['columns']): string {
  const cells = [
    headCell('name', words.exports.name, ' class="who"'),
    headCell('made', words.exports.date),
    headCell('held', words.exports.passed),
    ...columns.map(({ id, title, asked }) => headCell(id, inlineHtml(title), ` class="what${asked ? '' : ' optional'}"`)),
  ];
  const widths = '<colgroup><col class="who"><col class="date"><col class="sum"></colgroup>';
  return `${widths}<thead><tr>${cells.join('')}</tr></thead>`;
}

/** Says on the heads by which of them the rows are sorted. */
export function markSort(table: HTMLTableElement, { by, descending }: Sort): void {
  for (const head of table.tHead?.querySelectorAll<HTMLElement>('th') ?? []) {
    const sorted = head.dataset.by === by;
    head.setAttribute('aria-sort', sorted ? (descending ? 'descending' : 'ascending') : 'none');
    const arrow = head.querySelector('i');
    if (arrow) arrow.textContent = sorted ? (descending ? '▼' : '▲') : '';
  }
}

/** One element a cell: there may be thousands. */
const cellHtml = (cell: Cell) => `<td data-state="${cell}"><i role="img" aria-label="${words.exports.cells[cell]}">${marks[cell]}</i></td>`;

export const bodyHtml = (rows: Numbered[]): string =>
  rows
    .map(({ at, name, made, asked, held, placed, cells }) => {
      const skipped = placed.length > 0 ? `<small>${words.skipped(escapeHtml(placed.join(', ')))}</small>` : '';
      return `<tr><th scope="row" class="who"><button type="button" class="link" data-open="${at}">${nameHtml(name)}</button>${skipped}</th><td class="date">${made ? `<time datetime="${escapeHtml(made)}">${escapeHtml(showDate(made))}</time>` : '–'}</td><td class="sum">${held}/${asked}</td>${cells.map(cellHtml).join('')}</tr>`;
    })
    .join('');

/** Names in a sentence: the first few, and the others on request. */
const namesHtml = (people: string[], shown = 6): string => {
  const first = people.slice(0, shown).map(nameHtml).join(', ');
  const rest = people.slice(shown);
  if (rest.length === 0) return first;
  return `${first} <details class="rest"><summary>${words.andMore(rest.length)}</summary>${rest.map(nameHtml).join(', ')}</details>`;
};

/** The first few lines of a list, and the others on request. */
const foldHtml = (tag: 'ol' | 'ul', lines: string[], shown: number, all: (count: number) => string): string => {
  const rest = lines.slice(shown);
  const first = `<${tag}>${lines.slice(0, shown).join('')}</${tag}>`;
  if (rest.length === 0) return first;
  return `${first}<details><summary>${all(lines.length)}</summary><${tag}${tag === 'ol' ? ` start="${shown + 1}"` : ''}>${rest.join('')}</${tag}></details>`;
};

export function needsHtml(needs: Need[]): string {
  if (needs.length === 0) return `<p>${words.needsNothing}</p>`;
  const items = needs.map(({ title, waiting, failing, goals }) => {
    const lines = [
      ...(waiting.length > 0 ? [`${words.waiting(waiting.length)} ${namesHtml(waiting)}`] : []),
      ...(failing.length > 0 ? [`${words.failing(failing.length)} ${namesHtml(failing)}`] : []),
      ...goals.slice(0, 3).map((goal) => `${words.missed(goal.people)} ${inlineHtml(goal.title)}`),
    ];
    return `<li><b>${inlineHtml(title)}</b>${lines.map((line) => `<div>${line}</div>`).join('')}</li>`;
  });
  return foldHtml('ol', items, 5, words.allNeeds);
}

export function sameHtml(same: SameAnswers[]): string {
  const items = same.map(({ title, groups }) => {
    const lines = groups.map((people) => `<div>${words.sameGroup(people.length)} ${namesHtml(people)}</div>`);
    return `<li><b>${inlineHtml(title)}</b>${lines.slice(0, 3).join('')}${lines.length > 3 ? `<details><summary>${words.moreGroups(lines.length - 3)}</summary>${lines.slice(3).join('')}</details>` : ''}</li>`;
  });
  return foldHtml('ul', items, 5, words.allSame);
}

/** An offer for each name that several records bear. */
export const namesakesHtml = (groups: { name: string; count: number }[]): string =>
  groups
    .map(
      ({ name, count }, at) =>
        `<p><span>${words.namesakes(count, nameHtml(name))}</span> <button type="button" class="button" data-merge="${at}">${words.merge}</button> <button type="button" class="button quiet" data-keep="${at}">${words.keepApart}</button></p>`,
    )
    .join('');

export const refusedHtml = (refused: { from: string; why: string }[]): string =>
  refused.length === 0
    ? ''
    : `<p>${words.refusedTitle(refused.length)}</p><ul>${refused
        .slice(0, 20)
        .map(({ from, why }) => `<li><bdi>${escapeHtml(from)}</bdi>: ${escapeHtml(why)}</li>`)
        .join('')}</ul>`;
