/** A change between two builds, and the two builds it lies between. */
import type { ImageRef } from '../catalog/image.ts';
import type { Files } from '../source.ts';
import type { Build, Stage } from './build.ts';
import { createWorkspace } from './create-workspace.ts';
import { type BuildChoice, chosenBuild, touches } from './reads.ts';
import type { ContextFile, Workspace } from './workspace.ts';

/** What happens between a build and the next. */
export type Change =
  /** Files of the context get other contents, come, or go. `text` is the new text of the first path, where it matters (an ignore file). */
  | { kind: 'edit' | 'add' | 'delete'; path: string | string[]; text?: string }
  /** Only their modification times change: `touch`, a fresh checkout. */
  | { kind: 'touch'; path: string | string[] }
  /** Another value of `--build-arg`; without `value` some other value than before. */
  | { kind: 'build-arg'; name: string; value?: string }
  /** The tag of an image now stands for other contents, and the build sees it (`--pull`). By name as written, by name without tag, or by a stage that starts from it; all images where absent. */
  | { kind: 'base-image'; image?: string }
  /** The Dockerfile is replaced. */
  | { kind: 'dockerfile'; text: string }
  /** The instruction that holds a 1-based line is replaced by another text. */
  | { kind: 'instruction'; line: number; text: string }
  /** A secret or an SSH key has another value. */
  | { kind: 'secret'; id?: string }
  /** A cache mount was emptied: pruned, or another machine. */
  | { kind: 'cache-mount'; id?: string }
  /** `--no-cache`, or `--no-cache-filter` where stages are named. */
  | { kind: 'no-cache'; stages?: string[] };

/** One of the two builds, with what its cache keys are made of. */
export interface Scene {
  workspace: Workspace;
  build: Build;
  dockerfile: string;
  /** The context after the ignore file. */
  sent: readonly ContextFile[];
  /** Paths whose contents differ from the other scene's; empty in the earlier one. */
  changed: readonly string[];
  /** The same in both: only files change, and none that an install of packages goes by. */
  sameInstalls: boolean;
  buildArgs: Readonly<Record<string, string>>;
  /** Whether an image now stands for other contents. */
  moved(image: ImageRef): boolean;
  /** Whether `--no-cache` or `--no-cache-filter` is for this stage. */
  fresh(stage: Stage): boolean;
}

/** The builds before and after a change; undefined where there is no such Dockerfile. */
export function scenesOf(workspace: Workspace, change: Change, choice: BuildChoice): { before: Scene; after: Scene } | undefined {
  const dockerfile = choice.dockerfile ?? 'Dockerfile';
  const paths = 'path' in change && change.kind !== 'touch' ? [change.path].flat() : [];
  const listing = workspace.context ?? [];
  const blank = (path: string): ContextFile => ({ path, bytes: 0 });
  const unlisted = paths.filter((path) => !listing.some((file) => touches(file.path, [path]))).map(blank);
  // A path that nobody listed is taken to be there, except before it is added.
  const earlier = change.kind === 'add' ? without(listing, paths) : [...listing, ...unlisted];
  const later = change.kind === 'delete' ? without(listing, paths) : [...listing, ...unlisted];
  const files = filesAfter(workspace.files, change, dockerfile, paths);
  const written = files[dockerfile] === workspace.files[dockerfile] ? [] : [dockerfile];
  const before = sceneOf(copyOf(workspace, earlier, change.kind === 'add' ? omit(workspace.files, paths) : workspace.files), choice);
  const after = sceneOf(copyOf(workspace, later, files), argsAfter(choice, change, before));
  if (!before || !after) return undefined;
  const sameInstalls = paths.length > 0 && written.length === 0 && !paths.some((path) => manifest.test(path));
  return {
    before: { ...before, sameInstalls },
    after: {
      ...after,
      sameInstalls,
      changed: [...paths, ...written],
      moved: (image) => change.kind === 'base-image' && image.digest === undefined && names(change.image, image, after.build),
      fresh(stage) {
        if (change.kind !== 'no-cache') return false;
        return !change.stages || change.stages.some((name) => name.toLowerCase() === stage.name || name === String(stage.index));
      },
    },
  };
}

function sceneOf(workspace: Workspace, choice: BuildChoice): Scene | undefined {
  const build = chosenBuild(workspace, choice);
  if (!build) return undefined;
  return {
    workspace,
    build,
    dockerfile: choice.dockerfile ?? 'Dockerfile',
    sent: workspace.sent(choice.dockerfile) ?? [],
    changed: [],
    sameInstalls: false,
    buildArgs: { ...workspace.options.buildArgs, ...choice.buildArgs },
    moved: () => false,
    fresh: () => false,
  };
}

/** Files by which package managers decide what to install. */
const manifest =
  /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-(?:lock|workspace)\.yaml|\.npmrc|bun\.lockb?|pyproject\.toml|uv\.lock|poetry\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|[^/]*requirements[^/]*\.(?:txt|in)|go\.(?:mod|sum|work)|Cargo\.(?:toml|lock)|Gemfile(?:\.lock)?|composer\.(?:json|lock)|pom\.xml|[^/]*\.gradle(?:\.kts)?)$/;

const copyOf = (workspace: Workspace, context: ContextFile[], files: Files): Workspace =>
  createWorkspace(files, { ...workspace.options, context });

const without = (listing: readonly ContextFile[], paths: readonly string[]): ContextFile[] =>
  listing.filter((file) => !paths.some((path) => file.path === path || file.path.startsWith(`${path.replace(/\/$/, '')}/`)));

const omit = (files: Files, paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

function filesAfter(files: Files, change: Change, dockerfile: string, paths: readonly string[]): Files {
  if (change.kind === 'delete') return omit(files, paths);
  if (change.kind === 'dockerfile') return { ...files, [dockerfile]: change.text };
  if (change.kind === 'instruction') return { ...files, [dockerfile]: replaced(files[dockerfile] ?? '', change, files, dockerfile) };
  if ((change.kind === 'edit' || change.kind === 'add') && change.text !== undefined && paths[0] !== undefined)
    return { ...files, [paths[0]]: change.text };
  return files;
}

function replaced(text: string, change: { line: number; text: string }, files: Files, dockerfile: string): string {
  const build = createWorkspace(files).build(dockerfile);
  const instruction = build?.syntax.instructions.find(({ lines }) => lines.start <= change.line && change.line <= lines.end);
  return instruction ? text.slice(0, instruction.span.start) + change.text + text.slice(instruction.span.end) : text;
}

function argsAfter(choice: BuildChoice, change: Change, before: Scene | undefined): BuildChoice {
  if (change.kind !== 'build-arg') return choice;
  const now = before?.buildArgs[change.name];
  return { ...choice, buildArgs: { ...choice.buildArgs, [change.name]: change.value ?? `${now ?? ''}-changed` } };
}

/** Whether a name means an image: as written, without its tag, or a stage that starts from it. */
function names(name: string | undefined, image: ImageRef, build: Build): boolean {
  if (name === undefined || name === image.written || name === image.name) return true;
  if (image.tag !== undefined && name === `${image.name}:${image.tag}`) return true;
  const stage = build.stages.find((each) => each.name === name.toLowerCase() || String(each.index) === name);
  return stage?.base.kind === 'image' && stage.base.image.written === image.written;
}
