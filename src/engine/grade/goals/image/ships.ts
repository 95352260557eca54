/** Goals on what the final image holds: judged by following files between stages, never by the text. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Finding as ContentsFinding, Piece } from '../../../build/contents.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { parseIgnore } from '../../../formats/dockerignore.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { finalStage, type StageGoal } from '../stage.ts';
import { listed } from '../words.ts';

const fileOf = (goal: StageGoal) => goal.dockerfile ?? 'Dockerfile';

const mark = (file: string, step: Step, message: string): Finding => ({ file, span: step.span, line: step.line, message });

/** An instruction as its author wrote it, cut after some words. */
function quote({ instruction }: Step): string {
  const flags = instruction.flags.map((flag) => (flag.value === undefined ? `--${flag.name}` : `--${flag.name}=${flag.value}`));
  const words = [instruction.written, ...flags, ...instruction.body.text.trim().split(/\s+/)];
  return `\`${words.slice(0, 8).join(' ')}${words.length > 8 ? ' …' : ''}\``;
}

/** How a piece came to be there, nearest step first. */
function trail(file: string, pieces: Piece[]): Reason[] {
  return pieces
    .slice(0, 4)
    .flatMap((piece) => [
      { file, text: `\`${piece.path}\` is in the image` },
      ...piece.trail.map((step) => ({ file, span: step.span, text: `line ${step.line}, stage ${stageName(step.stage)}: ${step.keyword}` })),
    ]);
}

const stageName = (stage: Stage) => stage.writtenName ?? `number ${stage.index}`;

/** What could not be seen, and how to make it visible. */
function blindness(finding: ContentsFinding, what: string): Judgement {
  const step = finding.blind[0] ?? finding.pieces[0]?.doubt;
  const where = step ? ` because of line ${step.line}, which runs something this page does not know` : '';
  return {
    outcome: 'unknown',
    message: `Whether ${what} cannot be told from here${where}. It does not count against you; a plain command in its place would make it visible.`,
  };
}

/** Development dependencies are not in the final image, neither in view nor in a layer below. */
export function leavesDevDependencies(goal: StageGoal): Goal {
  const file = fileOf(goal);
  return finalStage(goal, (stage, _, workspace) => {
    const found = workspace.contents(stage).devDependencies();
    if (found.answer === 'no') return { outcome: 'pass', message: 'Nothing that only the build needed is in the image.' };
    if (found.answer === 'unknown') return blindness(found, 'development dependencies ship');
    return devDependenciesShip(stage, file, found);
  });
}

function devDependenciesShip(stage: Stage, file: string, found: ContentsFinding): Judgement {
  const piece = found.pieces[0];
  const names = piece?.dependencies?.direct?.development ?? [];
  const tools = names.length > 0 ? `${listed(names)} among them` : 'compiler and test tools among them';
  const steps = piece?.trail ?? [];
  const bringing = steps[0];
  const installing = steps.find((step) => step.keyword === 'RUN') ?? bringing;
  const reasons = trail(file, found.pieces);
  if (found.hidden) {
    const message = `The packages that only the build needed are deleted too late. A later \`RUN\` hides them, but the layer below still holds them, and every pull downloads it: ${tools}. Look at where they come in, not at where they go.`;
    return {
      outcome: 'fail',
      mistake: 'deleted-too-late',
      message,
      findings: bringing ? [mark(file, bringing, 'This layer keeps the development dependencies, whatever is deleted later.')] : [],
      reasons,
    };
  }
  if (piece?.without?.length) {
    const message = `A later \`RUN\` deletes some of the packages, but the layer of ${bringing ? quote(bringing) : 'the copy'} still holds them, and every pull downloads it. And what was not named by hand is still in view. Look at where development dependencies come in, not at where they go.`;
    return {
      outcome: 'fail',
      mistake: 'deleted-too-late',
      message,
      findings: bringing ? [mark(file, bringing, 'This layer keeps the development dependencies, whatever is deleted later.')] : [],
      reasons,
    };
  }
  if (bringing && installing && bringing.stage === stage && installing.stage !== stage) {
    const message = `${quote(bringing)} brings everything that line ${installing.line} installed in stage \`${stageName(installing.stage)}\`, ${tools}. They are scanned, and attacked, with your app. Look at what that install leaves in \`node_modules\`.`;
    return {
      outcome: 'fail',
      mistake: 'unpruned-node-modules',
      message,
      findings: [mark(file, bringing, message), mark(file, installing, 'Installs the development dependencies too.')],
      reasons,
    };
  }
  const message = `The final image installs its development dependencies itself${installing ? ` (line ${installing.line})` : ''}, ${tools}. What the build needs and what the app needs must not end up in the same stage.`;
  return {
    outcome: 'fail',
    mistake: 'built-where-it-runs',
    message,
    findings: installing ? [mark(file, installing, message)] : [],
    reasons,
  };
}

