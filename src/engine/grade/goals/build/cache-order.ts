/** Goals on the order of instructions: what an edit or a new commit id makes run again, as the cache simulator tells it. */
import type { Build, Stage, Step } from '../../../build/build.ts';
import { type Because, type Change, rerun, type StepRun } from '../../../build/cache.ts';
import type { Piece } from '../../../build/contents.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { atFrom, finalStage, type StageGoal } from '../stage.ts';
import { runsAs } from '../users/accounts.ts';
import { mayWrite, ownershipOf } from '../users/ownership.ts';

const needed = (build: Build): Stage[] => build.stages.filter((stage) => stage.needed);

/** Steps that install a language's packages, in stages that the target needs. */
const installSteps = (build: Build, workspace: Workspace): Step[] => [
  ...new Set(needed(build).flatMap((stage) => workspace.contents(stage).installed.flatMap(({ trail }) => trail.slice(0, 1)))),
];

/** Steps that compile or bundle: a RUN that leaves output of its own. */
function buildSteps(build: Build, workspace: Workspace): Step[] {
  const made = (piece: Piece) => (piece.kind === 'output' ? piece.trail.filter(({ keyword }) => keyword === 'RUN') : []);
  return [...new Set(needed(build).flatMap((stage) => workspace.contents(stage).pieces.flatMap(made)))];
}

const mark = (file: string, step: Step, message: string): Finding => ({ file, span: step.span, line: step.line, message });

/** The instruction on one line, as its author wrote it. */
function shown({ instruction }: Step): string {
  const text = `${instruction.written} ${instruction.body.text.trim()}`.replace(/\s+/g, ' ');
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

/** The step at which the cache was lost, for a step below it, and why. */
function loss(run: StepRun, runs: readonly StepRun[]): { step: Step; because?: Because } {
  let at = run;
  for (let depth = 0; depth < runs.length; depth++) {
    const [because] = at.because;
    const step = because && 'step' in because && because.kind !== 'source-stage' ? because.step : undefined;
    const above = step && runs.find((each) => each.step === step);
    if (!above || above === at) return { step: at.step, ...(because ? { because } : {}) };
    at = above;
  }
  return { step: at.step };
}

/** An edit of a source file installs nothing again. */
export function editReinstallsNothing(goal: StageGoal & { /** A source file of the context. */ edited: string }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (_, build, workspace) => {
    const installs = installSteps(build, workspace);
    if (installs.length === 0) return nothingInstalled(build, workspace);
    const { failed, unsure, runs, reasons } = after({ kind: 'edit', path: goal.edited }, installs, workspace, file);
    if (failed) {
      const lost = loss(failed, runs);
      const message =
        lost.because?.kind === 'files' && lost.step !== failed.step
          ? `${shown(lost.step)} (line ${lost.step.line}) takes \`${goal.edited}\` along, and the install on line ${failed.step.line} stands below it. So every edit of a source file installs all packages again. Look at which files the install reads.`
          : `After an edit of \`${goal.edited}\`, line ${failed.step.line} installs all packages again. Look at which files reach that step.`;
      const findings = [
        mark(file, failed.step, 'Runs again after every edit.'),
        ...(lost.step === failed.step
          ? []
          : [mark(file, lost.step, `The cache is lost here: \`${goal.edited}\` is among what is copied.`)]),
      ];
      return { outcome: 'fail', mistake: 'sources-before-install', message, findings: findings.reverse(), reasons };
    }
    if (unsure)
      return {
        outcome: 'unknown',
        message: `Whether line ${unsure.step.line} runs again after an edit cannot be told from here.`,
        reasons,
      };
    return { outcome: 'pass', message: `After an edit of \`${goal.edited}\`, the install comes from the cache.`, reasons };
  });
}

/** A new value of a build argument neither installs nor compiles again. A step that names the argument itself is meant to. */
export function argumentCostsNothing(
  goal: StageGoal & { argument: string /** What a new value is: 'Every commit'. */; when: string },
): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (_, build, workspace) => {
    const installs = installSteps(build, workspace);
    if (installs.length === 0) return nothingInstalled(build, workspace);
    const expensive = [
      ...installs,
      ...buildSteps(build, workspace).filter((step) => !installs.includes(step) && !namesIt(step, goal.argument)),
    ];
    const { failed, unsure, runs, reasons } = after({ kind: 'build-arg', name: goal.argument }, expensive, workspace, file);
    if (failed) {
      const lost = loss(failed, runs).step;
      const declared = build.stages
        .flatMap(({ steps }) => steps)
        .find(
          (step) =>
            step.keyword === 'ARG' && step.stage === lost.stage && step.words.some(({ value }) => value.split('=')[0] === goal.argument),
        );
      const what = installs.includes(failed.step) ? 'installs all packages again' : `runs line ${failed.step.line} again`;
      const where = declared
        ? `\`${goal.argument}\` is declared on line ${declared.line}, above line ${failed.step.line}`
        : `\`${goal.argument}\` is in scope on line ${failed.step.line}`;
      const message = `${goal.when} ${what}: ${where}. From its declaration on, an argument is part of the environment of every \`RUN\`, whether the command names it or not. Look at which line needs it.`;
      const findings = [
        ...(declared ? [mark(file, declared, 'From here on its value is in the key of every `RUN`.')] : []),
        mark(file, failed.step, 'Runs again for every new value.'),
      ];
      return { outcome: 'fail', mistake: 'argument-too-early', message, findings, reasons };
    }
    if (unsure)
      return {
        outcome: 'unknown',
        message: `Whether line ${unsure.step.line} runs again for a new \`${goal.argument}\` cannot be told from here.`,
        reasons,
      };
    return { outcome: 'pass', message: `A new \`${goal.argument}\` neither installs nor builds anything again.`, reasons };
  });
}

