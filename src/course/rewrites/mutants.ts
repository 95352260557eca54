/** All mutants of a workspace. Only tests and the measurement of the grader use them. */
import type { Files } from '#engine';
import { isShell } from './commands.ts';
import type { Change, Mutant } from './mutant.ts';
import { type MutationOptions, mutateDockerfile } from './mutants-dockerfile.ts';
import { callsTools, mutateCommands, mutateIgnore, mutateJson, mutateLines, mutateYaml } from './mutants-other.ts';
import { isDockerfile, isIgnoreFile } from './rewrite.ts';
import { isYaml } from './yaml.ts';

function changesOf(files: Files, path: string, options: MutationOptions): Change[] {
  const text = files[path] ?? '';
  if (isDockerfile(path)) return mutateDockerfile(files, path, options);
  if (isIgnoreFile(path)) return mutateIgnore(text);
  if (isYaml(path)) return mutateYaml(text);
  if (isShell(path)) return callsTools(files, path) ? mutateCommands(text, path) : mutateLines(text);
  return path.endsWith('.json') ? mutateJson(text) : [];
}

/** Every workspace that differs from this one by one thing taken away or undone; each file emptied is one, too. */
export function mutantsOf(files: Files, options: MutationOptions): Mutant[] {
  const mutants: Mutant[] = [];
  const used = new Map<string, number>();
  for (const path of Object.keys(files).sort()) {
    if (files[path]?.trim() === '') continue;
    for (const { what, text } of [...changesOf(files, path, options), { what: 'empty', text: '' }]) {
      if (text === files[path]) continue;
      const name = `${path}: ${what}`;
      const times = (used.get(name) ?? 0) + 1;
      used.set(name, times);
      mutants.push({ name: times > 1 ? `${name} (${times})` : name, files: { ...files, [path]: text } });
    }
  }
  return mutants;
}
