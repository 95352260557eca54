import { record } from './record.ts';

/** Ledgers that follow one another further than this are copied together, so that a look-up stays short. */
const longestChain = 32;

/**
 * Named values and how they changed, so that the state before any instruction can be told later without copying it for every
 * instruction. A `mark` is a moment; a snapshot costs as much as it holds and is made only when somebody asks.
 */
export class Ledger<T> {
  readonly #versions = new Map<string, { at: number; value: T }[]>();
  readonly #before: Ledger<T> | undefined;
  readonly #depth: number;
  #clock = 0;
  #last: { at: number; snapshot: Record<string, T> } | undefined;

  /** A ledger that goes on where another ended; that one must not change any more. */
  constructor(before?: Ledger<T>) {
    const chained = before !== undefined && before.#depth < longestChain;
    this.#before = chained ? before : undefined;
    this.#depth = chained ? before.#depth + 1 : 0;
    if (before && !chained) for (const [name, value] of Object.entries(before.#fill(record<T>(), before.#clock))) this.set(name, value);
  }

  /** Now: what is set later does not show in a snapshot of this moment. */
  mark(): number {
    return this.#clock;
  }

  set(name: string, value: T): void {
    this.#clock += 1;
    const versions = this.#versions.get(name);
    if (versions) versions.push({ at: this.#clock, value });
    else this.#versions.set(name, [{ at: this.#clock, value }]);
  }

  get(name: string): T | undefined {
    const versions = this.#versions.get(name);
    return versions ? versions.at(-1)?.value : this.#before?.get(name);
  }

  has(name: string): boolean {
    return this.#versions.has(name) || (this.#before?.has(name) ?? false);
  }

  /** What was known at a moment, in the order in which names were first set. The caller must not change it: it may be shared. */
  snapshot(at: number = this.#clock): Record<string, T> {
    if (this.#last?.at === at) return this.#last.snapshot;
    const snapshot = this.#fill(record<T>(), at);
    this.#last = { at, snapshot };
    return snapshot;
  }

  #fill(into: Record<string, T>, at: number): Record<string, T> {
    if (this.#before) this.#before.#fill(into, this.#before.#clock);
    for (const [name, versions] of this.#versions) {
      const version = lastUntil(versions, at);
      if (version) into[name] = version.value;
    }
    return into;
  }
}

function lastUntil<T extends { at: number }>(versions: readonly T[], at: number): T | undefined {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((versions[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return versions[low - 1];
}
