/** A table for a spreadsheet and for a page of Markdown. What people typed stays text there too. */
import type { Table } from './table.ts';

/** The words of an export, from `strings/`. */
export interface ExportWords {
  name: string;
  unnamed: string;
  date: string;
  passed: string;
  asked: string;
  placed: string;
  cells: Record<Table['rows'][number]['cells'][number], string>;
}

/** Letters with which a spreadsheet takes a cell for a formula, the wide ones of East Asian keyboards too. */
const formula = /^[\s\u00a0]*[=+\-@\t\r|%＝＋－＠]/u;

/** One cell: always quoted, never a formula. */
const csvCell = (text: string | number): string => {
  const whole = String(text);
  const safe = typeof text === 'string' && formula.test(whole) ? `'${whole}` : whole;
  return `"${safe.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"`;
};

const rowsOf = ({ columns, rows }: Table, words: ExportWords): (string | number)[][] => [
  [words.name, words.date, words.passed, words.asked, words.placed, ...columns.map(({ title }) => title)],
  ...rows.map(({ name, made, held, asked, placed, cells }) => [
    name || words.unnamed,
    made.slice(0, 10),
    held,
    asked,
    placed.join(', '),
    ...cells.map((cell) => words.cells[cell]),
  ]),
];

/** RFC 4180, lines ended with CR LF. */
export const toCsv = (table: Table, words: ExportWords): string =>
  rowsOf(table, words)
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');

const mdCell = (text: string | number): string =>
  String(text)
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replace(/[&<>@]/g, (character) => `&#${character.charCodeAt(0)};`);

/** A table of GitHub's Markdown. */
export function toMarkdown(table: Table, words: ExportWords): string {
  const [head = [], ...body] = rowsOf(table, words).map((row) => `| ${row.map(mdCell).join(' | ')} |`);
  const line = `|${' --- |'.repeat(5 + table.columns.length)}`;
  return `${[head, line, ...body].join('\n')}\n`;
}
