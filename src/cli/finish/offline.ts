/** Puts the service worker beside a built site, with the list of what it keeps. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from '../files.ts';

/** What no page needs: for machines, or for a reader whose address is wrong. */
const leftOut = /^(worker\.js|404\.html|robots\.txt|sitemap\.xml|feed\.xml|llms(-full)?\.txt|og\/.*)$/;

/** Without these a version is none: the page for when nothing else is there, and what it is drawn with. */
const first = /^(offline\/index\.html|index\.html|favicon\.svg|_astro\/.*\.woff2)$/;

/** What is fetched first of the rest: the scripts, then what people read, then what they look up. */
const order = [/^_astro\//, /^learn\//, /^exercises\/.*html$/, /^pagefind\//];
const rank = (file: string) => (order.findIndex((kind) => kind.test(file)) + order.length + 1) % (order.length + 1);

export interface Kept {
  version: string;
  /** Addresses below the base: 'learn/x/y/'. */
  first: string[];
  rest: string[];
}

/** What the worker keeps of a built site. The version is that of the content: the same files give the same one. */
export function keptOf(site: string): Kept {
  const files = filesIn(site).filter((file) => !leftOut.test(file));
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(site, file)));
  const address = (file: string) => file.replace(/(^|\/)index\.html$/, '$1');
  return {
    version: hash.digest('hex').slice(0, 12),
    first: files.filter((file) => first.test(file)).map(address),
    rest: files
      .filter((file) => !first.test(file))
      .sort((a, b) => rank(a) - rank(b))
      .map(address),
  };
}

/** Writes `worker.js`. Its comments are for readers of the source. */
export function writeWorker(site: string, source: string): void {
  const { version, first, rest } = keptOf(site);
  const lists = `const VERSION=${JSON.stringify(version)},FIRST=${JSON.stringify(first)},REST=${JSON.stringify(rest)};\n`;
  const code = readFileSync(source, 'utf8').replace(/^\s*(\/\/|\/\*\*).*\n/gm, '');
  writeFileSync(join(site, 'worker.js'), lists + code);
}
