/** Whether what fails first stops what comes later: the question behind every gate. */
import type { Answer } from '../../source.ts';
import { neededBy } from './order.ts';
import type { Job, Operation, Step, Workflow } from './workflow.ts';

/** All operations of a workflow, jobs in the order in which they can run. */
export function operationsOf(workflow: Workflow): Operation[] {
  const jobs = workflow.order.length === workflow.jobs.length ? workflow.order : workflow.jobs;
  return jobs.flatMap((job) => job.steps.flatMap((step) => step.operations));
}

/** The operations whose `kind` may be K. */
export type OperationOf<K extends Operation['kind'], T extends Operation = Operation> = T extends Operation
  ? K extends T['kind']
    ? T
    : never
  : never;

/** Operations of one kind, in the order of `operationsOf`. */
export const operationsOfKind = <K extends Operation['kind']>(workflow: Workflow, kind: K): OperationOf<K>[] =>
  operationsOf(workflow).filter((operation) => operation.kind === kind) as OperationOf<K>[];

/**
 * Whether one thing always happens before another: the same step in order of writing, an earlier step of the job, or a job that the
 * other's needs. `no` for jobs side by side.
 */
export function comesBefore(first: Operation, second: Operation): boolean {
  const [one, two] = [first.step, second.step];
  if (one === two) return one.operations.indexOf(first) < two.operations.indexOf(second);
  if (one.job === two.job) return one.index < two.index;
  return neededBy(two.job, two.job.workflow.jobs).has(one.job.id);
}

/** A failure that is swallowed or stepped over, with the place that does it. */
export interface Leak {
  reason: 'not-checked' | 'continue-on-error' | 'runs-after-failure';
  step?: Step;
  job?: Job;
  answer: Answer;
}

/**
 * Why the failure of `first` would not keep `second` from running; empty where it would. Only sensible where `first` comes before
 * `second`.
 */
export function leaksBetween(first: Operation, second: Operation): Leak[] {
  const leaks: Leak[] = [];
  const [one, two] = [first.step, second.step];
  if (!first.checked) leaks.push({ reason: 'not-checked', step: one, answer: 'yes' });
  if (one === two) return leaks;
  if (one.continueOnError !== 'no') leaks.push({ reason: 'continue-on-error', step: one, answer: one.continueOnError });
  if (one.job === two.job) {
    if (two.runsAfterFailure) leaks.push({ reason: 'runs-after-failure', step: two, answer: 'yes' });
    return leaks;
  }
  if (one.job.continueOnError !== 'no') leaks.push({ reason: 'continue-on-error', job: one.job, answer: one.job.continueOnError });
  const between = neededBy(two.job, two.job.workflow.jobs);
  const onTheWay = two.job.workflow.jobs.filter(
    (job) => job === two.job || (between.has(job.id) && neededBy(job, job.workflow.jobs).has(one.job.id)),
  );
  for (const job of onTheWay) if (job.runsAfterFailure) leaks.push({ reason: 'runs-after-failure', job, answer: 'yes' });
  return leaks;
}
