/**
 * Measures how the exercises are graded and writes `content/rates.json`: `npm run rates`. Every solution and wrong answer under every
 * rewrite and some compositions, every solution with each one thing undone. `-- --open` lists the mutants that pass and nobody has read.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineVersion } from '#engine';
import { rewrites } from '../course/rewrites/index.ts';
import { type Attempts, compositions, underMutation, underRewrites } from '../course/rewrites/measure.ts';
import { reading } from '../course/rewrites/survivors.ts';
import { loadAttempts, wholeSlugs } from './attempts.ts';

const { values } = parseArgs({ options: { open: { type: 'boolean', default: false } } });

function rewritten({ exercise, starter, solutions, wrong }: Attempts, kind: 'right' | 'wrong') {
  const attempts = kind === 'right' ? Object.entries(solutions) : [['starter', starter] as const, ...Object.entries(wrong)];
  const results = attempts.map(([name, files]) =>
    underRewrites(exercise, name, files, [...rewrites, ...compositions(exercise.slug + name, 5)]),
  );
  for (const { attempt, rewrite, what } of results.flatMap((result) => result.changes)) {
    console.log(`${exercise.slug}: ${attempt} under ${rewrite}\n  ${what}`);
  }
  const written = results.reduce((sum, result) => sum + result.applied, 0);
  return { written, changed: results.reduce((sum, result) => sum + result.changes.length, 0) };
}

function broken(attempts: Attempts) {
  const { slug } = attempts.exercise;
  const outcomes = Object.entries(attempts.solutions).flatMap(([name, files]) => underMutation(attempts, name, files));
  const own = outcomes.filter((outcome) => outcome.own);
  const passing = own
    .filter((outcome) => outcome.passes)
    .map((outcome) => ({ ...outcome, said: reading(slug, outcome.solution, outcome.mutant) }));
  const unread = passing.filter(({ said }) => said === undefined);
  if (values.open) for (const { solution, mutant } of unread) console.log(`${slug}: ${solution}: ${mutant}`);
  const rest = outcomes.filter((outcome) => !outcome.own);
  return {
    undone: own.length,
    rejected: own.length - passing.length,
    stillRight: passing.filter(({ said }) => said?.verdict === 'same').length,
    holes: passing.filter(({ said }) => said?.verdict === 'open').length,
    unread: unread.length,
    given: { undone: rest.length, rejected: rest.filter((outcome) => !outcome.passes).length },
  };
}

const exercises: Record<string, unknown> = {};
for (const slug of wholeSlugs()) {
  const attempts = await loadAttempts(slug);
  const right = rewritten(attempts, 'right');
  const wrong = rewritten(attempts, 'wrong');
  const mutants = broken(attempts);
  exercises[slug] = {
    solutions: Object.keys(attempts.solutions).length,
    wrong: Object.keys(attempts.wrong).length,
    rewrites: { right, wrong },
    mutants,
  };
  console.log(
    `${slug}: ${right.written - right.changed}/${right.written} equivalents accepted, ${wrong.written - wrong.changed}/${wrong.written} wrong answers alike, ${mutants.rejected}/${mutants.undone} broken solutions rejected, ${mutants.stillRight} still right, ${mutants.holes} holes, ${mutants.unread} unread`,
  );
}

const date = new Date().toISOString().slice(0, 10);
const file = join(import.meta.dirname, '../../content/rates.json');
writeFileSync(file, `${JSON.stringify({ date, engine: engineVersion, rewrites: rewrites.length, exercises }, null, 2)}\n`);
console.log(`Written to ${file}.`);
