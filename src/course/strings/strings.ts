/** What every language has to say: the areas and names of `en.ts`, with any text. A missing string is a type error in the language's file. */
import type * as en from './en.ts';

type Text<T> = T extends string
  ? string
  : T extends (...holes: infer H) => string
    ? (...holes: H) => string
    : { [K in keyof T]: Text<T[K]> };

/** `import * as de from './de.ts'; de satisfies Strings;` */
export type Strings = Text<typeof en>;
