import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** All files of a folder and its folders, relative to it, with `/` between folders, sorted. Links are not followed. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length).replaceAll(sep, '/'))
    .sort();
}
