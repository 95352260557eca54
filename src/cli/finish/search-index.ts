/** Makes the search index of a built site: `pagefind/` in its folder. Pages are marked here and not in their HTML, which stays light. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { parse } from 'yaml';
import { filesIn } from '../files.ts';

/** What is no part of a page's own text: pictures' letters, the work of an exercise, and what stands on another page in full. */
const leftOut = [
  'nav',
  'svg',
  'button',
  'noscript',
  '.above',
  '.anchor',
  '.bench',
  '.sources',
  '.visually-hidden',
  'shipshape-exercise.wide',
];

/** The API and the index. Pagefind's own user interfaces, its worker and its fallback for other languages stay behind. */
const needed = /^pagefind(-entry\.json|\.js|\.en_\w+\.pf_meta)$|^wasm\.en\.pagefind$|^(filter|fragment|index)\//;

/** Kind of a page by its address below the base, as the search shows it; undefined for lists of what is found by itself. */
export function kindOf(path: string): string | undefined {
  const [first = '', second, third] = path.split('/').filter(Boolean);
  if (first === 'learn') return third ? 'lesson' : 'page';
  if (first === 'exercises') return second ? 'exercise' : undefined;
  if (first === 'rules') return second ? 'rule' : undefined;
  return ['', 'glossary', '404.html', 'offline'].includes(first) ? undefined : 'page';
}

/** A term of the glossary from its file; its body is plain text with code between backticks. */
export function termIn(text: string): { term: string; aka: string[]; says: string } {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const { term = '', aka = [] } = (parse(head) ?? {}) as { term?: string; aka?: string[] };
  return { term, aka, says: body.replaceAll('`', '').replace(/\s+/g, ' ').trim() };
}

async function addPages(index: PagefindIndex, site: string): Promise<string[]> {
  const troubles: string[] = [];
  for (const file of filesIn(site).filter((name) => name.endsWith('.html'))) {
    const path = file.replace(/(^|\/)index\.html$/, '$1');
    const kind = kindOf(path);
    if (!kind) continue;
    const html = readFileSync(join(site, file), 'utf8');
    if (/<meta name="?robots"? content="?noindex/.test(html)) continue;
    const content = html.replace(/<main\b/, `<main data-pagefind-body data-pagefind-filter="kind:${kind}"`);
    troubles.push(...(await index.addHTMLFile({ url: `/${path}`, content })).errors);
  }
  return troubles;
}

async function addGlossary(index: PagefindIndex, folder: string): Promise<string[]> {
  const troubles: string[] = [];
  for (const file of readdirSync(folder).sort()) {
    const { term, aka, says } = termIn(readFileSync(join(folder, file), 'utf8'));
    const content = aka.length > 0 ? `${says} Also: ${aka.join(', ')}.` : says;
    const url = `/glossary/#${file.replace(/\.md$/, '')}`;
    const record = { url, content, language: 'en', meta: { title: term }, filters: { kind: ['term'] } };
    troubles.push(...(await index.addCustomRecord(record)).errors);
  }
  return troubles;
}

/**
 * Writes the index of a site's lessons, exercises, rules, terms and other pages.
 * @param glossary folder of the glossary's files: each term is found by itself
 * @throws with what Pagefind said where it could not
 */
export async function writeSearchIndex(site: string, glossary: string): Promise<void> {
  const { index, errors } = await createIndex({ excludeSelectors: leftOut, maxFragments: 24 });
  if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
  const troubles = [...(await addPages(index, site)), ...(await addGlossary(index, glossary))];
  const made = await index.getFiles();
  troubles.push(...made.errors);
  if (troubles.length > 0) throw new Error(`Pagefind could not index the site: ${troubles.join('; ')}`);
  for (const { path, content } of made.files.filter((file) => needed.test(file.path))) {
    const target = join(site, 'pagefind', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  await close();
}
