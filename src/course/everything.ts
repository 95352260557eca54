/** Everything this course keeps in the browser's storage: what there is, and how all of it is deleted. */

type Cupboard = Pick<Storage, 'key' | 'length' | 'removeItem'>;

/** What is stored, for somebody who is about to delete it. */
export interface Everything {
  /** Exercises with work of theirs. */
  attempts: number;
  progress: boolean;
  settings: boolean;
  /** Documents of other kinds, and damaged ones that were put aside. */
  other: number;
}

function namesIn(storage: Cupboard): string[] {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  return names.filter((name) => name.startsWith('shipshape:'));
}

export function everythingIn(storage: Cupboard): Everything {
  const names = namesIn(storage);
  const attempts = names.filter((name) => /^shipshape:attempt:[^:]+$/.test(name)).length;
  const progress = names.includes('shipshape:progress');
  const settings = names.includes('shipshape:settings');
  return { attempts, progress, settings, other: names.length - attempts - Number(progress) - Number(settings) };
}

/** Deletes all of it. What other sites at this address keep is left alone. */
export function forgetEverything(storage: Cupboard): void {
  for (const name of namesIn(storage)) storage.removeItem(name);
}
