/**
 * Which files of the build context a build reads, and what therefore crosses to the builder. BuildKit asks the client only for the
 * paths that instructions of needed stages name, and of those only for what changed since the last transfer
 * (docs.docker.com/build/buildkit, "Fast"; moby/buildkit dockerfile2llb: `ctxPaths` become `llb.FollowPaths`).
 */

import type { Build, Step } from './build.ts';
import { contextPath, excluding, find } from './effects/context.ts';
import { findDeep } from './effects/copy.ts';
import { cleanPath } from './paths.ts';
import { isRemote } from './transfer.ts';
import type { ContextFile, Workspace } from './workspace.ts';

/** Which build is meant. */
export interface BuildChoice {
  /** Path of the Dockerfile; 'Dockerfile' where absent. */
  dockerfile?: string;
  /** Stage to build; the workspace's own target, else the last stage, where absent. */
  target?: string;
  /** Values of `--build-arg`, beside the workspace's own. */
  buildArgs?: Record<string, string>;
}

/** What one step reads of the context. */
export interface StepReads {
  step: Step;
  /** After the ignore file; what `--exclude` leaves out is not in it. */
  files: ContextFile[];
  /** A source depends on a variable without a value: there may be more. */
  unsure: boolean;
}

/** What a build reads of the context. */
export interface ContextReads {
  /** In the order of the listing, each once. */
  files: ContextFile[];
  /** Sum of their sizes in bytes. */
  bytes: number;
  /** Steps of needed stages that read the context, in order of the file. */
  steps: StepReads[];
  /** False where nobody listed the context or a source cannot be worked out: an absent file then means "cannot tell". */
  complete: boolean;
}

/** The chosen build of a workspace; undefined where there is no such Dockerfile. */
export function chosenBuild(workspace: Workspace, choice: BuildChoice = {}): Build | undefined {
  const { dockerfile = 'Dockerfile', target, buildArgs } = choice;
  const { options } = workspace;
  if (target === undefined && buildArgs === undefined) return workspace.build(dockerfile);
  return workspace.build(dockerfile, {
    ...options,
    ...(target === undefined ? {} : { target }),
    ...(buildArgs === undefined ? {} : { buildArgs: { ...options.buildArgs, ...buildArgs } }),
  });
}

/** Which files of the context the target's build reads at all: COPY, ADD and bind mounts of needed stages, after the ignore file. */
export function contextReads(workspace: Workspace, choice: BuildChoice = {}): ContextReads {
  const sent = workspace.sent(choice.dockerfile);
  const build = chosenBuild(workspace, choice);
  if (!build || !sent) return { files: [], bytes: 0, steps: [], complete: false };
  const steps = build.stages.filter((stage) => stage.needed).flatMap((stage) => stage.steps.flatMap((step) => readsOf(step, sent) ?? []));
  const names = new Set(steps.flatMap(({ files }) => files.map(({ path }) => path)));
  const files = sent.filter(({ path }) => names.has(path));
  return { files, bytes: sum(files), steps, complete: steps.every(({ unsure }) => !unsure) };
}

/** What one step reads of a listing; undefined where it does not look into the context. */
export function readsOf(step: Step, sent: readonly ContextFile[]): StepReads | undefined {
  const { transfer } = step;
  const found: ContextFile[][] = [];
  let unsure = false;
  let asks = false;
  if (transfer?.from.kind === 'context') {
    for (const source of transfer.sources) {
      if (step.keyword === 'ADD' && isRemote(source.value)) continue;
      asks = true;
      unsure ||= source.undefinedVariables.length > 0;
      const path = contextPath(source.value);
      const deep = transfer.parents && path.includes('**');
      for (const each of deep ? findDeep([...sent], path) : find(sent, path))
        found.push(excluding(each, transfer.exclude).files.map(({ file }) => file));
    }
  }
  for (const mount of step.mounts) {
    if (mount.type !== 'bind' || mount.from !== undefined) continue;
    asks = true;
    // A mount's source is a path as it stands, without wildcards.
    const path = cleanPath(`/${mount.source ?? ''}`).slice(1);
    found.push(sent.filter((file) => path === '' || file.path === path || file.path.startsWith(`${path}/`)));
  }
  if (!asks) return undefined;
  const files = [...new Map(found.flat().map((file) => [file.path, file])).values()];
  return { step, files, unsure };
}

/** What the builder already has of this context. */
export type Previous =
  /** Nothing: a first build, a pruned builder, a new remote builder. */
  | 'none'
  /** The same files from an earlier build. */
  | 'same'
  /** An earlier build's files, of which these paths have changed or are new since. */
  | { changed: string[] };

/** What crosses to the builder. */
export interface ContextTransfer {
  files: ContextFile[];
  /** Sum of their sizes in bytes. */
  bytes: number;
  /** Dockerfile and ignore file: small, and read by themselves for every build. */
  definition: string[];
  /** False: see `ContextReads.complete`. */
  complete: boolean;
}

/**
 * What is sent for a build: of the files it reads, those that the builder does not have yet. A folder that is listed as one entry
 * counts as a whole, even where one file in it changed.
 */
export function transfer(workspace: Workspace, options: BuildChoice & { previous: Previous }): ContextTransfer {
  const { previous, ...choice } = options;
  const reads = contextReads(workspace, choice);
  const dockerfile = choice.dockerfile ?? 'Dockerfile';
  const ignore = workspace.ignore(dockerfile).path;
  const definition = [dockerfile, ...(ignore === undefined ? [] : [ignore])];
  const files = reads.files.filter(({ path }) => previous !== 'same' && (previous === 'none' || touches(path, previous.changed)));
  return { files, bytes: sum(files), definition, complete: reads.complete };
}

/** Whether some paths touch an entry of a listing: one is the entry, lies in it, or is a folder around it. */
export function touches(entry: string, paths: readonly string[]): boolean {
  return paths.some((written) => {
    const path = written.replace(/\/$/, '');
    if (path === '') return false;
    return path === entry || `${path}/` === entry || entry.startsWith(`${path}/`) || (entry.endsWith('/') && path.startsWith(entry));
  });
}

const sum = (files: readonly ContextFile[]): number => files.reduce((bytes, file) => bytes + file.bytes, 0);
