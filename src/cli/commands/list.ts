import { effort } from '../../course/strings/index.ts';
import { loadExercise, slugs } from '../exercises.ts';
import { colour } from '../text.ts';
import type { Command } from './command.ts';

export const list: Command = {
  usage: 'list [--json]',
  summary: 'Names every exercise',
  options: { json: { type: 'boolean' } },
  async run(_, { json }) {
    const exercises = await Promise.all(slugs().map(loadExercise));
    if (json)
      console.log(
        JSON.stringify(
          exercises.map(({ slug, title, difficulty, minutes }) => ({ slug, title, difficulty, minutes })),
          null,
          2,
        ),
      );
    else {
      const width = Math.max(0, ...exercises.map(({ slug }) => slug.length));
      for (const { slug, title, difficulty, minutes } of exercises)
        console.log(`${slug.padEnd(width)}  ${title} ${colour('dim', `(${effort.difficulty[difficulty]}, ${minutes} min)`)}`);
    }
    return 0;
  },
};
