import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pagesOf } from './pages.ts';
import { type Result, verdict } from './step.ts';

/** Bytes after gzip that a lesson page may load before any interaction: HTML, style sheets and scripts together, fonts apart. */
export const pageBudget = 30_000;

/** Size of what one page loads by itself. */
export interface Weight {
  path: string;
  bytes: number;
  /** Bytes by file, heaviest first. */
  files: [file: string, bytes: number][];
}

/** Weighs every page of a built site. */
export function weigh(site: string, base = '/'): Weight[] {
  const sizes = new Map<string, number>();
  const size = (file: string): number => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(site, file)), { level: 9 }).length;
    sizes.set(file, known);
    return known;
  };
  return pagesOf(site, base).map(({ path, files }) => {
    const weighed = files.map((file): [string, number] => [file, size(file)]).sort((a, b) => b[1] - a[1]);
    return { path, bytes: weighed.reduce((sum, [, bytes]) => sum + bytes, 0), files: weighed };
  });
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

/** Fails where a lesson page is over the budget, and where there is no lesson page to weigh. What is loaded later is measured in the browser. */
export function budget(site: string, base = '/'): Result {
  const lessons = weigh(site, base).filter(({ path }) => /^learn\/[^/]+\/[^/]+\/$/.test(path));
  const heaviest = lessons.reduce<Weight | undefined>((most, page) => (page.bytes > (most?.bytes ?? -1) ? page : most), undefined);
  if (!heaviest) return verdict(false, 'no lesson page was built');
  const over = lessons.filter(({ bytes }) => bytes > pageBudget);
  const lines = over.map(
    ({ path, bytes, files }) =>
      `${path}  ${kilobytes(bytes)}\n${files.map(([file, part]) => `    ${kilobytes(part)}  ${file}`).join('\n')}`,
  );
  return verdict(
    over.length === 0,
    `${lessons.length} lesson pages, heaviest ${kilobytes(heaviest.bytes)} of ${kilobytes(pageBudget)} (${heaviest.path})`,
    lines.join('\n'),
  );
}
