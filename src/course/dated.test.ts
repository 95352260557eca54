/** What changes with time stands in `content/facts.yaml`, with its source and date, and lessons quote it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../content/lessons');
const lessons = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\/\d[^/]*\.mdx$/.test(file));

/** A lesson's own words: without frontmatter, blocks, inline code, quotations, and what a component is told. */
const proseOf = (mdx: string) =>
  mdx
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^\s*```[\s\S]*?^\s*```$/gm, '')
    .replace(/`[^`]+`|“[^”]*”|"[^"]*"|<[^>]*>/g, '');

test.each(lessons)('%s types no year and no version by hand', (file) => {
  const typed = proseOf(readFileSync(join(folder, file), 'utf8')).match(
    /\b(?:19|20)\d\d\b|\b(?:since|until|before|as of) [A-Z][\w.]*(?: [A-Z]\w*)? \d[\d.]*|\b[A-Z]\w+ \d+\.\d+\b/g,
  );
  expect(typed ?? [], 'put each into content/facts.yaml and quote it with <Fact id="…" />').toEqual([]);
});
