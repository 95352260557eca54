/** Mutants that pass, read one by one: why each of them may. What is not said here, nobody has read yet. */

/** Some mutants of an exercise that still pass, and why. */
export interface Survivors {
  /** Holds for the mutant's name, and for the solution's name where only some are meant. */
  mutant: RegExp;
  solution?: RegExp;
  /** `same`: the answer still does what was asked. `open`: it should fail, and does not yet. */
  verdict: 'same' | 'open';
  reason: string;
}

export const survivors: Readonly<Record<string, readonly Survivors[]>> = {};

/** What was said of a mutant; undefined where nobody has read it. */
export const reading = (slug: string, solution: string, mutant: string): Survivors | undefined =>
  survivors[slug]?.find((each) => each.mutant.test(mutant) && (each.solution?.test(solution) ?? true));
