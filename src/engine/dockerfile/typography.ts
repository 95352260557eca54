import type { LogicalLine } from './lines.ts';
import type { Problem } from './problems.ts';
import type { Instruction } from './syntax.ts';
export function typography(_line: LogicalLine, _instruction: Instruction): Problem[] {
  return [];
}
