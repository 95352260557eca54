/** Small helpers for building HTML from text that others wrote. */
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made safe for HTML, inside and outside of attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that a piece of our own HTML shows: tags dropped, entities decoded. Not for HTML of others. */
export const textOf = (html: string): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return named[name] ?? whole;
  });

/** Code in a sentence. A short piece stays on one line: `--omit=dev` must not break after its hyphens. */
export const codeHtml = (text: string): string =>
  `<code${/[- ]/.test(text) && text.length <= 28 ? ' class="nb"' : ''}>${escapeHtml(text)}</code>`;

/** Plain text with `code` between backticks as HTML. A backtick without a partner stays as it is. */
export function inlineHtml(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2, 1)[0]}\`${parts.pop()}`);
  return parts.map((part, index) => (index % 2 === 1 && part !== '' ? codeHtml(part) : escapeHtml(part))).join('');
}

/** The same for text of several paragraphs, divided by blank lines. */
export const paragraphsHtml = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${inlineHtml(paragraph.replace(/\s+/g, ' ').trim())}</p>`)
    .join('');
