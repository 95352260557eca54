/** The built site as its pages load it: which files arrive before anybody asks for more. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { filesIn } from '../files.ts';
import { tidyBase } from '../static-server.ts';

export interface Page {
  /** Address below the base: 'learn/x/y/', '' for the home page, '404.html'. */
  path: string;
  /** The HTML file and every style sheet and script it loads by itself, relative to the site's folder, HTML first. */
  files: string[];
}

/** Every HTML page of a built site. */
export function pagesOf(site: string, base = '/'): Page[] {
  return filesIn(site)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ path: file.replace(/(^|\/)index\.html$/, '$1'), files: [file, ...loadedBy(site, file, tidyBase(base))] }));
}

/** What a page's HTML asks for, and what that in turn imports statically. Imports behind a function call wait for somebody to ask. */
function loadedBy(site: string, html: string, base: string): string[] {
  const text = readFileSync(join(site, html), 'utf8');
  const found = new Set<string>();
  const add = (address: string, from: string) => {
    const file = fileOf(address, from, base);
    if (!file || found.has(file) || !existsSync(join(site, file))) return;
    found.add(file);
    if (/\.m?js$/.test(file)) for (const next of importsOf(readFileSync(join(site, file), 'utf8'))) add(next, file);
  };
  for (const address of addressesIn(text)) add(address, html);
  return [...found];
}

/** Addresses of the scripts and style sheets in a page, and those its inline scripts import. */
function addressesIn(html: string): string[] {
  const tags = [...html.matchAll(/<(script|link)\b([^>]*)>/g)].flatMap(([, name, attributes = '']) => {
    if (name === 'script') return attribute(attributes, 'src');
    return /\b(stylesheet|modulepreload|preload)\b/.test(attribute(attributes, 'rel').join()) ? attribute(attributes, 'href') : [];
  });
  const inline = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].flatMap(([, code = '']) => importsOf(code));
  return [...tags, ...inline].filter((address) => /\.(css|m?js)(\?|$)/.test(address));
}

const attribute = (attributes: string, name: string): string[] =>
  [...attributes.matchAll(new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'g'))].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );

/** Static imports of a built script: `import x from"./a.js"`, `import"./a.js"`, `export … from"./a.js"`. */
export const importsOf = (code: string): string[] =>
  [...code.matchAll(/\b(?:from|import)\s*(["'`])([^"'`\s]+\.m?js)\1/g)].map((match) => match[2] ?? '');

/** The file in the site that an address stands for, seen from the file that names it; undefined for other hosts. */
function fileOf(address: string, from: string, base: string): string | undefined {
  const path = address.replace(/[?#].*$/, '');
  if (/^(?:[a-z]+:)?\/\//i.test(path)) return undefined;
  if (path.startsWith('/')) return path.startsWith(base) ? path.slice(base.length) : undefined;
  return posix.normalize(posix.join(posix.dirname(from), path));
}
