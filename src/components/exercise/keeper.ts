/** Keeps an attempt in the browser's store: soon after each change, and at once when the page goes away. */
import { type Attempt, attemptKind, fitTo, isUntouched } from '../../course/attempt.ts';
import { type DocumentKind, load, type Shelf, save, type Trouble } from '../../course/store.ts';

const pause = 250;

export interface Keeper {
  /** What was stored, made to fit the exercise; undefined where nothing was. */
  restore(): { attempt?: Attempt; trouble?: Trouble };
  keep(attempt: Attempt): void;
}

/**
 * @param changedElsewhere called with what another tab stored, unless this page has changes of its own under way
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
  let stored = false;

  const flush = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (!next) return;
    const attempt = next;
    next = undefined;
    if (!stored && isUntouched(attempt, starter)) return;
    stored = true;
    tell(save(shelf, kind, attempt));
  };
  const restore = () => {
    const { value, trouble } = load(shelf, kind);
    stored = !trouble && !isUntouched(value, starter);
    return { ...(stored ? { attempt: fitTo(value, starter, exercise.optional) } : {}), ...(trouble ? { trouble } : {}) };
  };

  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush());
  addEventListener('storage', ({ key }) => {
    if (key !== kind.key || next) return;
    const { attempt } = restore();
    if (attempt) changedElsewhere(attempt);
  });

  return {
    restore,
    keep(attempt) {
      next = attempt;
      waiting ??= setTimeout(flush, pause);
    },
  };
}
