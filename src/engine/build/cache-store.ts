/** What a build leaves in the cache, to be asked by the next. */
import type { Step } from './build.ts';
import type { keysOf, StepKey } from './cache-keys.ts';

/** What the first build left behind. */
export class Cache {
  private hard = new Set<number>();
  private soft = new Set<number>();
  private files = new Set<number>();
  private steps = new Map<string, StepKey>();
  private texts = new Map<string, StepKey>();

  constructor(build: ReturnType<typeof keysOf>) {
    for (const base of build.bases.values()) this.files.add(base.soft);
    for (const key of build.steps.values()) {
      if (key.runs && key.step.stage.needed) {
        this.hard.add(key.key.hard);
        this.soft.add(key.key.soft);
      }
      this.steps.set(place(key.step), key);
      const text = textKey(key);
      if (!this.texts.has(text)) this.texts.set(text, key);
    }
  }

  holds(key: StepKey): 'yes' | 'maybe' | 'no' {
    return this.soft.has(key.key.soft) ? 'yes' : this.hard.has(key.key.hard) ? 'maybe' : 'no';
  }

  knowsBase(soft: number): boolean {
    return this.files.has(soft);
  }

  /** The step that this one was in the first build: with the same text, else in the same place. */
  counterpart(key: StepKey): StepKey | undefined {
    const placed = this.steps.get(place(key.step));
    return placed && textKey(placed) === textKey(key) ? placed : (this.texts.get(textKey(key)) ?? placed);
  }
}

const place = (step: Step): string => `${step.stage.name ?? step.stage.index} ${step.index}`;
export const textKey = ({ step, inputs }: StepKey): string => `${step.stage.name ?? step.stage.index} ${inputs[0]?.hard ?? ''}`;
