/** What authors have said of an exercise's survivors: solutions with one thing undone that still pass. */

/** Some survivors of an exercise, and why they may be. */
export interface Survivors {
  /** Holds for the mutant's name ('Dockerfile: without `USER node`'), and for the solution's name where only some are meant. */
  mutant: RegExp;
  solution?: RegExp;
  /** `same`: the answer still does what was asked. `open`: it should fail, and does not yet. */
  verdict: 'same' | 'open';
  reason: string;
}

/** Makes the readings of an exercise's survivors; a place for the types to meet. Tests and measurements alone load them. */
export const survivors = (value: readonly Survivors[]): readonly Survivors[] => value;
