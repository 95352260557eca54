/**
 * Measures how the exercises are graded and writes `content/rates.json`: `npm run rates`. Every solution and wrong answer under every
 * rewrite and some compositions, every solution with each one thing undone. `-- <slug>…` measures those exercises alone, writes nothing,
 * and shows what an author has to read: mutants that pass and that nobody has read or that should fail, and readings that hold for none.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineVersion } from '#engine';
import { rewrites } from '../course/rewrites/index.ts';
import { type Attempts, compositions, type Outcome, underMutation, underRewrites } from '../course/rewrites/measure.ts';
import { loadAttempts, wholeSlugs } from './attempts.ts';
import { changedLines } from './changed-lines.ts';

const { positionals: asked } = parseArgs({ allowPositionals: true });

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

/** Prints the mutants that somebody still has to read or to make fail, and the readings that no mutant needs. */
function show({ exercise, solutions, survivors }: Attempts, passing: readonly Outcome[]): void {
  for (const { solution, mutant, said, files } of passing.filter(({ said }) => said?.verdict !== 'same')) {
    const before = solutions[solution] ?? {};
    const lines = Object.keys(files).flatMap((path) =>
      files[path] === before[path] ? [] : changedLines(before[path] ?? '', files[path] ?? ''),
    );
    console.log(`\n${exercise.slug}: ${solution}: ${mutant}\n  ${said ? `open: ${said.reason}` : 'unread'}`);
    console.log(lines.map((line) => `    ${line}`).join('\n'));
  }
  for (const each of survivors.filter((one) => !passing.some(({ said }) => said === one))) {
    console.log(`\n${exercise.slug}: the reading of ${each.mutant} holds for no survivor: ${each.reason}`);
  }
}

function broken(attempts: Attempts) {
  const outcomes = Object.entries(attempts.solutions).flatMap(([name, files]) => underMutation(attempts, name, files));
  const own = outcomes.filter((outcome) => outcome.own);
  const passing = own.filter((outcome) => outcome.passes);
  if (asked.length > 0) show(attempts, passing);
  const rest = outcomes.filter((outcome) => !outcome.own);
  return {
    undone: own.length,
    rejected: own.length - passing.length,
    stillRight: passing.filter(({ said }) => said?.verdict === 'same').length,
    holes: passing.filter(({ said }) => said?.verdict === 'open').length,
    unread: passing.filter(({ said }) => said === undefined).length,
    given: { undone: rest.length, rejected: rest.filter((outcome) => !outcome.passes).length },
  };
}

const exercises: Record<string, unknown> = {};
for (const slug of asked.length > 0 ? asked : wholeSlugs()) {
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

if (asked.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  const file = join(import.meta.dirname, '../../content/rates.json');
  writeFileSync(file, `${JSON.stringify({ date, engine: engineVersion, rewrites: rewrites.length, exercises }, null, 2)}\n`);
  console.log(`Written to ${file}.`);
}
