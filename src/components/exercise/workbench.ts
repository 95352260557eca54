import type { Files, Grade } from '#engine';
import type { Attempt } from '../../course/attempt.ts';
import type { Subject } from './subject.ts';

/** What the panels beside the verdict may ask of the bench. */
export interface Workbench {
  readonly host: HTMLElement;
  readonly exercise: Subject;
  readonly starter: Files;
  attempt: Attempt;
  /** The latest verdict; undefined before the first. */
  grade?: Grade;
  /** Stores the attempt soon. */
  keep(): void;
  reset(): void;
  undo(): void;
  /** Puts a solution into the editor. */
  putIn(files: Files): void;
  /** Adds a file the exercise allows, or takes it away (null). */
  setFile(path: string, text: string | null): void;
}
