/** Works out what a stage's file system holds: walks its steps over what its base left. */
import type { ImageFacts } from '../catalog/image.ts';
import type { Answer } from '../source.ts';
import type { Stage, Step } from './build.ts';
import type { Contents, Failure, Piece } from './contents.ts';
import { answers } from './contents-answers.ts';
import { type CopyScene, copy } from './effects/copy.ts';
import { mount } from './effects/mount.ts';
import { runCommands, runText } from './effects/run.ts';
import type { Shell } from './effects/shell.ts';
import { type Budget, FileTree, fullBudget } from './effects/tree.ts';
import type { World } from './effects/world.ts';
import { joinPath } from './paths.ts';

/** What is kept of a stage beside its tree. */
interface Walk {
  stage: Stage;
  tree: FileTree;
  facts?: ImageFacts;
  failures: Failure[];
  rewritten: Contents['rewritten'];
  installed: Piece[];
  config: Map<string, string>;
}

/** Answers for the stages of one Dockerfile; each stage is walked once. */
export function createContents(world: World): (stage: Stage) => Contents {
  const budget = fullBudget();
  const walks = new Map<Stage, Walk>();
  const known = new Map<Stage, Contents>();
  const walkOf = (stage: Stage): Walk => {
    const done = walks.get(stage);
    if (done) return done;
    const walk = begin(stage, walkOf, budget);
    // Written down before its steps run: a stage that names itself then sees what there is so far.
    walks.set(stage, walk);
    for (const step of stage.steps) run(step, walk, world, walkOf);
    return walk;
  };
  return (stage) => {
    const found = known.get(stage) ?? toContents(walkOf(stage));
    known.set(stage, found);
    return found;
  };
}

function begin(stage: Stage, walkOf: (stage: Stage) => Walk, budget: Budget): Walk {
  const { base } = stage;
  const fresh = { stage, failures: [], rewritten: [], installed: [] };
  if (base.kind === 'stage') {
    const below = walkOf(base.stage);
    return { ...fresh, tree: below.tree.fork(), config: new Map(below.config), ...(below.facts ? { facts: below.facts } : {}) };
  }
  const tree = new FileTree(budget);
  const facts = base.kind === 'image' ? base.facts : undefined;
  tree.base = base.kind === 'scratch' ? () => 'no' : facts ? (path) => inKnownImage(path, facts, tree) : () => 'unknown';
  return { ...fresh, tree, config: new Map(), ...(facts ? { facts } : {}) };
}

const systemFolder =
  /^\/(?:bin|boot|dev|etc|go|home|lib\w*|media|mnt|nodejs|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|busybox|python|docker-entrypoint[^/]*)(?:\/|$)/;

const programFolder = /^\/(?:usr\/(?:local\/)?)?s?bin\/([^/]+)$/;

/** A well-known image holds a system and nothing of ours: outside the system's folders there is nothing, and no program that it is known to lack. */
function inKnownImage(path: string, facts: ImageFacts, tree: FileTree): Answer {
  const program = programFolder.exec(path)?.[1];
  if (program !== undefined && facts.lacks?.includes(program) && !tree.pieces.some(({ kind }) => kind === 'packages')) return 'no';
  return path === '/' ? 'yes' : systemFolder.test(path) ? 'unknown' : 'no';
}

function run(step: Step, walk: Walk, world: World, walkOf: (stage: Stage) => Walk): void {
  const { tree } = walk;
  const scene: CopyScene = {
    tree,
    world,
    treeOf: (stage) => walkOf(stage).tree,
    fail: (failure) => walk.failures.push({ step, becauseOf: [], ...failure }),
  };
  if (step.keyword === 'WORKDIR') tree.makeFolder(joinPath(step.before.workdir, step.words[0]?.value ?? '/'));
  else if (step.transfer) copy(step, step.transfer, scene);
  else if (step.keyword === 'RUN') runStep(step, walk, scene);
}

function runStep(step: Step, walk: Walk, scene: CopyScene): void {
  const { tree } = walk;
  const { script } = step;
  if (!script) return;
  const span = script.commands[0]?.span ?? step.span;
  if (lacksShell(step, walk)) scene.fail({ reason: 'no-shell', subject: '/bin/sh', span: step.span });
  if (script.interpreter) {
    tree.blindBy(step);
    return;
  }
  const unmount = mount(step, scene);
  const shell: Shell = {
    step,
    stage: walk.stage,
    tree,
    world: scene.world,
    ...(walk.facts ? { facts: walk.facts } : {}),
    cwd: joinPath(step.before.workdir, '.'),
    exported: new Map(),
    config: walk.config,
    failures: walk.failures,
    rewritten: walk.rewritten,
    installed: walk.installed,
    span,
    localTools: false,
    depth: 0,
    run: runText,
  };
  runCommands(script.commands, shell);
  unmount();
}

/** Shell form needs the image's shell, unless SHELL names another or one was copied in. */
function lacksShell(step: Step, { facts, stage, tree }: Walk): boolean {
  if (step.instruction.form === 'exec' || step.before.shell) return false;
  const none = facts ? facts.shell === null : bottomOf(stage).base.kind === 'scratch';
  return (
    none && !tree.blind.length && !tree.pieces.some((piece) => piece.path === '/bin/sh' || piece.path === '/bin' || piece.path === '/')
  );
}

function bottomOf(stage: Stage): Stage {
  let at = stage;
  const seen = new Set<Stage>();
  while (at.base.kind === 'stage' && !seen.has(at)) {
    seen.add(at);
    at = at.base.stage;
  }
  return at;
}

function toContents(walk: Walk): Contents {
  const { tree, failures, rewritten, installed } = walk;
  return {
    pieces: tree.pieces,
    hidden: tree.hidden,
    complete: tree.blind.length === 0,
    blind: tree.blind,
    failures,
    rewritten,
    installed,
    ...answers(tree, walk.facts?.libc),
  };
}
