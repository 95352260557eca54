/** Two texts compared line by line, as tables that say in words what was added and removed. Loaded when solutions are shown. */
import { diffLines } from 'diff';
import { diff as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';

type Kind = 'same' | 'removed' | 'added';

export interface Row {
  kind: Kind;
  text: string;
  /** 1-based line in the one text and in the other; undefined where it has no such line. */
  mine?: number;
  theirs?: number;
}

/** Every line of both, in reading order. A missing newline at the end makes no difference. */
export function rowsOf(mine: string, theirs: string): Row[] {
  const ended = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  let left = 0;
  let right = 0;
  return diffLines(ended(mine), ended(theirs)).flatMap(({ value, added, removed }) =>
    value
      .split('\n')
      .slice(0, -1)
      .map((text): Row => {
        if (added) return { kind: 'added', text, theirs: ++right };
        if (removed) return { kind: 'removed', text, mine: ++left };
        return { kind: 'same', text, mine: ++left, theirs: ++right };
      }),
  );
}

const around = 3;

/** The rows that differ with some lines around them; a number stands for so many rows left out. */
export function folded(rows: readonly Row[]): (Row | number)[] {
  const near = new Set(
    rows.flatMap(({ kind }, at) => (kind === 'same' ? [] : Array.from({ length: 2 * around + 1 }, (_, by) => at + by - around))),
  );
  const out: (Row | number)[] = [];
  rows.forEach((row, at) => {
    const last = out.at(-1);
    // One line left out would be replaced by one line that says so.
    if (near.has(at) || (near.has(at - 1) && near.has(at + 1))) out.push(row);
    else if (typeof last === 'number') out[out.length - 1] = last + 1;
    else out.push(1);
  });
  return out;
}

const signs: Record<Kind, string> = { same: '', removed: '−', added: '+' };
const signHtml = (kind: Kind) =>
  `<td class="sign"><span aria-hidden="true">${signs[kind]}</span>${kind === 'same' ? '' : `<span class="visually-hidden">${words[kind]}</span>`}</td>`;
const codeHtml = (text: string) => `<td class="code-cell"><code>${escapeHtml(text) || ' '}</code></td>`;
const numberHtml = (number: number | undefined) => `<td class="number">${number ?? ''}</td>`;
const skippedHtml = (count: number, columns: number) => `<tr class="skipped"><td colspan="${columns}">${words.skipped(count)}</td></tr>`;
const headHtml = (names: string[]) =>
  `<thead class="visually-hidden"><tr>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`;
const tableHtml = (kind: string, caption: string, head: string[], rows: string[]) =>
  `<div class="diff-box" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table class="diff ${kind}"><caption class="visually-hidden">${escapeHtml(caption)}</caption>${headHtml(head)}<tbody>${rows.join('')}</tbody></table></div>`;

/** One column: what to take away from mine and what to put in. */
export function unifiedHtml(rows: readonly Row[], caption: string): string {
  const lines = folded(rows).map((row) =>
    typeof row === 'number'
      ? skippedHtml(row, 4)
      : `<tr class="${row.kind}">${numberHtml(row.mine)}${numberHtml(row.theirs)}${signHtml(row.kind)}${codeHtml(row.text)}</tr>`,
  );
  return tableHtml('unified', caption, [words.mineLine, words.theirsLine, words.change, words.line], lines);
}

/** Lines side by side: each removed one beside the added one that takes its place. */
export function paired(rows: readonly (Row | number)[]): (number | [Row | undefined, Row | undefined])[] {
  const out: (number | [Row | undefined, Row | undefined])[] = [];
  let open = 0;
  for (const row of rows) {
    if (typeof row === 'number' || row.kind === 'same') {
      out.push(typeof row === 'number' ? row : [row, row]);
      open = out.length;
    } else if (row.kind === 'removed') out.push([row, undefined]);
    else {
      while (open < out.length && (out[open] as [Row | undefined, Row | undefined])[1] !== undefined) open++;
      if (open < out.length) out[open] = [(out[open] as [Row | undefined, undefined])[0], row];
      else out.push([undefined, row]);
    }
  }
  return out;
}

export function sideHtml(rows: readonly Row[], caption: string): string {
  const half = (row: Row | undefined, number: number | undefined) =>
    row
      ? `${numberHtml(number)}${signHtml(row.kind)}${codeHtml(row.text)}`
      : '<td class="number none"></td><td class="sign none"></td><td class="code-cell none"></td>';
  const lines = paired(folded(rows)).map((pair) =>
    typeof pair === 'number'
      ? skippedHtml(pair, 6)
      : `<tr class="${pair[0]?.kind === 'same' ? 'same' : 'changed'}">${half(pair[0], pair[0]?.mine)}${half(pair[1], pair[1]?.theirs)}</tr>`,
  );
  return tableHtml('side', caption, [words.mineLine, words.change, words.mine, words.theirsLine, words.change, words.theirs], lines);
}
