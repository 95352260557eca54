/**
 * Every exercise proves itself: its starter fails, its solutions pass, each wrong answer fails with the feedback it earns.
 * `feedback.txt` beside a wrong answer is that feedback, word for word; `npx vitest run exercises -u` writes it anew.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Exercise, type Files, type Grade, grade, type Help, yamlFiles } from '#engine';

const here = import.meta.dirname;
const folders = (path: string) => (existsSync(path) ? readdirSync(path).filter((name) => statSync(join(path, name)).isDirectory()) : []);
const slugs = folders(here).filter((name) => existsSync(join(here, name, 'exercise.ts')) && existsSync(join(here, name, 'help.ts')));

function filesIn(folder: string): Files {
  const files: Files = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (name !== 'feedback.txt') files[name] = readFileSync(path, 'utf8');
  }
  return files;
}

const marks = { pass: '✓', fail: '✕', unknown: '?' };

/** The verdict as a learner reads it: what stops the build, or the failed goals and all that could not be seen. */
function feedback(result: Grade): string {
  const problems = result.problems.map((problem) => `! ${problem.file}:${problem.line} [${problem.rule}]\n  ${problem.message}`);
  const goals = result.goals
    .filter((goal) => goal.outcome !== 'pass')
    .map((goal) => {
      const places = goal.diagnostics.map((place) => `\n  ${place.file}:${place.line} ${place.message}`).join('');
      return `${marks[goal.outcome]} ${goal.id}${goal.mistake ? ` [${goal.mistake}]` : ''} (${goal.kind})\n  ${goal.message}${places}`;
    });
  return `${[result.verdict, ...problems, ...goals].join('\n\n')}\n`;
}

const lessons = readdirSync(join(here, '../content/lessons'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => readFileSync(join(here, '../content/lessons', name), 'utf8'));

test('there are exercises', () => expect(slugs.length).toBeGreaterThanOrEqual(3));

test.each(slugs)('%s: brings the reader of YAML where the learner writes YAML, and only there', async (slug) => {
  const { default: exercise } = (await import(join(here, slug, 'exercise.ts'))) as { default: Exercise };
  const own = [...exercise.editable, ...(exercise.optional ?? [])];
  expect(exercise.readers ?? []).toEqual(own.some((path) => /\.ya?ml$/.test(path)) ? [yamlFiles] : []);
});

test('every folder holds an exercise and its help', () => expect(folders(here)).toEqual(slugs));

describe.each(slugs)('%s', async (slug) => {
  const folder = join(here, slug);
  const exercise: Exercise = (await import(`./${slug}/exercise.ts`)).default;
  const help: Help = (await import(`./${slug}/help.ts`)).default;
  const starter = filesIn(join(folder, 'starter'));
  const solutions = folders(join(folder, 'solutions'));
  const wrong = folders(join(folder, 'wrong'));
  const gradeOf = (path: string) => grade(exercise, filesIn(join(folder, path)));
  const must = exercise.goals.filter((goal) => goal.kind !== 'polish');

  test('is whole', () => {
    expect(exercise.slug).toBe(slug);
    const entries = readdirSync(folder).filter((name) => name !== 'survivors.ts');
    expect(entries.sort()).toEqual(['exercise.ts', 'help.ts', 'solutions', 'starter', 'wrong']);
    expect(new Set(exercise.goals.map((goal) => goal.id)).size).toBe(exercise.goals.length);
    // Questions have one right answer, where files have many.
    const asks = exercise.kind === 'predict' || exercise.kind === 'choose' || exercise.kind === 'match';
    expect(solutions.length, 'solutions').toBeGreaterThanOrEqual(asks ? 1 : 3);
    expect(wrong.length, 'wrong answers').toBeGreaterThanOrEqual(asks ? 3 : 4);
  });

  test('files are the ones it names', () => {
    const allowed = new Set([...exercise.editable, ...(exercise.optional ?? [])]);
    expect(Object.keys(starter).sort()).toEqual([...exercise.editable].sort());
    const attempts = [...solutions.map((name) => `solutions/${name}`), ...wrong.map((name) => `wrong/${name}`)];
    const stray = attempts.flatMap((path) =>
      Object.keys(filesIn(join(folder, path)))
        .filter((name) => !allowed.has(name))
        .map((name) => `${path}/${name}`),
    );
    expect(stray).toEqual([]);
  });

  test('help climbs, and speaks of every solution', () => {
    expect(help.hints.length).toBeGreaterThanOrEqual(3);
    expect(help.hints.filter((hint) => hint.trim().length < 20)).toEqual([]);
    expect(help.why.trim()).not.toBe('');
    expect(help.approaches.map((approach) => approach.name).sort()).toEqual([...solutions].sort());
  });

  test('a lesson shows it and has its objectives', () => {
    const lesson = lessons.find((text) => text.includes(`<Exercise slug="${slug}"`));
    expect(lesson, 'a lesson with this exercise').toBeDefined();
    expect(exercise.objectives.length).toBeGreaterThan(0);
    for (const objective of exercise.objectives) expect(lesson).toContain(`id: ${objective}`);
  });

  test('the starter is readable and fails on something to achieve', () => {
    const result = grade(exercise, starter);
    expect(result.verdict).toBe('not-yet');
    expect(result.goals.some((goal) => goal.kind === 'achieve' && goal.outcome === 'fail')).toBe(true);
  });

  if (exercise.kind === 'spot') {
    test('the lines to spot are where the starter fails', () => {
      const marked = grade(exercise, starter).goals.flatMap((goal) => goal.diagnostics.map((place) => place.line));
      expect(exercise.spot.lines.filter((line) => !marked.includes(line))).toEqual([]);
    });
  }

  test.each(solutions)('solution %s passes', (name) => {
    const result = gradeOf(`solutions/${name}`);
    expect(feedback({ ...result, goals: result.goals.filter((goal) => goal.kind !== 'polish') })).toBe('passed\n');
  });

  test.each(wrong)('wrong answer %s fails as it should', async (name) => {
    const result = gradeOf(`wrong/${name}`);
    expect(result.verdict).not.toBe('passed');
    await expect(feedback(result)).toMatchFileSnapshot(join(folder, 'wrong', name, 'feedback.txt'));
  });

  test('every goal that must hold is missed by some attempt', () => {
    const attempts = ['starter', ...wrong.map((name) => `wrong/${name}`)].map(gradeOf);
    const missed = new Set(attempts.flatMap((result) => result.goals.filter((goal) => goal.outcome === 'fail').map((goal) => goal.id)));
    expect(must.map((goal) => goal.id).filter((id) => !missed.has(id))).toEqual([]);
  });

  test('a message never gives the answer away, and never comes from a fault of ours', () => {
    const attempts = ['starter', ...wrong.map((name) => `wrong/${name}`), ...solutions.map((name) => `solutions/${name}`)].map(gradeOf);
    for (const goal of attempts.flatMap((result) => result.goals)) {
      expect(goal.message.trim().length, goal.id).toBeGreaterThan(10);
      expect(goal.message, goal.id).not.toContain('The grader itself failed');
    }
  });
});
