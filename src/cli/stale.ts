/**
 * `npm run stale`: lists lessons, facts and terms that nobody has checked for more than a year, and ends with 1 where there are any.
 * Not a step of `npm test`: a day on the calendar must not fail a change that has nothing to do with it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Dated, staleOn } from '../course/stale.ts';
import { root } from './run.ts';

const text = (file: string) => readFileSync(join(root, file), 'utf8');
const day = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ''));
const headOf = (file: string) => parse(/^---\n([\s\S]*?)\n---\n/.exec(text(file))?.[1] ?? '') as Record<string, unknown>;

function collect(): Dated[] {
  const lessons = readdirSync(join(root, 'content/lessons'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/\d[^/]*\.mdx$/.test(file))
    .map((file) => `content/lessons/${file}`);
  const terms = readdirSync(join(root, 'content/glossary')).map((file) => `content/glossary/${file}`);
  const facts = parse(text('content/facts.yaml')) as Record<string, { date: unknown }>;
  return [
    ...lessons.map((file) => ({ place: file, date: day(headOf(file).verified) })),
    ...Object.entries(facts).map(([id, { date }]) => ({ place: `content/facts.yaml, ${id}`, date: day(date) })),
    ...terms.flatMap((file) => {
      const { date } = (headOf(file).source ?? {}) as { date?: unknown };
      return date === undefined ? [] : [{ place: file, date: day(date) }];
    }),
  ];
}

const all = collect();
const stale = staleOn(new Date().toISOString().slice(0, 10), all);
for (const { date, place } of stale) console.log(`${date || 'no date   '}  ${place}`);
console.log(`${stale.length} of ${all.length} dates are older than a year.`);
process.exitCode = stale.length > 0 ? 1 : 0;
