import { record } from './record.ts';

interface Entry<T> {
  name: string;
  value: T;
  /** How many names were there before this one was first set. */
  order: number;
}

/** A tree of sixteen branches a level, with the entries in its lowest one. Never changed: a new value makes new branches above it. */
type Branch<T> = readonly (Branch<T> | Entry<T> | undefined)[];

/** What a ledger held at one moment. */
export interface Mark<T> {
  readonly root: Branch<T>;
  readonly height: number;
  readonly size: number;
}

const empty: Mark<never> = { root: [], height: 0, size: 0 };

const bits = 4;
const inBranch = (1 << bits) - 1;

/**
 * Named values and how they changed, so that the state before any instruction can be told later without copying it for every
 * instruction. A `mark` is a moment and costs nothing; a snapshot costs as much as it holds and is made only when somebody asks.
 * Ledgers may go on from one another in any number: each change is as quick as in the first.
 */
export class Ledger<T> {
  /** Each name's place in the tree, shared by all ledgers that go back to the same one. None as long as there are no names. */
  #places: Map<string, number> | undefined;
  #now: Mark<T>;
  #last: { at: Mark<T>; snapshot: Record<string, T> } | undefined;

  /** A ledger that goes on where another ended; that one must not change any more. */
  constructor(before?: Ledger<T>) {
    this.#places = before ? before.#places : undefined;
    this.#now = before ? before.#now : empty;
  }

  /** Now: what is set later does not show in a snapshot of this moment. */
  mark(): Mark<T> {
    return this.#now;
  }

  set(name: string, value: T): void {
    this.#places ??= new Map();
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(name, place);
    }
    let { root, height, size } = this.#now;
    const known = entryAt(this.#now, place);
    while (place >> (bits * (height + 1)) > 0) {
      root = [root];
      height += 1;
    }
    this.#now = { root: replaced(root, height, place, { name, value, order: known?.order ?? size }), height, size: known ? size : ++size };
  }

  get(name: string): T | undefined {
    return this.#entry(name)?.value;
  }

  has(name: string): boolean {
    return this.#entry(name) !== undefined;
  }

  /** What was known at a moment, in the order in which names were first set. The caller must not change it: it may be shared. */
  snapshot(at: Mark<T> = this.#now): Record<string, T> {
    if (this.#last?.at === at) return this.#last.snapshot;
    const snapshot = record<T>();
    const entries: Entry<T>[] = new Array(at.size);
    place(at.root, at.height, entries);
    for (const { name, value } of entries) snapshot[name] = value;
    this.#last = { at, snapshot };
    return snapshot;
  }

  #entry(name: string): Entry<T> | undefined {
    const place = this.#places?.get(name);
    return place === undefined ? undefined : entryAt(this.#now, place);
  }
}

function entryAt<T>({ root, height }: Mark<T>, place: number): Entry<T> | undefined {
  if (place >> (bits * (height + 1)) > 0) return undefined;
  let branch: Branch<T> | undefined = root;
  for (let level = height; level > 0 && branch; level--) branch = branch[(place >> (bits * level)) & inBranch] as Branch<T> | undefined;
  return branch?.[place & inBranch] as Entry<T> | undefined;
}

function replaced<T>(branch: Branch<T> | undefined, level: number, place: number, entry: Entry<T>): Branch<T> {
  const at = (place >> (bits * level)) & inBranch;
  // Made as long as it must be: an array that grows by itself takes room for sixteen more.
  const copy = new Array<Branch<T> | Entry<T> | undefined>(Math.max(branch?.length ?? 0, at + 1));
  if (branch) for (let each = 0; each < branch.length; each++) copy[each] = branch[each];
  copy[at] = level === 0 ? entry : replaced(copy[at] as Branch<T> | undefined, level - 1, place, entry);
  return copy;
}

/** Puts the entries of a branch where their order wants them. */
function place<T>(branch: Branch<T>, level: number, into: Entry<T>[]): void {
  for (const each of branch) {
    if (!each) continue;
    if (level > 0) place(each as Branch<T>, level - 1, into);
    else into[(each as Entry<T>).order] = each as Entry<T>;
  }
}
