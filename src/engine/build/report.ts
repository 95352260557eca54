import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Span } from '../source.ts';

/** Something that the builder refuses, as the function that found it says it. */
export interface Refusal {
  /** Kebab-case id. */
  rule: string;
  message: string;
  /** The whole instruction where absent. */
  span?: Span;
  /** What other tools call the same case. */
  aka?: string[];
  fix?: Fix;
}

/** Takes refusals of one instruction. */
export type Refuse = (refusal: Refusal) => void;

/** Where refusals are gathered. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];
  readonly #damage: Diagnostic[];

  /** `read` is what the parser found: curly quotes and the like explain a refusal better than its own words. In order of place. */
  constructor(read: readonly Diagnostic[]) {
    this.#damage = read.filter(({ rule }) => rule.startsWith('typographic-'));
  }

  /**
   * A taker for one instruction. `at` is the one BuildKit names where it is another, as for a trigger; `skipped` says that the
   * build does not reach the stage, so that it does not stop.
   */
  at(instruction: Instruction, where: { at?: Instruction; skipped?: boolean } = {}): Refuse {
    return ({ rule, aka = [], span, message, fix }) => {
      const damage = this.#damageIn(instruction.span);
      const repair = fix ?? damage?.fix;
      this.diagnostics.push({
        rule,
        aka,
        severity: 'error',
        stopsBuild: !where.skipped,
        file: 'Dockerfile',
        span: where.at?.span ?? span ?? instruction.span,
        line: (where.at ?? instruction).lines.start,
        message: [damage?.message, message, where.skipped && 'The build skips this stage today, so it does not stop here yet.']
          .filter(Boolean)
          .join(' '),
        ...(repair ? { fix: repair } : {}),
      });
    };
  }

  /** A refusal of the file as a whole. */
  whole({ rule, message, span = { start: 0, end: 0 } }: Refusal): void {
    this.diagnostics.push({ rule, aka: [], severity: 'error', stopsBuild: true, file: 'Dockerfile', span, line: 1, message });
  }

  #damageIn(span: Span): Diagnostic | undefined {
    let low = 0;
    let high = this.#damage.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#damage[middle]?.span.start ?? 0) < span.start) low = middle + 1;
      else high = middle;
    }
    const found = this.#damage[low];
    return found && found.span.start < span.end ? found : undefined;
  }
}
