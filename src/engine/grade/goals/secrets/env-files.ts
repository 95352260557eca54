/** Env files that Compose reads into a service. */
import type { Workspace } from '../../../build/workspace.ts';
import type { Value } from '../../../formats/compose/model.ts';

/** `NAME=value` lines of an env file, quotes taken off. */
export function variablesIn(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('=') && !line.trimStart().startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return [
        line.slice(0, at).replace('export ', '').trim(),
        line
          .slice(at + 1)
          .trim()
          .replace(/^(['"])(.*)\1$/, '$2'),
      ];
    }),
  );
}

/** A path without its leading `./`. */
export const relative = (path: string) => path.replace(/^(?:\.\/)+/, '');
/** The text of an env file, where the workspace has it. */
export const textOf = (path: Value<string>, workspace: Workspace): string | undefined => workspace.files[relative(path.visible)];
