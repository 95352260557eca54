import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Exercise } from '#engine';
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
    console.log(
      `Edit ${exercise.editable.map((file) => join(here, file)).join(' and ')}, then run \`npx shipshape check ${exercise.slug} ${here}\`.`,
    );
    return 0;
  },
};
