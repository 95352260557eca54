/** Who notices a failure inside `a && b || c`. */
import type { AndOr, PipelineNode } from 'unbash';

/** How a command's failure is looked at: `noticed` ends the script with it, `guarded` keeps `set -e` from acting. */
export interface Outcome {
  noticed: boolean;
  guarded: boolean;
}

/** For each command of a list joined by `&&` and `||`, who notices its failure, given what holds for the whole list. */
export function outcomes(node: AndOr, whole: Outcome): Outcome[] {
  const last = node.commands.length - 1;
  const found: Outcome[] = [];
  // From the right, so that each command knows the `||` that would catch it without looking again.
  let caught: { noticed: boolean } | undefined;
  for (let index = last; index >= 0; index--) {
    const handler = node.operators[index] === '||' ? node.commands[index + 1] : undefined;
    if (handler) caught = { noticed: alwaysFails(handler) };
    found[index] = caught ? { noticed: caught.noticed, guarded: true } : { noticed: whole.noticed, guarded: whole.guarded || index < last };
  }
  return found;
}

/** `exit 1`, `false`, `{ echo no; exit 1; }`: after `||` these pass the failure on. */
function alwaysFails(node: PipelineNode): boolean {
  if (node.type === 'BraceGroup' || node.type === 'Subshell') {
    const last = node.body.commands.at(-1)?.command;
    return last !== undefined && last.type !== 'AndOr' && alwaysFails(last);
  }
  if (node.type !== 'Command') return false;
  const name = node.name?.value;
  const [status] = node.args;
  if (name === 'false') return true;
  return (name === 'exit' || name === 'return') && !(status?.type === 'Word' && status.value === '0');
}
