/** What a step's second run can come to, and why it runs again. */

import type { Stage, Step } from './build.ts';
import type { Scene } from './cache-change.ts';
import type { Input } from './cache-inputs.ts';
import { mustRun, type StepKey } from './cache-keys.ts';
import type { Cache } from './cache-store.ts';
import { chainOf } from './chain.ts';

/** Why a step runs again, nearest reason first. */
export type Because =
  /** Files of the context that it reads have changed, are new, or are gone. */
  | { kind: 'files'; paths: string[] }
  /** Values in the command's environment: of ENV, or of an ARG that is declared above, whether the command names it or not. */
  | { kind: 'variable'; names: string[] }
  /** The instruction itself reads differently, after expansion. */
  | { kind: 'text' }
  | { kind: 'user' | 'workdir' }
  /** What it takes from another stage. `sure` is false where that stage's step ran again and may have left the same files. */
  | { kind: 'source-stage'; stage: Stage; step?: Step; sure: boolean }
  /** The image it takes files from stands for other contents. */
  | { kind: 'source-image'; image: string }
  /** The first step above it in the stage that runs again; where none surely does, the first that may. */
  | { kind: 'above'; step: Step }
  /** The stage it starts from ends in other files; `step` is the first in there that runs again. */
  | { kind: 'base-stage'; stage: Stage; step?: Step }
  | { kind: 'base-image'; image: string }
  | { kind: 'no-cache' };

/**
 * - `cached`: taken from the cache
 * - `reruns`: runs again
 * - `metadata`: writes only the image's configuration; BuildKit has no step for it, so there is nothing to run or to cache
 * - `never-built`: no stage of the target needs this one
 * - `unknown`: cannot be told, as where an install runs again and most likely leaves the same files
 */
export type StepOutcome = 'cached' | 'reruns' | 'metadata' | 'never-built' | 'unknown';

export interface StepRun {
  step: Step;
  outcome: StepOutcome;
  /** Of `metadata`: whether what it writes is another than before. False for the rest. */
  changed: boolean;
  /** Nearest first. Empty for `cached`, `metadata` and `never-built`. */
  because: Because[];
}

/** What a step is judged in. */
export interface Around {
  scene: Scene;
  cache: Cache;
  /** The first step above that is not taken from the cache. */
  above: StepRun | undefined;
  /** The stage, where what it starts from is not as it was. */
  base: Stage | undefined;
  done: ReadonlyMap<Step, StepRun>;
}

/** Why a step is not taken from the cache: its own reasons first. */
export function reasons(key: StepKey, { cache, above, base, done, scene }: Around): Because[] {
  const old = cache.counterpart(key);
  const own = ownReasons(key, old, done);
  const below: Because[] = [];
  if (key.parent && above) below.push({ kind: 'above', step: above.step });
  else if (key.parent && base) below.push(...baseReasons(base, scene, done));
  // A step that is new in its place, though all of it is known.
  return own.length + below.length > 0 ? [...own, ...below] : mustRun(key.step, scene) ? [] : [{ kind: 'text' }];
}

function baseReasons(stage: Stage, scene: Scene, done: Around['done']): Because[] {
  const { base } = stage;
  if (base.kind === 'stage') return [{ kind: 'base-stage', stage: base.stage, ...withStep(firstRerun(base.stage, done)) }];
  if (base.kind === 'image' && scene.moved(base.image)) return [{ kind: 'base-image', image: base.image.written }];
  return [{ kind: 'base-image', image: stage.image?.value ?? '' }];
}

const withStep = (step: Step | undefined) => (step ? { step } : {});

/** The first step of a stage that is not cached, or of the stages it starts from. */
function firstRerun(stage: Stage, done: Around['done']): Step | undefined {
  for (const { steps } of chainOf(stage)) {
    const first = (outcome: StepOutcome) => steps.find((step) => done.get(step)?.outcome === outcome);
    const found = first('reruns') ?? first('unknown');
    if (found) return found;
  }
  return undefined;
}

function ownReasons(key: StepKey, old: StepKey | undefined, done: Around['done']): Because[] {
  const was = new Map((old?.inputs ?? []).map((input) => [nameOf(input), input]));
  const is = new Map(key.inputs.map((input) => [nameOf(input), input]));
  const gone = [...was.values()].filter((input) => !is.has(nameOf(input)));
  const differ = [...is.values()].filter((input) => {
    const before = was.get(nameOf(input));
    return before?.hard !== input.hard || before.soft !== input.soft;
  });
  const all = [...differ, ...gone];
  const named = (kind: Input['kind']) => [...new Set(all.filter((input) => input.kind === kind).map(({ name }) => name))];
  const because: Because[] = [];
  if (named('text').length > 0) because.push({ kind: 'text' });
  if (named('files').length > 0) because.push({ kind: 'files', paths: named('files') });
  const variables = [...named('variable'), ...named('epoch')];
  if (variables.length > 0) because.push({ kind: 'variable', names: variables });
  for (const kind of ['user', 'workdir'] as const) if (named(kind).length > 0) because.push({ kind });
  for (const image of named('image')) because.push({ kind: 'source-image', image });
  for (const { stage, made } of all)
    if (stage) because.push({ kind: 'source-stage', stage, ...withStep(firstRerun(stage, done)), sure: !made });
  return because;
}

const nameOf = ({ kind, name }: Input): string => `${kind} ${name}`;
