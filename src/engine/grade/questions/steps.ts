/** Options and truths of questions whose answers the engine works out: ids are 1-based lines of the Dockerfile. */
import type { Step } from '../../build/build.ts';
import { type Because, type Change, rerun, type StepRun } from '../../build/cache.ts';
import { type BuildChoice, chosenBuild } from '../../build/reads.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Option, Question } from '../exercise.ts';

/** Which steps a question offers. */
export interface StepChoice extends BuildChoice {
  /** Also instructions that only write configuration: LABEL, CMD, ENV. BuildKit has no step for them, so they never count as run. */
  metadata?: boolean;
}

/** The steps of a Dockerfile as options: `{ id: '5', text: '5: `COPY . .`' }`, FROM not among them. Steps from ONBUILD stand on FROM's line and are left out. */
export function stepOptions(workspace: Workspace, choice: StepChoice = {}): Option[] {
  const build = chosenBuild(workspace, choice);
  return (build?.stages ?? []).flatMap(({ steps }) =>
    steps.filter((step) => isOffered(step, choice)).map((step) => ({ id: idOf(step), text: `${idOf(step)}: ${shown(step)}` })),
  );
}

const isOffered = (step: Step, { metadata }: StepChoice): boolean =>
  step.span === step.instruction.span &&
  (metadata === true || step.keyword === 'RUN' || step.keyword === 'WORKDIR' || step.transfer !== undefined);

export const idOf = (step: Step): string => String(step.line);

/** The instruction on one line, in backticks, cut where it is long. */
function shown({ instruction }: Step): string {
  const text = `${instruction.written} ${[...instruction.flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`), instruction.body.text.trim()].join(' ')}`;
  const flat = text.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  const chars = [...flat];
  return `\`${chars.length > 70 ? `${chars.slice(0, 69).join('')}…` : flat}\``;
}

/** A question for `predict`: which steps run again after a change. */
export interface RerunQuestion extends StepChoice {
  /** Kebab-case id of the question. */
  id: string;
  /** 'You edit `src/index.ts` and build again. Which steps run?' */
  text: string;
  change: Change;
  because: string;
}

/**
 * Asks which steps run again after a change; the truth is the engine's. Steps for which it cannot tell are not offered, so that nobody is
 * graded on them: see `StepRun.outcome`. Each option says why it runs or does not.
 */
export function askReruns(question: RerunQuestion): Question {
  const { id, text, change, because, ...choice } = question;
  const runs = (workspace: Workspace) => runsOf(workspace, change, choice);
  return {
    id,
    text,
    mode: 'many',
    because,
    options: (workspace) =>
      runs(workspace).map(({ step, run }) => ({ id: idOf(step), text: `${idOf(step)}: ${shown(step)}`, feedback: tellRun(run) })),
    truth: (workspace) => runs(workspace).flatMap(({ run }) => (run.outcome === 'reruns' ? [idOf(run.step)] : [])),
  };
}

function runsOf(workspace: Workspace, change: Change, choice: StepChoice): { step: Step; run: StepRun }[] {
  return rerun(workspace, change, choice)
    .filter(({ step, outcome }) => outcome !== 'unknown' && isOffered(step, choice))
    .filter(({ outcome }) => choice.metadata === true || outcome !== 'metadata')
    .map((run) => ({ step: run.step, run }));
}

/** Lines of the steps that run again after a change. */
export function rerunLines(workspace: Workspace, change: Change, choice: StepChoice = {}): string[] {
  return runsOf(workspace, change, choice).flatMap(({ run }) => (run.outcome === 'reruns' ? [idOf(run.step)] : []));
}

/** One sentence or two on what happens to a step, and why. */
export function tellRun(run: StepRun): string {
  const { step, outcome } = run;
  const line = `Line ${step.line}`;
  if (outcome === 'never-built') return `${line} is never built: the target needs nothing of its stage.`;
  if (outcome === 'metadata') return `${line} only writes the image's configuration. There is nothing to run and nothing to cache.`;
  if (outcome === 'unknown') return `For line ${step.line} this cannot be told.`;
  if (outcome === 'reruns')
    return `${line} runs again: ${run.because[0] ? tellBecause(run.because[0]) : 'what it is made of has changed'}.`;
  if (step.keyword === 'RUN') return `${line} comes from the cache: its text, its environment and the files it starts from are as before.`;
  return step.transfer
    ? `${line} comes from the cache: what it takes, and what it starts from, is as before.`
    : `${line} comes from the cache: nothing it starts from has changed.`;
}

function tellBecause(because: Because): string {
  switch (because.kind) {
    case 'files':
      return `it reads ${list(because.paths)}`;
    case 'variable':
      return `${list(because.names)} ${because.names.length === 1 ? 'is part of its environment and has' : 'are part of its environment and have'} another value`;
    case 'text':
      return 'the instruction itself reads differently';
    case 'user':
      return 'it runs as another user';
    case 'workdir':
      return 'it runs in another folder';
    case 'source-stage':
      return `it takes files from the stage ${nameOf(because.stage)}, and they have changed`;
    case 'source-image':
      return `it takes files from \`${because.image}\`, which stands for another image now`;
    case 'above':
      return `line ${because.step.line} above it runs again, so it starts from other files`;
    case 'base-stage':
      return `its stage starts from ${nameOf(because.stage)}, which has changed`;
    case 'base-image':
      return `its stage starts from \`${because.image}\`, which stands for another image now`;
    case 'no-cache':
      return 'the cache is switched off for it';
  }
}

const nameOf = (stage: Step['stage']): string => `\`${stage.writtenName ?? stage.index}\``;

/** The first three names in backticks. */
function list(names: readonly string[]): string {
  const some = names.slice(0, 3).map((name) => `\`${name}\``);
  if (names.length > 3) return `${some.join(', ')} and ${names.length - 3} more`;
  return some.length > 1 ? `${some.slice(0, -1).join(', ')} and ${some.at(-1)}` : some.join('');
}
