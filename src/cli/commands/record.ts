import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, engineVersion, type Files, grade } from '#engine';
import { placedBy } from '../../course/outline.ts';
import { progressKind } from '../../course/progress.ts';
import { collectAnswers } from '../../course/records/collect.ts';
import { limits } from '../../course/records/limits.ts';
import { cleanName } from '../../course/records/names.ts';
import { recordFile } from '../../course/records/read.ts';
import type { CompletionRecord, RecordAnswer } from '../../course/records/record.ts';
import { passedIn, regrade } from '../../course/records/regrade.ts';
import { isRecord, load, type Shelf } from '../../course/store.ts';
import { loadExercise, starterFolder } from '../exercises.ts';
import { diskOutline } from '../outline.ts';
import { findExercise, findTrack } from '../records.ts';
import { colour } from '../text.ts';
import { type Command, Refusal } from './command.ts';

const extension = '.shipshape.json';

/** The learner's files of one exercise; nothing where there are none, or where they are still the starter's. */
function answerIn(folder: string, { slug, version, editable, optional = [] }: Exercise): RecordAnswer | undefined {
  const there = [...editable, ...optional].filter((file) => existsSync(join(folder, file)));
  const files: Files = Object.fromEntries(there.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const starter = (file: string) => readFileSync(join(starterFolder(slug), file), 'utf8');
  const changed = there.some((file) => !editable.includes(file) || files[file] !== starter(file));
  return changed ? { slug, version, files } : undefined;
}

/** Answers in folders as `start` lays them out: `<folder>/<slug>/`. */
async function fromFolders(folder: string, slugs: string[]): Promise<RecordAnswer[]> {
  const there = slugs.filter((slug) => existsSync(join(folder, slug)) && statSync(join(folder, slug)).isDirectory());
  const answers = await Promise.all(there.map(async (slug) => answerIn(join(folder, slug), await loadExercise(slug))));
  return answers.filter((answer) => answer !== undefined);
}

/** Answers in a backup that the site exported: the same documents as in a browser's storage. */
function fromBackup(file: string, slugs: string[]): RecordAnswer[] {
  if (statSync(file).size > 4 * limits.unpacked) throw new Refusal(`\`${file}\` is too large for a backup.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Refusal(`\`${file}\` is no backup: it is no JSON. Export one on the progress page of the site.`);
  }
  const documents = isRecord(value) && isRecord(value.documents) ? value.documents : undefined;
  if (!documents) throw new Refusal(`\`${file}\` is no backup of this site. Export one on its progress page.`);
  const shelf: Shelf = {
    getItem: (key) => (Object.hasOwn(documents, key) ? JSON.stringify(documents[key]) : null),
    setItem: () => undefined,
  };
  const { passed, begun } = collectAnswers(shelf, load(shelf, progressKind).value, slugs);
  return [...passed, ...begun];
}

function outputFile(out: unknown, name: string): string {
  if (typeof out === 'string') return out;
  const base = name
    .normalize('NFKD')
    .replace(/[^\w]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return `${base || 'record'}${extension}`;
}

export const record: Command = {
  usage: 'record [folder|backup] [--name …] [--out …]',
  summary: 'Makes a record of your answers',
  details: `A folder holds exercises as \`start\` lays them out; without one, this folder is taken. A backup is the file that the site exports.
A record carries answers, not scores: whoever opens it grades them again. It holds those that pass; --all adds those that do not yet.
--track names the track you followed; --force overwrites a record that is there already.
Exit code 0: written; 1: nothing passes yet, so nothing was written; 2: something could not be read.`,
  options: {
    name: { type: 'string' },
    out: { type: 'string' },
    track: { type: 'string' },
    all: { type: 'boolean' },
    force: { type: 'boolean' },
  },
  async run([from = '.'], { name, out, track, all, force }) {
    if (!existsSync(from)) throw new Refusal(`There is no folder or file \`${from}\`.`);
    const outline = await diskOutline();
    const slugs = outline.exercises.map(({ slug }) => slug);
    const found = statSync(from).isDirectory() ? await fromFolders(from, slugs) : fromBackup(from, slugs);
    const made: CompletionRecord = {
      course: outline.course,
      engine: engineVersion,
      made: new Date().toISOString(),
      placement: [],
      answers: [],
    };
    const shown = cleanName(name);
    if (shown) made.name = shown;
    if (typeof track === 'string') made.track = await findTrack(track, outline);
    for (const answer of found) {
      const exercise = await loadExercise(answer.slug);
      const passes = grade(exercise, answer.files).verdict === 'passed';
      console.log(
        `${passes ? colour('green', '✓') : colour('red', '✕')} ${exercise.title}${passes ? '' : all ? ': not yet' : ': not yet, left out'}`,
      );
      if (passes || all) made.answers.push(answer);
    }
    if (made.answers.length === 0) {
      console.log(found.length === 0 ? `There are no answers in \`${from}\`.` : 'Nothing passes yet, so there is no record to make.');
      return 1;
    }
    made.placement = placedBy(outline, new Set(passedIn(await regrade(made, findExercise))));
    const file = outputFile(out, shown);
    if (existsSync(file) && !force) throw new Refusal(`\`${file}\` is there already: name another with --out, or add --force.`);
    writeFileSync(file, await recordFile(made));
    const count = made.answers.length;
    console.log(`\nWrote ${file} with ${count} ${count === 1 ? 'answer' : 'answers'}. \`npx shipshape verify ${file}\` grades it again.`);
    return 0;
  },
};
