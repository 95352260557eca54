import { expect, test } from 'vitest';
import { linkTerms, type Term } from './terms.ts';

const terms: Term[] = [
  { id: 'build-context', names: ['build context', 'context'] },
  { id: 'image', names: ['image'] },
  { id: 'base-image', names: ['base image'] },
  { id: 'sigterm', names: ['SIGTERM'] },
  { id: 'pid-1', names: ['PID 1'] },
];
const linked = (html: string) => linkTerms(html, terms, (id) => `#${id}`);

test('the first use becomes a link, and only that', () => {
  expect(linked('<p>An image is an image.</p><p>Image</p>')).toBe('<p>An <a href="#image">image</a> is an image.</p><p>Image</p>');
});

test('plural, capital and line break are the same term; the longer name wins', () => {
  expect(linked('<p>Images</p>')).toBe('<p><a href="#image">Images</a></p>');
  expect(linked('<li>The base\nimage</li>')).toBe('<li>The <a href="#base-image">base\nimage</a></li>');
  expect(linked('<p>The context, the build context</p>')).toBe('<p>The <a href="#build-context">context</a>, the build context</p>');
});

test('a part of a word, of a path or of a name is no term', () => {
  for (const text of ['imagery', 'pre-image', 'image-tool', 'a/image', 'image/a', 'image.png', 'sigterm', 'PID 12'])
    expect(linked(`<p>${text}</p>`)).toBe(`<p>${text}</p>`);
});

test('headings, code, links, bold words, pictures and exercises are left alone', () => {
  for (const tag of ['h2', 'code', 'a', 'strong', 'figure', 'button', 'shipshape-exercise'])
    expect(linked(`<p>x <${tag}><i>image</i></${tag}></p>`)).toBe(`<p>x <${tag}><i>image</i></${tag}></p>`);
  expect(linked('image')).toBe('image');
  expect(linked('<p title="an image">PID 1<br>image</p>')).toBe(
    '<p title="an image"><a href="#pid-1">PID 1</a><br><a href="#image">image</a></p>',
  );
});

test('what is no tag stays as it is', () => {
  expect(linked('<p>a &lt; image</p><!-- <p>image</p> -->')).toBe('<p>a &lt; <a href="#image">image</a></p><!-- <p>image</p> -->');
});
