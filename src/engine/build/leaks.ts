/** Which secrets come into a build, and where their values can be read afterwards. */

import type { Span } from '../source.ts';
import type { Build, Mount, Stage, Step } from './build.ts';
import { chainOf } from './chain.ts';
import { holdsSecret, isSecretFile, isSecretName, isSecretValue } from './leaks-names.ts';
import { type LeakMechanism, type LeakPlace, wherever } from './leaks-places.ts';
import { writtenTo } from './leaks-writes.ts';
import { type BuildChoice, chosenBuild, readsOf } from './reads.ts';
import type { Workspace } from './workspace.ts';

export { type LeakMechanism, type LeakPlace, wherever } from './leaks-places.ts';

/** One secret on one way into the build. */
export interface Leak {
  mechanism: LeakMechanism;
  /** The variable's name, the file's path in the context, the secret's id; '' for a text in a RUN. */
  name: string;
  /** The step by which it comes in. */
  step: Step;
  span: Span;
  /** Where its value shows, each place once. Empty for a mounted secret that stays one. */
  places: LeakPlace[];
  /** The file that a RUN writes it to, in the image. */
  writtenTo?: string;
  /** The step that deletes it from view; its layer still ships. */
  removedBy?: Step;
}

/** What to take for a secret beside what looks like one. */
export interface LeakOptions extends BuildChoice {
  /** Paths of the context and names of variables. */
  secrets?: string[];
}

/**
 * The secrets of a build in order of the file: only stages that the target needs. What looks like a secret is told by its name, or by the form that
 * services give their tokens; `options.secrets` adds to it. Mounted secrets are listed too, with the places they show in: none.
 */
export function leaks(workspace: Workspace, options: LeakOptions = {}): Leak[] {
  const build = chosenBuild(workspace, options);
  if (!build?.final) return [];
  const scene: Scene = { workspace, build, final: build.final, shipped: new Set(chainOf(build.final)), options };
  return build.stages.filter((stage) => stage.needed).flatMap((stage) => stage.steps.flatMap((step) => [...leaksOf(step, scene)]));
}

interface Scene {
  workspace: Workspace;
  build: Build;
  final: Stage;
  /** The stages whose layers and history are the image's own. */
  shipped: ReadonlySet<Stage>;
  options: LeakOptions;
}

function* leaksOf(step: Step, scene: Scene): Generator<Leak> {
  if (step.keyword === 'ENV') yield* ofEnv(step, scene);
  else if (step.keyword === 'ARG') yield* ofArg(step, scene);
  else if (step.transfer) yield* ofFiles(step, scene);
  else if (step.keyword === 'RUN') {
    yield* ofText(step, scene);
    yield* ofMounts(step, scene);
  }
}

const isNamed = (name: string, { options }: Scene): boolean => isSecretName(name) || (options.secrets?.includes(name) ?? false);

function* ofEnv(step: Step, scene: Scene): Generator<Leak> {
  for (let at = 0; at + 1 < step.words.length; at += 2) {
    const [name, value] = [step.words[at], step.words[at + 1]];
    if (!name || !value || (value.value === '' && value.undefinedVariables.length === 0)) continue;
    const secret =
      holdsSecret(value.value) || (isNamed(name.value, scene) && (isSecretValue(value.value) || value.undefinedVariables.length > 0));
    if (!secret) continue;
    const shipped = scene.shipped.has(step.stage);
    yield variableLeak({ mechanism: shipped ? 'env' : 'env-other-stage', name: name.value, step, span: value.word.span }, scene);
  }
}

function* ofArg(step: Step, scene: Scene): Generator<Leak> {
  for (const { word } of step.words) {
    const equals = word.text.indexOf('=');
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    const value = equals < 0 ? '' : word.text.slice(equals + 1);
    if (!holdsSecret(value) && !(isNamed(name, scene) && (value === '' || isSecretValue(value)))) continue;
    const mechanism = scene.shipped.has(step.stage) ? 'arg' : 'arg-other-stage';
    yield variableLeak({ mechanism, name, step, span: word.span }, scene);
  }
}

/** A variable also shows in the output of every RUN that names it, and in a file that a RUN writes with it. */
function variableLeak(leak: Omit<Leak, 'places'>, scene: Scene): Leak {
  const places = new Set(wherever(leak.mechanism));
  let file: { path: string; step: Step } | undefined;
  for (const step of stepsBelow(leak.step, scene)) {
    if (step.keyword !== 'RUN') continue;
    if (mentions(step, leak.name)) places.add('build-log');
    file ??= fileOf(step, { variable: leak.name });
  }
  if (!file) return { ...leak, places: [...places] };
  const written = fileFate(file, scene);
  for (const place of written.places) places.add(place);
  return { ...leak, places: [...places], writtenTo: file.path, ...(written.removedBy ? { removedBy: written.removedBy } : {}) };
}

/** The steps that see a variable: later ones of its stage, and those of the stages that start from it. */
function* stepsBelow(step: Step, { build }: Scene): Generator<Step> {
  yield* step.stage.steps.slice(step.index + 1);
  const heirs = new Set([step.stage]);
  for (const stage of build.stages) {
    if (stage.base.kind !== 'stage' || !heirs.has(stage.base.stage) || !stage.needed) continue;
    heirs.add(stage);
    yield* stage.steps;
  }
}

