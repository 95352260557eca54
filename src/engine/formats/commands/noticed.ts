/** Whether a script stops when a command fails, those cases included in which the script asks for itself. */
import type { Command, Script } from '../../shell/command.ts';
import { program } from '../../shell/options.ts';

/** `exit`, `exit 1`, `false`, `return 2`: an end that tells of a failure. */
function endsInFailure(command: Command): boolean {
  const name = program(command);
  if (name === 'false') return true;
  return (name === 'exit' || name === 'return') && command.args[0]?.text !== '0';
}

/**
 * Commands whose failure stops the script: those the shell itself watches, and those in the condition of an `if` that leaves with a
 * failure in one of its branches (`if ! trivy …; then exit 1; fi`). Linear in the script.
 */
export function noticedIn(script: Script): (command: Command) => boolean {
  const leaving = new Set<number>();
  for (const command of script.commands) {
    if (!endsInFailure(command)) continue;
    for (const each of command.within) if (each.kind === 'if' && !each.condition) leaving.add(each.id);
  }
  return (command) => command.checked || command.within.some((each) => each.kind === 'if' && each.condition && leaving.has(each.id));
}
