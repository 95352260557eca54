/**
 * Every exercise comes back in another form, and asks the same there: the variant's starter fails, each solution in the variant's names
 * passes, each wrong answer fails, goal by goal and word by word as it does in the exercise. Whoever writes the old names is told so.
 */
import { describe, expect, test } from 'vitest';
import { createWorkspace, type Exercise, type Files, type Grade, givenFiles, goalsOf, grade, settleQuestion } from '#engine';
import { loadAttempts, wholeSlugs } from '../src/bench/attempts.ts';
import type { Renaming } from '../src/course/review/renaming.ts';
import { renamingFor, vary, varyFiles } from '../src/course/review/vary.ts';
import { draw, randomFrom, seedOf } from '../src/course/rewrites/random.ts';

const numbers = [1, 2, 3];

/** What a verdict says, in the variant's names. The words of a variant's own mistakes are the same; the spans are checked apart. */
const told = (result: Grade, names?: Renaming) => ({
  verdict: result.verdict,
  goals: result.goals.map(({ id, outcome, message, mistake, diagnostics }) => ({
    id,
    outcome,
    message: names ? names.prose(message) : message,
    mistake,
    places: diagnostics.map(({ file, line }) => `${names ? names.code(file) : file}:${line}`),
  })),
});

const everyAnswer = async (slug: string) => {
  const { exercise, starter, solutions, wrong } = await loadAttempts(slug);
  return { exercise, starter, solutions, answers: { starter, ...solutions, ...wrong } };
};

/** The words that a verdict marks, as they stand in the files. */
const marked = (result: Grade, files: Files) =>
  result.goals.flatMap((goal) => goal.diagnostics.map(({ file, span }) => (files[file] ?? '').slice(span.start, span.end)));

describe.each(wholeSlugs())('%s', (slug) => {
  test('asks the same under other names, whatever is handed in', { timeout: 60_000 }, async () => {
    const { exercise, answers } = await everyAnswer(slug);
    for (const number of numbers) {
      const names = renamingFor(exercise, number);
      const variant = vary(exercise, number);
      // The first review meets every answer, the others a few, always the same ones.
      const tried = number === 1 ? Object.entries(answers) : draw(Object.entries(answers), 3, randomFrom(seedOf(slug) + number));
      for (const [name, files] of tried) {
        const renamed = varyFiles(files, names);
        const [was, is] = [grade(exercise, files), grade(variant, renamed)];
        expect(told(is), `${name}, review ${number}`).toEqual(told(was, names));
        expect(marked(is, { ...givenFiles(variant), ...renamed })).toEqual(
          marked(was, { ...givenFiles(exercise), ...files }).map(names.code),
        );
      }
    }
  });

  test('leads back without loss', async () => {
    const { exercise, answers } = await everyAnswer(slug);
    for (const number of numbers) {
      const names = renamingFor(exercise, number);
      for (const files of Object.values(answers)) expect(varyFiles(varyFiles(files, names), names)).toEqual(files);
      expect(varyFiles(givenFiles(vary(exercise, number)), names)).toEqual(givenFiles(exercise));
    }
  });

  test('is another exercise each time, or has nothing to vary', async () => {
    const { exercise, starter } = await everyAnswer(slug);
    const shown = numbers.map((number) => textOf(vary(exercise, number), varyFiles(starter, renamingFor(exercise, number))));
    const changes = renamingFor(exercise, 1).pairs.length > 0;
    expect(new Set([textOf(exercise, starter), ...shown]).size).toBe(changes ? 4 : 1);
  });
});

/** All that a learner sees of an exercise before working on it. */
function textOf(exercise: Exercise, starter: Files): string {
  const workspace = createWorkspace({ ...givenFiles(exercise), ...starter }, { context: exercise.context });
  const asked = exercise.kind === 'predict' || exercise.kind === 'choose' || exercise.kind === 'match' ? exercise.questions : [];
  const options = asked.map((question) => settleQuestion(question, workspace).options);
  return JSON.stringify([exercise.task, exercise.context, goalsOf(exercise).map((goal) => goal.title), options, starter]);
}

test('most exercises have names that can be others', async () => {
  const exercises = await Promise.all(wholeSlugs().map(async (slug) => (await loadAttempts(slug)).exercise));
  const fixed = exercises.filter((exercise) => renamingFor(exercise, 1).pairs.length === 0).map(({ slug }) => slug);
  expect(fixed.length, fixed.join(', ')).toBeLessThan(exercises.length / 5);
});

test('the old names are no answer to a variant', async () => {
  const { exercise, solutions } = await loadAttempts('drain-cleanly');
  const names = renamingFor(exercise, 1);
  expect(names.pairs.length).toBeGreaterThan(0);
  for (const files of Object.values(solutions)) {
    const old = Object.fromEntries(Object.entries(files).map(([path, text]) => [names.code(path), text]));
    expect(grade(vary(exercise, 1), old).verdict).toBe('not-yet');
  }
});