function namesIt(step: Step, argument: string): boolean {
  const uses = (text: string) => new RegExp(`\\$(?:\\{${argument}\\b|${argument}\\b)`).test(text);
  return (step.script?.commands ?? []).some(({ args, assignments, redirects }) =>
    [...args, ...assignments.map(({ value }) => value), ...redirects.flatMap(({ target }) => target ?? [])].some(({ text }) => uses(text)),
  );
}

function after(
  change: Change,
  watched: readonly Step[],
  workspace: Workspace,
  file: string,
): { failed?: StepRun; unsure?: StepRun; runs: StepRun[]; reasons: Reason[] } {
  const runs = rerun(workspace, change, { dockerfile: file });
  // Steps of this build and of the simulated one are found by their place.
  const mine = runs.filter(({ step }) => watched.some((each) => each.line === step.line && each.keyword === step.keyword));
  const failed = mine.find(({ outcome }) => outcome === 'reruns');
  const unsure = mine.find(({ outcome }) => outcome === 'unknown');
  const reasons = mine.map(({ step, outcome }) => ({ file, span: step.span, text: `line ${step.line}: ${outcome}` }));
  return { runs, reasons, ...(failed ? { failed } : {}), ...(unsure ? { unsure } : {}) };
}

function nothingInstalled(build: Build, workspace: Workspace): Judgement {
  const stages = needed(build);
  if (stages.some((stage) => !workspace.contents(stage).complete))
    return { outcome: 'unknown', message: 'Which step installs the packages cannot be told from here.' };
  const last = stages.at(-1);
  const message = 'No step that the image needs installs the packages, so the app has none to load.';
  return { outcome: 'fail', mistake: 'no-install', message, findings: last ? atFrom(last, 'Dockerfile', message) : [] };
}

/** Packages land in the app's folder, not in the root of the file system. */
export function installsInFolder(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (_, build, workspace) => {
    const stray = needed(build)
      .flatMap((stage) => workspace.contents(stage).installed)
      .find(({ path }) => path.lastIndexOf('/') === 0);
    const step = stray?.trail[0];
    if (!stray || !step) return { outcome: 'pass', message: 'Packages are installed in the folder of the app.' };
    const later = step.stage.steps.find(({ keyword, index }) => keyword === 'WORKDIR' && index > step.index);
    const message = `Line ${step.line} installs into \`${stray.path}\`, at the root of the file system${later ? `: ${shown(later)} comes only on line ${later.line}` : ': no `WORKDIR` stands above it'}. Relative paths and commands start from the folder that is in force at their line.`;
    return {
      outcome: 'fail',
      mistake: 'install-before-workdir',
      message,
      findings: [mark(file, step, message), ...(later ? [mark(file, later, 'Holds from here on.')] : [])],
    };
  });
}

/** A label carries the value of a build argument. */
export function labelsWith(goal: StageGoal & { label: string; argument: string }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const probe = '4f2a91c';
    const given = workspace.build(file, { ...workspace.options, buildArgs: { ...workspace.options.buildArgs, [goal.argument]: probe } });
    const value = given?.final?.config.labels[goal.label];
    if (value?.includes(probe)) return { outcome: 'pass', message: `\`${goal.label}\` says which commit the image was built from.` };
    const origin = stage.origins.labels[goal.label];
    const step = origin?.kind === 'instruction' ? origin.step : undefined;
    const message =
      value === undefined
        ? `The image has no label \`${goal.label}\`, so nobody can tell which commit it was built from.`
        : `\`${goal.label}\` is ${value === '' ? 'empty' : `\`${value}\``} whatever \`--build-arg ${goal.argument}\` says: on that line the argument has no value yet. Look at where it is declared, and for which stage.`;
    return {
      outcome: 'fail',
      mistake: value === undefined ? 'label-missing' : 'label-without-value',
      message,
      findings: step ? [mark(file, step, message)] : atFrom(stage, file, message),
    };
  });
}

/** Whoever installs and builds may write to the folder in which that happens. */
export function writesWhereItMay(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (_, build, workspace) => {
    for (const step of [...installSteps(build, workspace), ...buildSteps(build, workspace)]) {
      const { user, workdir = '/' } = step.before;
      const ownership = ownershipOf(step.stage, workspace);
      const runner = runsAs(user, ownership.accounts);
      if (runner.uid === 0 || mayWrite(ownership.folder(workdir), runner) !== 'no') continue;
      const message = `Line ${step.line} runs as \`${user}\`, and \`${workdir}\` belongs to root: nothing can be written there, so the build stops. \`USER\` holds for every \`RUN\` below it, not only for the container.`;
      return { outcome: 'fail', mistake: 'user-too-early', message, findings: [mark(file, step, message)] };
    }
    return { outcome: 'pass', message: 'Every `RUN` may write where it works.' };
  });
}
