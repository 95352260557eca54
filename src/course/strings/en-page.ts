/** The words that scripts of every page carry. Keep them few: everybody loads them. Part of `en.ts`. */

/** The marks of lessons: what they say to those who do not see them. On every page, and for that reason alone. */
export const marks = {
  done: 'Done: ',
  part: (passed: number, all: number) => `${passed} of ${all} done: `,
  changed: 'Changed since you passed it: ',
};
