import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../commands/command.ts';
import { root } from '../run.ts';
import type { Scaffold } from './scaffold.ts';

const lessons = 'content/lessons';

/** One MDX file, last in its module; a module that is not there yet is added behind the others. Numbers give the order. */
export function newLesson(id: string): Scaffold {
  const [module = '', lesson = ''] = id.split('/');
  const modules = numbered(lessons);
  const folder = modules.find(({ name }) => name === module)?.entry;
  const place = folder ?? `${next(modules)}-${module}`;
  const there = folder ? numbered(`${lessons}/${folder}`) : [];
  const taken = there.find(({ name }) => name === lesson);
  if (taken) throw new Refusal(`\`${lessons}/${folder}/${taken.entry}\` is there already.`);
  const file = `${lessons}/${place}/${next(there)}-${lesson}.mdx`;
  return {
    files: {
      ...(folder ? {} : { [`${lessons}/${place}/index.mdx`]: moduleText }),
      [file]: lessonText(new Date().toISOString().slice(0, 10)),
    },
    next: `Fill in ${file} and look at it with \`npm run dev\`: it will be at /learn/${id}/. Renaming its number moves it.`,
  };
}

/** Entries that begin with a number, in order: '04-only-what-runs.mdx' → 4, 'only-what-runs'. */
function numbered(folder: string): { entry: string; number: number; name: string }[] {
  const entries = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  return entries.flatMap((entry) => {
    const match = entry.match(/^(\d+)-([^.]+)(\.mdx)?$/);
    return match ? [{ entry, number: Number(match[1]), name: match[2] ?? '' }] : [];
  });
}

const next = (entries: { number: number }[]): string => String(Math.max(0, ...entries.map(({ number }) => number)) + 1).padStart(2, '0');

const moduleText = `---
title: "FILL IN: the module's title"
blurb: "FILL IN: one or two sentences on what it is about."
# Two or three exercises of the module: who passes them can skip it.
check: [fill-in, fill-in]
---

FILL IN: who needs the module, what they can do after it, and what they can skip.
`;

const lessonText = (today: string) => `---
title: "FILL IN: the lesson's title"
summary: "FILL IN: one sentence on what it is about."
objectives:
  - id: fill-in-first
    text: "FILL IN: what the learner can do afterwards."
  - id: fill-in-second
    text: "FILL IN: two to four of these, each claimed by an exercise."
minutes: 10
prerequisites: []
# What a learner meets here first and the exercises then use: see src/course/vocabulary.ts.
introduces: []
verified: ${today}
sources:
  - title: "FILL IN: where it is written"
    url: https://docs.docker.com/
    date: ${today}
---

FILL IN: open with a situation that hurts, not with a definition.

## FILL IN: one idea a section

FILL IN: show, then ask, then tell. An exercise stands where the reader can do it:
`;
