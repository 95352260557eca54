import { escapeHtml } from '../html.ts';
import { coloursOf } from './tokens.ts';

/** A file as HTML, one string for each line, coloured as in the editor. A token over several lines is closed and opened again at each. */
export function colouredLines(path: string, text: string): string[] {
  let html = '';
  let at = 0;
  for (const { start, end, name } of coloursOf(path, text)) {
    html += escapeHtml(text.slice(at, start));
    html += text
      .slice(start, end)
      .split('\n')
      .map((part) => (part === '' ? '' : `<span class="${name}">${escapeHtml(part)}</span>`))
      .join('\n');
    at = end;
  }
  return (html + escapeHtml(text.slice(at))).split('\n');
}