/** Files of the context that match are not in the final image. */
export function leavesSources(
  goal: StageGoal & {
    /** Ignore patterns for the files meant. */ matching: string /** Why they should stay behind, one sentence. */;
    why: string;
  },
): Goal {
  const file = fileOf(goal);
  const patterns = parseIgnore(goal.matching);
  return finalStage(goal, (stage, _, workspace) => {
    const found = workspace.contents(stage).fromContext((path) => patterns.excludes(path.replace(/\/$/, '')));
    if (found.answer === 'no') return { outcome: 'pass', message: 'Sources and tests stay in the stage that compiles them.' };
    if (found.answer === 'unknown') return blindness(found, 'sources ship');
    const step = found.pieces[0]?.trail[0];
    const names = listed([...new Set(found.pieces.map((piece) => piece.source ?? piece.path))]);
    const message = `${names} ${found.pieces.length === 1 ? 'is' : 'are'} in the final image${found.hidden ? ', in a layer below what deletes it' : ''}. ${goal.why}`;
    return {
      outcome: 'fail',
      mistake: found.hidden ? 'deleted-too-late' : 'sources-ship',
      message,
      findings: step ? [mark(file, step, message)] : [],
      reasons: trail(file, found.pieces),
    };
  });
}

/** Every install in a stage that the target needs takes its versions exactly from a lockfile. */
export function installsFromLock(goal: StageGoal): Goal {
  const file = fileOf(goal);
  return finalStage(goal, (_, build, workspace) => {
    const needed = build.stages.filter((stage) => stage.needed);
    const findings = needed.map((stage) => workspace.contents(stage).unlockedDependencies());
    const loose = findings.find((found) => found.answer === 'yes');
    const piece = loose?.pieces[0];
    if (loose && piece) {
      // The install is the oldest RUN behind the packages; a prune after it keeps what it chose.
      const step = piece.trail.findLast((each) => each.keyword === 'RUN') ?? piece.trail[0];
      const old = piece.dependencies?.deprecated?.[0];
      const flag = old ? ` \`${old}\` is deprecated as well; npm itself names its successor.` : '';
      const message = `${step ? quote(step) : 'An install'} may choose other versions than the lockfile names, so two builds of one commit can differ.${flag} Look for the install command that refuses to work when lockfile and manifest disagree.`;
      return {
        outcome: 'fail',
        mistake: 'not-from-lockfile',
        message,
        findings: step ? [mark(file, step, message)] : [],
        reasons: trail(file, loose.pieces),
      };
    }
    const blind = findings.find((found) => found.answer === 'unknown');
    if (blind) return blindness(blind, 'every install follows the lockfile');
    if (!needed.some((stage) => hasDependencies(workspace, stage))) {
      return {
        outcome: 'fail',
        mistake: 'no-install',
        message:
          'No stage that ships installs anything, so the app comes without its dependencies. They have to be installed somewhere on the way to the final image.',
      };
    }
    return { outcome: 'pass', message: 'Every install takes the versions that the lockfile names.' };
  });
}

const hasDependencies = (workspace: Workspace, stage: Stage) => {
  const contents = workspace.contents(stage);
  return [...contents.pieces, ...contents.hidden.map((each) => each.piece)].some((piece) => piece.kind === 'dependencies');
};

/** Packages with compiled parts were installed under the libc that the final image has. */
export function nativeModulesFit(goal: StageGoal): Goal {
  const file = fileOf(goal);
  return finalStage(goal, (stage, _, workspace) => {
    const bundled = bundledWithoutNative(file, stage, workspace);
    if (bundled) return bundled;
    const found = workspace.contents(stage).foreignLibc();
    if (found.answer === 'no') return { outcome: 'pass', message: 'What was compiled for one libc runs on the same one.' };
    if (found.answer === 'unknown') return blindness(found, 'compiled modules fit the base image');
    const piece = found.pieces[0];
    const from = piece?.dependencies?.libc === 'musl' ? ['Alpine', 'musl', 'glibc'] : ['Debian', 'glibc', 'musl'];
    const step = piece?.trail[0];
    const message = `\`${piece?.path ?? 'node_modules'}\` was installed on ${from[0]}, which has the C library ${from[1]}; the final image has ${from[2]}. A package with a compiled part will not load there. Install where the same C library is.`;
    return {
      outcome: 'fail',
      mistake: 'other-libc',
      message,
      findings: step ? [mark(file, step, message)] : [],
      reasons: trail(file, found.pieces),
    };
  });
}

/** A bundle in the image that took in a package's JavaScript and left its compiled part behind. */
function bundledWithoutNative(file: string, stage: Stage, workspace: Workspace): Judgement | undefined {
  const piece = workspace.contents(stage).pieces.find((each) => each.bundle?.withoutNative.length);
  const name = piece?.bundle?.withoutNative[0];
  if (!piece || name === undefined) return undefined;
  const step = piece.trail.findLast((each) => each.keyword === 'RUN') ?? piece.trail[0];
  const message = `\`${piece.path}\` is a bundle that took in \`${name}\`, but only its JavaScript. \`${name}\` looks for its compiled part beside its own files, finds none beside the bundle, and the app ends when it starts. Packages like this stay out of a bundle and are installed where it runs: look at what the bundler can leave outside.`;
  return {
    outcome: 'fail',
    mistake: 'bundled-native',
    message,
    findings: step ? [mark(file, step, message)] : [],
    reasons: trail(file, [piece]),
  };
}
