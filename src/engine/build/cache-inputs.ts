/**
 * What a step's cache key is made of beside the files it works on: docs.docker.com/build/cache/invalidation, the Dockerfile
 * reference's "Impact on build caching", and moby/buildkit `frontend/dockerfile/dockerfile2llb` (convert.go, convert_copy.go).
 */
import { parseImageRef } from '../catalog/reference.ts';
import { expand } from '../dockerfile/expand.ts';
import type { Stage, Step, Transfer } from './build.ts';
import type { Scene } from './cache-change.ts';
import { filesOfStage, type KeysOf } from './cache-content.ts';
import { contextPath } from './effects/context.ts';
import { joinPath } from './paths.ts';
import { readsOf, touches } from './reads.ts';
import { isRemote } from './transfer.ts';
import { splitAtEquals } from './words.ts';

/** One thing a step's key is made of. */
export interface Input {
  kind: 'text' | 'variable' | 'user' | 'workdir' | 'files' | 'stage' | 'image' | 'epoch';
  /** What it is called: a variable's name, a path, a stage; '' where there is one only. */
  name: string;
  hard: string;
  soft?: string;
  stage?: Stage;
  /** Of a stage's files: see `Dependence`. */
  made?: boolean;
}

/** The inputs of one step, its text first. */
export function inputsOf(step: Step, scene: Scene, keys: KeysOf): Input[] {
  const text: Input = { kind: 'text', name: '', hard: textOf(step, scene) };
  if (step.keyword === 'RUN')
    return [text, userInput(step), workdirInput(step), ...variableInputs(step), ...mountInputs(step, scene, keys)];
  // Folders and copied files get the date of SOURCE_DATE_EPOCH where it is given.
  const epoch: Input = { kind: 'epoch', name: 'SOURCE_DATE_EPOCH', hard: scene.buildArgs.SOURCE_DATE_EPOCH ?? '' };
  if (step.keyword === 'WORKDIR') return [text, epoch, userInput(step)];
  if (step.transfer) return [text, epoch, ...fileInputs(step, scene), ...transferInputs(step, scene, keys)];
  return [text];
}

/** The instruction as it counts: after expansion, paths cleaned; a RUN with the shell that gets the text. Variables of a RUN are inputs of their own. */
function textOf(step: Step, { buildArgs }: Scene): string {
  const { instruction } = step;
  const flags = step.flags.map(({ name, value }) => `--${name}=${value ?? ''}`);
  const words = step.words.map(({ value }) => value);
  if (step.keyword === 'RUN') return JSON.stringify([commandLine(step), flags, words.slice(0, words.length - instruction.words.length)]);
  if (step.keyword === 'WORKDIR') return joinPath(step.before.workdir, words[0] ?? '/');
  if (step.transfer) return transferText(step, step.transfer);
  const given = step.keyword === 'ARG' ? instruction.words.map((word) => buildArgs[splitAtEquals(word).name] ?? '') : [];
  return JSON.stringify([step.keyword, flags, words, instruction.args, given]);
}

function commandLine({ instruction, before }: Step): string[] {
  const bodies = instruction.heredocs.map(({ name, content }) => `${name}\n${content}`);
  if (instruction.form === 'exec') return [...instruction.args, ...bodies];
  return [...(before.shell ?? ['/bin/sh', '-c']), instruction.args.join(' '), ...bodies];
}

/** Flags that a Transfer does not hold: `--checksum`, `--keep-git-dir`, `--unpack`. */
const heldFlags = new Set(['from', 'chown', 'chmod', 'link', 'parents', 'exclude']);

function transferText(step: Step, transfer: Transfer): string {
  const { sources, inline, target, chown, chmod, parents, exclude } = transfer;
  const paths = sources.map(({ value }) => (isRemote(value) || parents ? value : contextPath(value)));
  const texts = inline.map(({ name, heredoc }) => [name, heredoc.expand ? expanded(heredoc.content, step) : heredoc.content]);
  const others = step.flags.filter(({ name }) => !heldFlags.has(name)).map(({ name, value }) => [name, value ?? '']);
  return JSON.stringify([step.keyword, paths, texts, target, chown ?? '', chmod ?? '', parents, exclude, others]);
}

function expanded(text: string, { variables }: Step): string {
  const env = Object.fromEntries(Object.values(variables).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const made = expand(text, env);
  return made.error === undefined ? made.value : text;
}

const userInput = (step: Step): Input => ({ kind: 'user', name: '', hard: step.before.user ?? '' });
const workdirInput = (step: Step): Input => ({ kind: 'workdir', name: '', hard: step.before.workdir ?? '' });

/** BuildKit reads these itself and gives them to no RUN (convert.go, `nonEnvArgs`). */
const notInEnvironment = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/** ENV, and every ARG declared so far, whether or not the command names it. Proxies that nobody declared are left out of the key. */
function variableInputs(step: Step): Input[] {
  return Object.values(step.variables)
    .filter(({ kind, value, name }) => kind !== 'predefined' && value !== undefined && !(kind === 'arg' && notInEnvironment.has(name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => ({ kind: 'variable', name, hard: value ?? '' }));
}

function fileInputs(step: Step, scene: Scene): Input[] {
  const files = readsOf(step, scene.sent)?.files ?? [];
  return files.map(({ path }) => ({ kind: 'files', name: path, hard: touches(path, scene.changed) ? 'changed' : '' }));
}

/** Values of secrets and what is in a cache mount are in no key. */
function mountInputs(step: Step, scene: Scene, keys: KeysOf): Input[] {
  const bound = step.mounts.flatMap((mount): Input[] => {
    if (mount.type !== 'bind' || mount.from === undefined) return [];
    if (!mount.fromStage) return [{ kind: 'image', name: mount.from, hard: movedByName(mount.from, scene) }];
    return [stageInput(mount.fromStage, [mount.source ?? '/'], scene, keys)];
  });
  return [...fileInputs(step, scene), ...bound];
}

function transferInputs({ transfer }: Step, scene: Scene, keys: KeysOf): Input[] {
  if (transfer?.from.kind === 'stage') {
    const sources = transfer.sources.map(({ value }) => value);
    return sources.length > 0 ? [stageInput(transfer.from.stage, sources, scene, keys)] : [];
  }
  if (transfer?.from.kind === 'image')
    return [{ kind: 'image', name: transfer.from.image.written, hard: String(scene.moved(transfer.from.image)) }];
  if (transfer?.from.kind === 'named') return [{ kind: 'image', name: transfer.from.name, hard: '' }];
  return [];
}

function stageInput(stage: Stage, sources: string[], scene: Scene, keys: KeysOf): Input {
  return { kind: 'stage', name: stage.name ?? String(stage.index), stage, ...filesOfStage(stage, sources, scene, keys) };
}

const movedByName = (from: string, scene: Scene): string => {
  const image = parseImageRef(from);
  return 'error' in image ? '' : String(scene.moved(image));
};
