/** What the team page shows of its records, as HTML. Names are strangers' texts: everything is escaped, and each name stands in a `<bdi>`. */
import { showDate } from '../../course/dates.ts';
import type { SameAnswer } from '../../course/records/people.ts';
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

/** Rows in the order that is asked for; equal ones by name. */
export function sortRows(rows: Numbered[], columns: Table['columns'], { by, descending }: Sort): Numbered[] {
  const at = columns.findIndex(({ id }) => id === by);
  const compare = (a: Numbered, b: Numbered): number => {
    if (by === 'made') return a.made < b.made ? -1 : a.made > b.made ? 1 : 0;
    if (by === 'held') return a.held / Math.max(1, a.asked) - b.held / Math.max(1, b.asked);
    if (at >= 0) return ranks[a.cells[at] ?? 'missing'] - ranks[b.cells[at] ?? 'missing'];
    return a.name.localeCompare(b.name);
  };
  return [...rows].sort((a, b) => (descending ? -1 : 1) * compare(a, b) || a.name.localeCompare(b.name));
}

function headHtml(id: string, label: string, { by, descending }: Sort, more = ''): string {
  const sorted = by === id ? (descending ? 'descending' : 'ascending') : 'none';
  const arrow = by === id ? (descending ? '▼' : '▲') : '';
  return `<th scope="col" aria-sort="${sorted}"${more}><button type="button" data-sort="${escapeHtml(id)}"><span>${label}</span><i aria-hidden="true">${arrow}</i></button></th>`;
}

const cellHtml = (cell: Cell) =>
  `<td data-state="${cell}"><span aria-hidden="true">${marks[cell]}</span><span class="visually-hidden">${words.exports.cells[cell]}</span></td>`;

export function tableHtml(columns: Table['columns'], rows: Numbered[], sort: Sort): string {
  const head = [
    headHtml('name', words.exports.name, sort, ' class="who"'),
    headHtml('made', words.exports.date, sort),
    headHtml('held', words.exports.passed, sort),
    ...columns.map(({ id, title, asked }) => headHtml(id, inlineHtml(title), sort, ` class="what${asked ? '' : ' optional'}"`)),
  ];
  const body = rows.map(({ at, name, made, asked, held, placed, cells }) => {
    const skipped = placed.length > 0 ? `<small>${words.skipped(escapeHtml(placed.join(', ')))}</small>` : '';
    return `<tr><th scope="row" class="who"><button type="button" class="link" data-open="${at}">${nameHtml(name)}</button>${skipped}</th><td class="date">${made ? `<time datetime="${escapeHtml(made)}">${escapeHtml(showDate(made))}</time>` : '–'}</td><td class="sum">${held}/${asked}</td>${cells.map(cellHtml).join('')}</tr>`;
  });
  return `<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody>`;
}

/** Names in a sentence: the first few, then how many more. */
const namesHtml = (names: string[]): string => {
  const shown = names.slice(0, 6).map(nameHtml).join(', ');
  return names.length > 6 ? words.andMore(shown, names.length - 6) : shown;
};

export function needsHtml(needs: Need[]): string {
  if (needs.length === 0) return `<p>${words.needsNothing}</p>`;
  const items = needs.slice(0, 8).map(({ title, waiting, failing, goals }) => {
    const lines = [
      ...(waiting.length > 0 ? [`${words.waiting(waiting.length)} ${namesHtml(waiting)}`] : []),
      ...(failing.length > 0 ? [`${words.failing(failing.length)} ${namesHtml(failing)}`] : []),
      ...goals.slice(0, 3).map((goal) => `${words.missed(goal.people)} ${inlineHtml(goal.title)}`),
    ];
    return `<li><b>${inlineHtml(title)}</b>${lines.map((line) => `<p>${line}</p>`).join('')}</li>`;
  });
  return `<ol>${items.join('')}</ol>`;
}

export const sameHtml = (same: SameAnswer[]): string =>
  `<ul>${same
    .slice(0, 15)
    .map(({ title, names }) => `<li>${inlineHtml(title)}: ${namesHtml(names)}</li>`)
    .join('')}</ul>`;

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
