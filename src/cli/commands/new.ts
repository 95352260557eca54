import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { didYouMean } from '../nearest.ts';
import { root } from '../run.ts';
import { newExercise } from '../scaffold/new-exercise.ts';
import { newLesson } from '../scaffold/new-lesson.ts';
import { newRule } from '../scaffold/new-rule.ts';
import type { Scaffold } from '../scaffold/scaffold.ts';
import { type Command, Refusal } from './command.ts';

const kinds: Record<string, (id: string) => Scaffold> = { rule: newRule, exercise: newExercise, lesson: newLesson };

const word = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const create: Command = {
  usage: 'new rule|exercise|lesson <id>',
  summary: 'Adds one to the project, ready to fill in',
  details:
    'Ids are words with hyphens: use-exec-form. A lesson’s id names its module too: the-build-as-a-graph/only-what-runs.\nThe tests fail until every FILL IN is filled in.',
  options: {},
  run([kind = '', id = '']) {
    const make = kinds[kind];
    if (!make)
      throw new Refusal(`New what: a rule, an exercise or a lesson?${didYouMean(kind, Object.keys(kinds))}\n\nshipshape ${create.usage}`);
    const parts = id.split('/');
    if (parts.length !== (kind === 'lesson' ? 2 : 1) || !parts.every((part) => word.test(part)))
      throw new Refusal(
        kind === 'lesson'
          ? `A lesson’s id is module/lesson, in lower case with hyphens: the-build-as-a-graph/only-what-runs. \`${id}\` is not.`
          : `An id is words in lower case with hyphens: use-exec-form. \`${id}\` is not.`,
      );
    const { files, changes = {}, next } = make(id);
    const there = Object.keys(files).filter((file) => existsSync(join(root, file)));
    if (there.length > 0) throw new Refusal(`${there.map((file) => `\`${file}\``).join(', ')} is there already.`);
    for (const [file, text] of Object.entries({ ...files, ...changes })) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
      console.log(`${file in files ? 'wrote' : 'changed'} ${file}`);
    }
    console.log(`\n${next}`);
    return 0;
  },
};