const mentions = (step: Step, name: string): boolean => {
  const text = step.instruction.args.join(' ');
  return text.includes(`$${name}`) || text.includes(`\${${name}`);
};

function fileOf(step: Step, secret: { variable?: string; path?: string }): { path: string; step: Step } | undefined {
  const path = step.script && writtenTo(step.script, secret, step.before.workdir);
  return path === undefined ? undefined : { path, step };
}

/** Where a file that a RUN wrote ends up. */
function fileFate({ path, step }: { path: string; step: Step }, scene: Scene): { places: readonly LeakPlace[]; removedBy?: Step } {
  if (!scene.shipped.has(step.stage)) return { places: wherever('secret-mount-copied-other-stage') };
  const removedBy = [...step.stage.steps.slice(step.index + 1)].find((later) => removes(later, path));
  return removedBy ? { places: wherever('copied-file-deleted'), removedBy } : { places: wherever('secret-mount-copied') };
}

const removes = (step: Step, path: string): boolean => {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return (
    step.script?.commands.some(
      ({ name, args }) => /^(?:rm|shred|unlink)$/.test(name) && args.some(({ text }) => text === path || text.endsWith(base)),
    ) ?? false
  );
};

function* ofFiles(step: Step, scene: Scene): Generator<Leak> {
  const { workspace, options } = scene;
  const listing = workspace.sent(options.dockerfile);
  const secret = (path: string) => isSecretFile(path) || (options.secrets?.includes(path) ?? false);
  const files = listing ? (readsOf(step, listing)?.files.map(({ path }) => path) ?? []) : namedFiles(step);
  for (const path of files.filter(secret)) yield fileLeak(path, step, scene);
}

/** Without a listing only what the instruction names can be judged. */
const namedFiles = (step: Step): string[] =>
  step.transfer?.from.kind === 'context' ? step.transfer.sources.map(({ value }) => value.replace(/^(?:\.?\/)+/, '')) : [];

function fileLeak(name: string, step: Step, scene: Scene): Leak {
  const contents = scene.workspace.contents(scene.final);
  const ships = (piece: { source?: string; trail: Step[] }) => piece.source === name && piece.trail.includes(step);
  const hidden = contents.hidden.find(({ piece }) => ships(piece));
  const base = { name, step, span: step.span };
  if (contents.pieces.some(ships)) return { ...base, mechanism: 'copied-file', places: [...wherever('copied-file')] };
  if (hidden)
    return { ...base, mechanism: 'copied-file-deleted', places: [...wherever('copied-file-deleted')], removedBy: hidden.removedBy };
  const mechanism = scene.shipped.has(step.stage) ? 'copied-file' : 'copied-file-other-stage';
  return { ...base, mechanism, places: [...wherever(mechanism)] };
}

function* ofText(step: Step, scene: Scene): Generator<Leak> {
  const found = literalIn(step);
  if (!found) return;
  const mechanism = scene.shipped.has(step.stage) ? 'run-literal' : 'run-literal-other-stage';
  yield { mechanism, ...found, step, places: [...wherever(mechanism)] };
}

/** The first secret that a RUN writes out: among the words of its commands, or assigned to a variable with a telling name. */
function literalIn({ script }: Step): { name: string; span: Span } | undefined {
  for (const { name: program, args, assignments } of script?.commands ?? []) {
    for (const { name, value } of assignments) {
      const named = value.literal && isSecretName(name) && isSecretValue(value.text);
      if (named || holdsSecret(value.text)) return { name, span: value.span };
    }
    for (const { text, literal, span } of program === 'export' ? args : []) {
      const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? [];
      if (literal && isSecretName(name) && isSecretValue(value)) return { name, span };
    }
    const word = args.find(({ text }, at) => holdsSecret(text) || isLogin(program, args[at - 1]?.text, text));
    if (word) return { name: '', span: word.span };
  }
  return undefined;
}

/** `curl -u name:password`, in one word or two. */
const isLogin = (program: string, before: string | undefined, text: string): boolean =>
  /(?:^|\/)curl$/.test(program) &&
  (/^(?:-u|--user)$/.test(before ?? '') ? /^[^\s:$]+:[^\s$]+$/ : /^(?:-u=?|--user=)[^\s:$]+:[^\s$]+$/).test(text);

function* ofMounts(step: Step, scene: Scene): Generator<Leak> {
  for (const mount of step.mounts) {
    if (mount.type !== 'secret' && mount.type !== 'ssh') continue;
    const base = { name: mount.id ?? '', step, span: mount.span };
    const file = mount.type === 'secret' ? fileOf(step, secretOf(mount)) : undefined;
    if (!file) {
      yield { ...base, mechanism: mount.type === 'ssh' ? 'ssh-mount' : 'secret-mount', places: [] };
      continue;
    }
    const fate = fileFate(file, scene);
    const mechanism = scene.shipped.has(step.stage) ? 'secret-mount-copied' : 'secret-mount-copied-other-stage';
    yield { ...base, mechanism, places: [...fate.places], writtenTo: file.path, ...(fate.removedBy ? { removedBy: fate.removedBy } : {}) };
  }
}

const secretOf = (mount: Mount): { variable?: string; path?: string } => ({
  ...(mount.env === undefined ? {} : { variable: mount.env }),
  ...(mount.target !== undefined ? { path: mount.target } : mount.env === undefined ? { path: `/run/secrets/${mount.id ?? ''}` } : {}),
});
