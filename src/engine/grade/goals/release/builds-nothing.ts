import type { OperationOf } from '../../../formats/workflow/gates.ts';

/** Whether a build's context is a folder of the machine, and no step before it brings the repository there. */
export function buildsNothing(build: OperationOf<'build'>): boolean {
  const { job } = build.step;
  // Without a context, docker/build-push-action fetches the repository by itself.
  const folder = build.by === 'docker build' ? (build.context ?? '.') : build.by === 'build-push-action' ? build.context : undefined;
  const local = folder !== undefined && !/^(?:https?:|git@|git:|-$|\$|\{\{)/.test(folder);
  const brings = job.steps.some(
    ({ index, operations, uses, run }) =>
      index <= build.step.index &&
      (operations.some(({ kind }) => kind === 'checkout' || kind === 'download-artifact') ||
        (uses !== undefined && /checkout/.test(uses.name)) ||
        (run?.script.commands ?? []).some(({ name }) => /^(?:git|tar|unzip|gh)$/.test(name))),
  );
  return local && !brings;
}
