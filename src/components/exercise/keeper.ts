/** Keeps an attempt in the browser's store: soon after each change, and at once when the page goes away. */
import { type Attempt, attemptKind, fitTo, isUntouched, mergeAttempts } from '../../course/attempt.ts';
import { type DocumentKind, load, type Shelf, save, type Trouble } from '../../course/store.ts';

const pause = 250;

export interface Keeper {
  /** What was stored, made to fit the exercise; undefined where nothing was. */
  restore(): { attempt?: Attempt; trouble?: Trouble };
  keep(attempt: Attempt): void;
  /** Stores at once what waits. */
  flush(): void;
}

/**
 * Two pages with the same exercise never overwrite one another: what the other stored is merged before this one stores.
 * @param changedElsewhere called with what another tab stored, merged with changes of this page that are under way
 * @param tell called with what goes wrong in storing, and with undefined when it works again
 */
export function createKeeper(
  shelf: Shelf | undefined,
  exercise: { slug: string; version: number; optional?: string[] },
  starter: Record<string, string>,
  changedElsewhere: (attempt: Attempt) => void,
  tell: (trouble: Trouble | undefined) => void,
): Keeper {
  const kind: DocumentKind<Attempt> = attemptKind(exercise.slug, exercise.version, starter);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let next: Attempt | undefined;
  /** What this page read or wrote last: a stored text that differs is another page's. */
  let known: string | null = null;

  const stored = () => {
    try {
      return shelf?.getItem(kind.key) ?? null;
    } catch {
      return null;
    }
  };
  const flush = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (!next) return;
    const theirs = stored() === known ? undefined : restore().attempt;
    const attempt = theirs ? mergeAttempts(next, theirs) : next;
    next = undefined;
    if (known === null && isUntouched(attempt, starter)) return;
    tell(save(shelf, kind, attempt));
    known = stored();
    if (theirs) changedElsewhere(attempt);
  };
  const restore = () => {
    const { value, trouble } = load(shelf, kind);
    const found = !trouble && !isUntouched(value, starter);
    known = found ? stored() : null;
    return {
      ...(found ? { attempt: fitTo(value, starter, exercise.optional, exercise.version) } : {}),
      ...(trouble ? { trouble } : {}),
    };
  };

  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
  addEventListener('storage', ({ key }) => {
    if (key !== kind.key) return;
    if (next) return flush();
    const { attempt } = restore();
    if (attempt) changedElsewhere(attempt);
  });

  return {
    restore,
    flush,
    keep(attempt) {
      next = attempt;
      waiting ??= setTimeout(flush, pause);
    },
  };
}
