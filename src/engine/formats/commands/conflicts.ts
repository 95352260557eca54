/** Flags that Docker refuses together, and values that only make sense beside others. */
import type { Invocation } from './commands.ts';
import { isOn, use } from './lookup.ts';
import { type Problem, quote } from './problem.ts';
import type { Run } from './run.ts';

const smallest = 6 * 2 ** 20;

function ofRun(run: Run): Problem[] {
  const call = run.invocation;
  const found: Problem[] = [];
  const add = (flag: string, message: string) => {
    const span = use(call, flag)?.span ?? call.span;
    found.push({ rule: 'conflicting-flags', severity: 'error', span, message });
  };
  if (run.remove && run.restart?.value && run.restart.value !== 'no') {
    add(
      'restart',
      `${quote('--rm')} deletes the container when it ends, so ${quote('--restart')} has nothing to restart. Docker refuses the two together.`,
    );
  }
  if (run.health.disabled && call.flags.some((flag) => flag.name.startsWith('health-'))) {
    add('no-healthcheck', `${quote('--no-healthcheck')} and the other health flags contradict each other. Docker refuses them together.`);
  }
  if (run.memory?.value !== undefined && run.memory.value > 0 && run.memory.value < smallest) {
    add('memory', `${quote(run.memory.text)} is less than 6 MB, the least that Docker accepts. Is a unit missing?`);
  }
  const [memory, swap] = [run.memory?.value, run.memorySwap?.value];
  if (swap !== undefined && swap > 0 && memory === undefined && !run.memory)
    add('memory-swap', `${quote('--memory-swap')} needs ${quote('--memory')} beside it.`);
  if (swap !== undefined && swap > 0 && memory !== undefined && swap < memory) {
    add('memory-swap', `${quote('--memory-swap')} is memory and swap together, so it cannot be less than ${quote('--memory')}.`);
  }
  return found;
}

/** What is wrong between the flags of one call. */
export function conflicts(call: Invocation): Problem[] {
  const { action } = call;
  if (action?.kind === 'run') return ofRun(action);
  if (action?.kind === 'build') {
    return action.secrets
      .filter((secret) => secret.sourceIsValue)
      .map((secret) => ({
        rule: 'secret-source-is-value',
        severity: 'warning' as const,
        span: secret.span,
        message: `${quote(`src=${secret.source}`)}: ${quote('src')} is the path of a file, and the name says that the variable holds the secret itself. To pass a variable, write ${quote('env=')} and its name.`,
      }));
  }
  if (call.name === 'docker push' && isOn(call, 'all-tags') && action?.kind === 'push' && action.image?.kind === 'tag') {
    return [
      {
        rule: 'conflicting-flags',
        severity: 'error',
        span: call.span,
        message: `${quote('--all-tags')} pushes every tag, so the name must not have one.`,
      },
    ];
  }
  return [];
}
