import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Exercise, type Files, type GoalResult, type Grade, grade } from '#engine';
import { loadExercise } from '../exercises.ts';
import { colour, indent, place, proseWidth, wrap } from '../text.ts';
import { type Command, Refusal } from './command.ts';

/** Messages that are open at a time; the rest wait until these are gone. */
const openAtATime = 3;

/** The folder that is meant: the one named, else ./<slug> where it is there, else this one. */
function folderOf(slug: string, dir: string | undefined): string {
  const folder = dir ?? (existsSync(slug) ? slug : '.');
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Refusal(`There is no folder \`${folder}\`.`);
  return folder;
}

/** The learner's files. One that is missing is judged as missing; without any of those to edit there is nothing to judge. */
function readFiles({ slug, editable, optional = [] }: Exercise, folder: string): Files {
  const there = [...editable, ...optional].filter((file) => existsSync(join(folder, file)));
  if (!there.some((file) => editable.includes(file))) {
    const wanted = editable.map((file) => `\`${join(folder, file)}\``).join(' or ');
    throw new Refusal(`There is no ${wanted}. \`npx shipshape start ${slug}\` lays the exercise out.`);
  }
  return Object.fromEntries(there.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** As on the site: a goal of polish that fails is advice, never held against anybody. */
function markOf({ kind, outcome }: GoalResult): string {
  if (outcome === 'pass') return colour('green', '✓');
  if (outcome === 'unknown') return colour('yellow', '?');
  return kind === 'polish' ? colour('yellow', '!') : colour('red', '✕');
}

function showGoal(goal: GoalResult, files: Files, open: boolean): string {
  const title = `${markOf(goal)} ${goal.outcome === 'fail' ? colour('bold', goal.title) : goal.title}`;
  if (!open) return title;
  const [worst] = goal.outcome === 'pass' ? [] : goal.diagnostics;
  return [title, indent(wrap(goal.message, proseWidth() - 2), 2), ...(worst ? [indent(place(worst, files), 2)] : [])].join('\n');
}

function showGrade(exercise: Exercise, result: Grade, files: Files): string {
  const lines = [colour('bold', exercise.title), ''];
  for (const problem of result.problems)
    lines.push(`${colour('red', '✕')} ${wrap(problem.message, proseWidth())}`, indent(place(problem, files), 2), '');
  if (result.verdict === 'unreadable') {
    return [...lines, 'This cannot be built yet, so the goals were not judged.'].join('\n');
  }
  const { goals } = result;
  const failing = goals.filter((goal) => goal.outcome === 'fail' && goal.kind !== 'polish');
  const folded = new Set(failing.slice(openAtATime));
  for (const goal of goals) lines.push(showGoal(goal, files, !folded.has(goal)));
  if (result.verdict === 'passed' && result.advice.length > 0) {
    lines.push('', 'Advice, beyond this exercise:');
    for (const advice of result.advice.slice(0, openAtATime))
      lines.push(indent(`${wrap(advice.message, proseWidth() - 2)}\n${place(advice, files)}`, 2));
  }
  const total = goals.filter((goal) => goal.kind !== 'polish').length;
  const notYet = failing.length > 0 ? `Not yet: ${failing.length} of ${total} goals to go.` : 'Not yet: too much of it could not be seen.';
  const closing = result.verdict === 'passed' ? colour('green', 'Passed.') : notYet;
  const hidden =
    folded.size > 0 ? ` The ${folded.size === 1 ? 'last one is' : `last ${folded.size} are`} explained when others are met.` : '';
  return [...lines, '', closing + hidden].join('\n');
}

export const check: Command = {
  usage: 'check <slug> [dir] [--json]',
  summary: 'Grades your files and says why',
  details:
    'Without a folder, ./<slug> is taken where it is there, else this folder.\nExit code 0: passed; 1: not yet; 2: the files could not be read.',
  options: { json: { type: 'boolean' } },
  async run([slug, dir], { json }) {
    const exercise = await loadExercise(slug);
    const folder = folderOf(exercise.slug, dir);
    const files = readFiles(exercise, folder);
    const result = grade(exercise, files);
    if (json) console.log(JSON.stringify({ exercise: exercise.slug, folder: relative('.', folder) || '.', ...result }, null, 2));
    else console.log(showGrade(exercise, result, files));
    return { passed: 0, 'not-yet': 1, unreadable: 2 }[result.verdict];
  },
};
