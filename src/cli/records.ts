/** What `record` and `verify` share: records as files, and finding what to grade. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Exercise } from '#engine';
import type { Outline } from '../course/outline.ts';
import { limits } from '../course/records/limits.ts';
import { openRecord, openTrack } from '../course/records/read.ts';
import type { CompletionRecord, Read } from '../course/records/record.ts';
import { record as words } from '../course/strings/index.ts';
import type { Track } from '../course/tracks/track.ts';
import { Refusal } from './commands/command.ts';
import { loadExercise, slugs } from './exercises.ts';
import { didYouMean } from './nearest.ts';

/** Where a record's exercise is looked for; undefined where there is none. */
export async function findExercise(slug: string): Promise<Exercise | undefined> {
  return slugs().includes(slug) ? loadExercise(slug) : undefined;
}

/** A file's text; refused before it is read where it is longer than any record. */
export function readText(path: string): Read<string> {
  if (!existsSync(path) || !statSync(path).isFile()) throw new Refusal(`There is no file \`${path}\`.`);
  if (statSync(path).size > 4 * limits.packed) return { refused: 'too-long' };
  return { value: readFileSync(path, 'utf8') };
}

export async function readRecordFile(path: string, tracks: readonly Track[]): Promise<Read<CompletionRecord>> {
  const text = readText(path);
  return text.refused ? text : openRecord(text.value, tracks);
}

/** A track by the id of a shipped one, or by the link (or a file with the link) of somebody's own. */
export async function findTrack(name: string, { tracks }: Outline): Promise<Track> {
  const shipped = tracks.find(({ id }) => id === name);
  if (shipped) return shipped;
  const isFile = existsSync(name) && statSync(name).isFile();
  if (!isFile && !name.includes('#')) {
    const ids = tracks.map(({ id }) => id);
    throw new Refusal(
      `There is no track \`${name}\`.${didYouMean(name, ids)} There are: ${ids.join(', ')}. The link of a track of your own works too.`,
    );
  }
  const text: Read<string> = isFile ? readText(name) : { value: name };
  const opened = text.refused ? text : await openTrack(text.value);
  if (opened.refused) throw new Refusal(`The track cannot be read: ${words.refused[opened.refused]}`);
  return opened.value;
}
