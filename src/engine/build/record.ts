/** A record without a prototype: names come from a learner's file, and `constructor` or `__proto__` are names like any other. */
export const record = <T>(): Record<string, T> => Object.create(null);

/** What a record made anywhere holds under a name of its own; never something inherited from Object. */
export const own = <T>(from: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  from && Object.hasOwn(from, name) ? from[name] : undefined;
