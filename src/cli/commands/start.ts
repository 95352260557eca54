import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { answersFile, createWorkspace, type Exercise, givenFiles, settleQuestion } from '#engine';
import { loadExercise, starterFolder } from '../exercises.ts';
import { filesIn } from '../files.ts';
import { proseWidth, wrap } from '../text.ts';
import { type Command, Refusal } from './command.ts';

/** What is laid out: the starter's files, and those of the build context whose text the exercise knows. */
function filesOf({ slug, context }: Exercise): Map<string, string> {
  const starter = starterFolder(slug);
  const files = new Map(context.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])));
  for (const file of filesIn(starter)) files.set(file, readFileSync(join(starter, file), 'utf8'));
  return files;
}

/** The questions with the ids to write down; nothing where no question is asked. In the page they are boxes to tick. */
function questionsOf(exercise: Exercise): string {
  if (exercise.kind !== 'predict' && exercise.kind !== 'choose' && exercise.kind !== 'match') return '';
  const workspace = createWorkspace(givenFiles(exercise), { context: exercise.context });
  const asked = exercise.questions.map((question) => {
    const options = settleQuestion(question, workspace).options.map(({ id, text }) => `  ${JSON.stringify(id)}  ${text}`);
    return [
      `${JSON.stringify(question.id)} (${question.mode === 'one' ? 'one' : 'any number'})`,
      wrap(question.text, proseWidth()),
      ...options,
    ].join('\n');
  });
  return `${asked.join('\n\n')}\n\nAnswers go into ${answersFile} by these names: { ${JSON.stringify(exercise.questions[0]?.id)}: ["…"] }. An empty list means none of them.\n`;
}

export const start: Command = {
  usage: 'start <slug> [dir] [--force]',
  summary: 'Lays out an exercise’s files to work on',
  details: 'The folder is ./<slug> where none is named. Files that are there already are kept, unless --force is given.',
  options: { force: { type: 'boolean' } },
  async run([slug, dir], { force }) {
    const exercise = await loadExercise(slug);
    const folder = dir ?? exercise.slug;
    const files = filesOf(exercise);
    const there = [...files.keys()].filter((file) => existsSync(join(folder, file)));
    if (there.length > 0 && !force)
      throw new Refusal(
        `${there.map((file) => `\`${join(folder, file)}\``).join(', ')} would be overwritten: name another folder, or add --force.`,
      );
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const here = relative('.', folder) || '.';
    console.log(`${exercise.title}\n\n${wrap(exercise.task, proseWidth())}\n`);
    const questions = questionsOf(exercise);
    if (questions) console.log(questions);
    console.log(
      `Edit ${exercise.editable.map((file) => join(here, file)).join(' and ')}, then run \`npx shipshape check ${exercise.slug} ${here}\`.`,
    );
    return 0;
  },
};
