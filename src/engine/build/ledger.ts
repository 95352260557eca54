import { record } from './record.ts';

/**
 * Named values and how they changed, so that the state before any instruction can be told later without copying it for every
 * instruction. `mark` is a moment; a snapshot costs as much as it holds and is made only when somebody asks.
 */
export class Ledger<T> {
  readonly #versions = new Map<string, { at: number; value: T }[]>();
  #clock = 0;
  #last: { at: number; snapshot: Record<string, T> } | undefined;

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
    return this.#versions.get(name)?.at(-1)?.value;
  }

  has(name: string): boolean {
    return this.#versions.has(name);
  }

  /** Names in the order they were first set, as of now. */
  names(): IterableIterator<string> {
    return this.#versions.keys();
  }

  /** What was known at a moment, in the order in which names were first set. The caller must not change it: it may be shared. */
  snapshot(at: number = this.#clock): Record<string, T> {
    if (this.#last?.at === at) return this.#last.snapshot;
    const snapshot = record<T>();
    for (const [name, versions] of this.#versions) {
      const version = lastUntil(versions, at);
      if (version) snapshot[name] = version.value;
    }
    this.#last = { at, snapshot };
    return snapshot;
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
