import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Span } from '../source.ts';
import { damageIn } from './typography.ts';

/** Something that the builder refuses, as the function that found it says it. */
export interface Refusal {
  /** Kebab-case id. */
  rule: string;
  message: string;
  /** The whole instruction where absent. */
  span?: Span;
  fix?: Fix;
}

/** Takes refusals of one instruction. */
export type Refuse = (refusal: Refusal) => void;

/** Where refusals are gathered. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  /**
   * A taker for one instruction. `line` is the one BuildKit names where that is not the instruction's own; `skipped` says that the
   * build does not reach the stage, so that it does not stop.
   */
  at(instruction: Instruction, where: { span?: Span; line?: number; skipped?: boolean } = {}): Refuse {
    return (refusal) => {
      const damage = damageIn(instruction);
      const message = damage ? `${damage.message} ${refusal.message}` : refusal.message;
      const fix = refusal.fix ?? (damage && damage.fix.edits.length > 0 ? damage.fix : undefined);
      this.diagnostics.push({
        rule: refusal.rule,
        aka: [],
        severity: 'error',
        stopsBuild: !where.skipped,
        file: 'Dockerfile',
        span: where.span ?? refusal.span ?? instruction.span,
        line: where.line ?? instruction.lines.start,
        message: where.skipped ? `${message} The build skips this stage today, so it does not stop here yet.` : message,
        ...(fix ? { fix } : {}),
      });
    };
  }

  /** A refusal of the file as a whole. */
  whole(refusal: Refusal): void {
    const { rule, message, span = { start: 0, end: 0 } } = refusal;
    this.diagnostics.push({ rule, aka: [], severity: 'error', stopsBuild: true, file: 'Dockerfile', span, line: 1, message });
  }
}
