/** What the effects of a stage need to know of everything around it. */
import type { ContextFile } from '../workspace.ts';

export interface World {
  /** The whole listing, and what of it the builder is sent; undefined where nobody listed the context. */
  context?: ContextFile[];
  sent?: ContextFile[];
  /** Text of a context file, where it is known. */
  text(path: string): string | undefined;
}
