/** The builds that a script starts and the images it pushes: of each pushed image, which stage of which Dockerfile it is. */
import type { Build as StageBuild, Step } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Bake } from '../../../formats/commands/build.ts';
import type { Call } from '../../../formats/commands/call.ts';
import { actionsOf, type Commands } from '../../../formats/commands/commands.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import { fillIn } from '../../../formats/commands/variables.ts';

/** One build of a script; a bake is one for each of its targets. */
export interface ScriptBuild {
  call: Call;
  /** 'Dockerfile' where the script names none. */
  dockerfile: string;
  /** Stage; undefined: the last one. */
  target?: string;
  tags: string[];
  pushes: boolean;
  /** Looks at the Dockerfile and builds nothing: `--check`. */
  onlyChecks: boolean;
  /** One of several targets of a bake, which run side by side. */
  baked: boolean;
}

/** An image that leaves the machine, with the build that made it. */
export interface Released {
  image: string;
  /** The call that pushes. */
  call: Call;
  build?: ScriptBuild;
}

export interface ScriptBuilds {
  commands: Commands;
  builds: ScriptBuild[];
  released: Released[];
  /** A bake whose file is not there or not JSON: what it builds cannot be told. */
  unread?: Call;
}

/** A script of more builds than this is none that a person reads; the rest is left out, and said to be unread. */
const mostBuilds = 40;

/** The builds and pushes of a script in the order it runs them; a file that is not there is an empty script. */
export function scriptBuilds(workspace: Workspace, file: string): ScriptBuilds {
  const commands = readCommands(workspace.files[file] ?? '', file);
  const fill = (text: string, call: Call) => fillIn(text, { get: (name) => commands.variable(name, call.span.start) });
  const direct = actionsOf(commands, 'build').map(
    (build): ScriptBuild => ({
      call: build.invocation,
      dockerfile: fill(build.file?.text ?? 'Dockerfile', build.invocation).replace(/^\.\//, ''),
      ...(build.target ? { target: fill(build.target.text, build.invocation) } : {}),
      tags: build.tags.map((tag) => fill(tag, build.invocation)),
      pushes: build.push,
      onlyChecks: build.check || build.call !== undefined,
      baked: false,
    }),
  );
  const bakes = actionsOf(commands, 'bake').map((bake) => ({ bake, builds: bakedBuilds(bake, workspace) }));
  const every = [...direct, ...bakes.flatMap(({ builds: made }) => made ?? [])].sort((a, b) => a.call.span.start - b.call.span.start);
  const builds = every.slice(0, mostBuilds);
  const names = new Map(
    actionsOf(commands, 'tag').flatMap(({ source, target, invocation }): [string, string][] =>
      source && target ? [[fill(target.word.text, invocation), fill(source.word.text, invocation)]] : [],
    ),
  );
  const madeBefore = (image: string, at: number) =>
    builds.findLast(({ tags, call }) => call.span.start < at && (tags.includes(image) || tags.includes(names.get(image) ?? image)));
  const pushed = actionsOf(commands, 'push').flatMap(({ image, invocation }): Released[] => {
    if (!image) return [];
    const name = fill(image.word.text, invocation);
    const build = madeBefore(name, invocation.span.start);
    return [{ image: name, call: invocation, ...(build ? { build } : {}) }];
  });
  const atOnce = builds
    .filter(({ pushes }) => pushes)
    .flatMap((build) => build.tags.map((image): Released => ({ image, call: build.call, build })));
  const unread = bakes.find(({ builds: made }) => made === undefined)?.bake.invocation ?? every[mostBuilds]?.call;
  return { commands, builds, released: [...atOnce, ...pushed], ...(unread ? { unread } : {}) };
}

interface BakeTarget {
  target?: string;
  dockerfile?: string;
  tags: string[];
}

/** What a bake builds by its JSON file (docs.docker.com/build/bake/reference); undefined where the file is absent, HCL, or no JSON. */
function bakedBuilds(bake: Bake, workspace: Workspace): ScriptBuild[] | undefined {
  const text = workspace.files[bake.files[0]?.replace(/^\.\//, '') ?? 'docker-bake.json'];
  const root = bake.files.length > 1 ? undefined : jsonObject(text);
  if (!root) return undefined;
  const names = expandGroups(bake.targets.length > 0 ? bake.targets : ['default'], objectIn(root, 'group'));
  const targets = objectIn(root, 'target');
  const read = names.map((name) => (Object.hasOwn(targets, name) ? readTarget(targets, name, 0) : undefined));
  if (read.length === 0 || read.some((each) => each === undefined)) return undefined;
  return read.map(
    (each): ScriptBuild => ({
      call: bake.invocation,
      dockerfile: each?.dockerfile ?? 'Dockerfile',
      ...(each?.target === undefined ? {} : { target: each.target }),
      tags: each?.tags ?? [],
      pushes: bake.push,
      onlyChecks: bake.check || bake.print,
      baked: read.length > 1,
    }),
  );
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectIn = (value: Json, key: string): Json => (isObject(value[key]) ? value[key] : {});
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

function jsonObject(text: string | undefined): Json | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Groups may hold groups; each target once. */
function expandGroups(names: readonly string[], groups: Json): string[] {
  const targets = new Set<string>();
  const seen = new Set<string>();
  const open = [...names].reverse();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (isObject(group)) open.push(...strings(group.targets).reverse());
    else targets.add(name);
  }
  return [...targets];
}

function readTarget(targets: Json, name: string, depth: number): BakeTarget {
  const own = Object.hasOwn(targets, name) && isObject(targets[name]) ? targets[name] : {};
  const parents = depth < 10 ? strings(own.inherits).map((parent) => readTarget(targets, parent, depth + 1)) : [];
  const target = typeof own.target === 'string' ? own.target : parents.findLast((each) => each.target !== undefined)?.target;
  const dockerfile =
    typeof own.dockerfile === 'string' ? own.dockerfile : parents.findLast((each) => each.dockerfile !== undefined)?.dockerfile;
  const tags = strings(own.tags);
  return {
    ...(target === undefined ? {} : { target }),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    tags: tags.length > 0 ? tags : (parents.findLast((each) => each.tags.length > 0)?.tags ?? []),
  };
}

/** The Dockerfile's build for the stage that a script asks for; undefined where there is no such file or stage. */
export function builtBy({ dockerfile, target }: ScriptBuild, workspace: Workspace): StageBuild | undefined {
  const build = workspace.build(dockerfile, { ...workspace.options, ...(target === undefined ? {} : { target }) });
  return build?.final ? build : undefined;
}

/** RUN steps of the stages that a build needs. */
export const runSteps = (build: StageBuild): Step[] =>
  build.stages.filter(({ needed }) => needed).flatMap(({ steps }) => steps.filter(({ keyword }) => keyword === 'RUN'));
