import type { Files, Grade } from '#engine';
import type { Attempt, Snapshot } from '../../course/attempt.ts';
import type { Subject } from './subject.ts';

/** What the panels beside the verdict may ask of the bench. */
export interface Workbench {
  readonly host: HTMLElement;
  readonly exercise: Subject;
  readonly starter: Files;
  attempt: Attempt;
  /** The latest verdict; undefined before the first. */
  grade?: Grade;
  /** Set where the exercise has changed since it was passed: what the old answer comes to today. */
  changed?: { before: number; hold: number; of: number; passed: boolean };
  acceptChange(): void;
  /** Stores the attempt soon. */
  keep(): void;
  /** Puts the files as they stand into the history. */
  remember(why: Snapshot['why']): void;
  reset(): void;
  undo(): void;
  /** Puts a solution or an earlier version into the editor. */
  putIn(files: Files, because: 'solution' | 'restore'): void;
  /** Adds a file the exercise allows, or takes it away (null). */
  setFile(path: string, text: string | null): void;
  /** Says something to screen readers, politely. */
  say(text: string): void;
}
