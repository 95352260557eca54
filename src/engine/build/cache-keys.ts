/**
 * Cache keys of a build's steps: what a step is given, with the key of the files it works on (docs.docker.com/build/cache/invalidation;
 * moby/buildkit `frontend/dockerfile/dockerfile2llb`, convert.go).
 */
import type { Stage, Step } from './build.ts';
import type { Scene } from './cache-change.ts';
import type { KeysOf } from './cache-content.ts';
import { type Input, inputsOf } from './cache-inputs.ts';

export interface StepKey {
  step: Step;
  /** False for instructions that only write the image's configuration. */
  runs: boolean;
  inputs: Input[];
  /** Key of the files it works on; undefined for `COPY --link`, which works on none. */
  parent?: { hard: number; soft: number };
  key: { hard: number; soft: number };
}

type Key = StepKey['key'];

/** Gives the same number for the same text. Shared by the two builds that are compared. */
export type Intern = (text: string) => number;

export function interner(): Intern {
  const known = new Map<string, number>();
  return (text) => {
    const number = known.get(text) ?? known.size;
    known.set(text, number);
    return number;
  };
}

/** The keys of every step of every stage. Stages in a circle have none. */
export function keysOf(scene: Scene, intern: Intern): { steps: Map<Step, StepKey>; bases: Map<Stage, Key> } {
  const steps = new Map<Step, StepKey>();
  const ends = new Map<Stage, Key>();
  const bases = new Map<Stage, Key>();
  const nothing: Key = { hard: intern('none'), soft: intern('none') };
  const keys: KeysOf = {
    step: (step) => steps.get(step)?.key ?? nothing,
    stage: (stage) => ends.get(stage) ?? nothing,
    base: (stage) => bases.get(stage) ?? nothing,
  };
  for (const stage of scene.build.stages) {
    let files = baseKey(stage, scene, keys, intern);
    bases.set(stage, files);
    for (const step of stage.steps) {
      const made = keyOf(step, files, scene, keys, intern);
      steps.set(step, made);
      if (made.runs) files = made.parent ? made.key : merged(files, made.key, intern);
    }
    ends.set(stage, files);
  }
  return { steps, bases };
}

const merged = (below: Key, layer: Key, intern: Intern): Key => ({
  hard: intern(`link ${below.hard} ${layer.hard}`),
  soft: intern(`link ${below.soft} ${layer.soft}`),
});

function baseKey(stage: Stage, scene: Scene, keys: KeysOf, intern: Intern): Key {
  const { base } = stage;
  if (base.kind === 'stage') return keys.stage(base.stage);
  const image = base.kind === 'image' ? `image ${base.image.written} ${scene.moved(base.image)}` : base.kind;
  const key = intern(`${image} ${stage.platform ?? ''} ${base.kind === 'unknown' ? base.written : ''}`);
  return { hard: key, soft: key };
}

function keyOf(step: Step, files: Key, scene: Scene, keys: KeysOf, intern: Intern): StepKey {
  const inputs = inputsOf(step, scene, keys);
  const runs = isRun(step);
  const linked = step.transfer?.link ?? false;
  // With --chmod BuildKit has made an ordinary layer of a linked copy (convert_copy.go), newer ones need not.
  const unsureLink = linked && step.transfer?.chmod !== undefined;
  const below = linked ? { hard: '', soft: unsureLink ? String(files.soft) : '' } : { hard: String(files.hard), soft: String(files.soft) };
  const hard = inputs.map((input) => `${input.kind} ${input.name} ${input.hard}`).join('\n');
  const soft = inputs.map((input) => input.soft ?? '').join('\n');
  const fresh = mustRun(step, scene) ? 'fresh' : '';
  return {
    step,
    runs,
    inputs,
    ...(linked ? {} : { parent: files }),
    key: { hard: intern(`${below.hard}\n${hard}`), soft: intern(`${below.soft}\n${hard}\n${soft}\n${fresh}`) },
  };
}

/** RUN, COPY and ADD make a layer, WORKDIR a folder; everything else is configuration, and BuildKit has no step for it. */
const isRun = (step: Step): boolean =>
  step.keyword === 'RUN' ||
  step.transfer !== undefined ||
  (step.keyword === 'WORKDIR' && !/^\/*$/.test(step.words[0]?.value ?? step.instruction.args[0] ?? ''));

/** Whether `--no-cache` or its filter is for this step: convert.go gives the order to RUN, COPY and ADD, not to WORKDIR. */
export const mustRun = (step: Step, scene: Scene): boolean => scene.fresh(step.stage) && step.keyword !== 'WORKDIR';
