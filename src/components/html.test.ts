import { expect, test } from 'vitest';
import { escapeHtml, inlineHtml, paragraphsHtml, textOf } from './html.ts';

test.each([
  ['plain', 'plain'],
  ['`npm ci` installs', '<code class="nb">npm ci</code> installs'],
  ['a `b` c `d`', 'a <code>b</code> c <code>d</code>'],
  ['a lone ` stays', 'a lone ` stays'],
  ['`a` and `b', '<code>a</code> and `b'],
  ['``', '``'.replaceAll('`', '')],
  ['`<img onerror=x>` & <b>', '<code class="nb">&lt;img onerror=x&gt;</code> &amp; &lt;b&gt;'],
])('backticks become code and nothing becomes markup: %s', (text, html) => {
  expect(inlineHtml(text)).toBe(html);
});

test('paragraphs are divided by blank lines', () => {
  expect(paragraphsHtml('one\nstill one\n\n`two`\n')).toBe('<p>one still one</p><p><code>two</code></p>');
});

test('text survives the way to HTML and back', () => {
  const text = 'RUN echo "a & b" <<\'EOF\' `x` &amp; é';
  expect(textOf(`<span class="t-keyword">${escapeHtml(text)}</span>`)).toBe(text);
  expect(textOf('&#x3C;a&#62;')).toBe('<a>');
});
