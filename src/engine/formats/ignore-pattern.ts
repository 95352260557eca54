/**
 * One pattern of a `.dockerignore` (moby/patternmatcher): validity as Go's filepath.Match has it, meaning as the regular expression
 * that the matcher builds. That expression is run here as a set of states, so no pattern can make a path slow.
 */
import { parentsOf } from './ignore-path.ts';

/** Whether the pattern matches a path. */
export type Matcher = (path: string) => boolean;

/** Compiles a cleaned pattern without its `!`, not looking at the folders above a path. Undefined: the builder refuses it. */
export const compilePattern = (pattern: string): Matcher | undefined => compile(pattern, false);

/** The same, where a pattern that matches a folder takes along what is in it. Paths are cleaned. */
export const compileTree = (pattern: string): Matcher | undefined => compile(pattern, true);

function compile(pattern: string, folders: boolean): Matcher | undefined {
  if (!isValid([...pattern])) return undefined;
  const { kind, atoms } = translate([...pattern]);
  const program = kind === 'expression' ? assemble(atoms) : undefined;
  if (kind === 'expression' && !program) return undefined;
  const whole: Matcher = program ? (path) => run(program, path, false) : shortcut(kind, pattern);
  if (!folders) return whole;
  const tree: Matcher = program ? (path) => run(program, path, true) : treeShortcut(kind, pattern);
  // Above a path that begins with a slash stands an empty one: such a path is nowhere in a context, but may be asked about.
  return (path) => (path.startsWith('/') ? whole(path) || parentsOf(path).some(whole) : tree(path));
}

function shortcut(kind: Kind, pattern: string): Matcher {
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  const suffix = pattern.slice(2);
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
}

/** The same for a path or a folder above it. */
function treeShortcut(kind: Kind, pattern: string): Matcher {
  const whole = shortcut(kind, pattern);
  if (kind === 'prefix') return whole;
  const folder = `${kind === 'exact' ? pattern : pattern.slice(2)}/`;
  if (kind === 'exact') return (path) => path === pattern || path.startsWith(folder);
  return (path) => whole(path) || path.includes(folder) || (folder.startsWith('/') && path.startsWith(folder.slice(1)));
}

/** Go's filepath.Match: a bracket needs an end and a member, a backslash something to escape, a range two ends. */
function isValid(pattern: string[]): boolean {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') {
      if (++at >= pattern.length) return false;
    } else if (pattern[at] === '[') {
      const close = endOfBracket(pattern, at);
      if (close === undefined) return false;
      at = close;
    }
  }
  return true;
}

function endOfBracket(pattern: string[], open: number): number | undefined {
  let at = pattern[open + 1] === '^' ? open + 2 : open + 1;
  for (let members = 0; ; members++) {
    if (pattern[at] === ']' && members > 0) return at;
    const low = endOfMember(pattern, at);
    if (low === undefined) return undefined;
    at = low;
    if (pattern[at] !== '-') continue;
    const high = endOfMember(pattern, at + 1);
    if (high === undefined) return undefined;
    at = high;
  }
}

/** Past one member of a bracket; undefined where there is none or nothing follows it. */
function endOfMember(pattern: string[], from: number): number | undefined {
  const first = pattern[from];
  if (first === undefined || first === '-' || first === ']') return undefined;
  const at = first === '\\' ? from + 2 : from + 1;
  return at < pattern.length ? at : undefined;
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

/** Pieces of the matcher's regular expression: its characters one by one, and the three things that wildcards turn into. */
type Atom = { text: string } | 'star' | 'any' | 'folders' | 'everything';

/** Wildcards → expression, and the shortcut that the matcher takes instead where there is one. */
function translate(pattern: string[]): { kind: Kind; atoms: Atom[] } {
  const atoms: Atom[] = [];
  let kind: Kind = 'exact';
  for (let at = 0, step = 0; at < pattern.length; at++, step++) {
    const ch = pattern[at] ?? '';
    if (ch === '*' && pattern[at + 1] === '*') {
      at++;
      if (pattern[at + 1] === '/') at++;
      const last = at + 1 >= pattern.length;
      if (!last || kind !== 'exact') atoms.push(last ? 'everything' : 'folders');
      kind = last && kind === 'exact' ? 'prefix' : 'expression';
      if (step === 0) kind = 'suffix';
    } else if (ch === '*' || ch === '?') {
      atoms.push(ch === '*' ? 'star' : 'any');
      kind = 'expression';
    } else if (ch === '\\') {
      atoms.push({ text: `\\${pattern[++at] ?? ''}` });
      kind = 'expression';
    } else {
      atoms.push({ text: '.+()|{}$'.includes(ch) ? `\\${ch}` : ch });
      if (ch === '[' || ch === ']') kind = 'expression';
    }
  }
  return { kind, atoms };
}

type Test = (point: string) => boolean;
type Step = { one: Test } | { many: Test } | 'folders';

const notSlash: Test = (point) => point !== '/';
const notFeed: Test = (point) => point !== '\n';

/** The steps of the expression; undefined where Go's regexp would not compile it. */
function assemble(atoms: Atom[]): Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === 'star') steps.push({ many: notSlash });
    else if (atom === 'any') steps.push({ one: notSlash });
    else if (atom === 'everything') steps.push({ many: notFeed });
    else if (atom === 'folders') steps.push('folders');
    else if (atom?.text === '[') {
      const bracket = readBracket(atoms, at);
      if (!bracket) return undefined;
      steps.push(...bracket.steps);
      at = bracket.end;
    } else {
      const test = atom && single(atom.text);
      if (!test) return undefined;
      steps.push({ one: test });
    }
  }
  return steps;
}

/**
 * A bracket as the regular expression has it. A wildcard inside it was translated already, so its `[^/]` closes the bracket
 * early: odd, but so the builder reads it.
 */
function readBracket(atoms: Atom[], open: number): { steps: Step[]; end: number } | undefined {
  let at = open + 1;
  const head = atoms[at];
  const negated = typeof head === 'object' && head.text === '^';
  if (negated) at++;
  const tests: Test[] = [];
  const closed = (end: number, quantifier?: 'star'): { steps: Step[]; end: number } => {
    const inside: Test = (point) => tests.some((test) => test(point)) !== negated;
    return { steps: [quantifier ? { many: inside } : { one: inside }], end };
  };
  for (let first = true; at < atoms.length; first = false) {
    const atom = atoms[at];
    if (typeof atom !== 'object') {
      if (atom !== 'star' && atom !== 'any') return undefined;
      tests.push((point) => '[^/'.includes(point));
      return closed(at, atom === 'star' ? 'star' : undefined);
    }
    if (atom.text === ']' && !first) return closed(at);
    const range = readRange(atoms, at);
    if (!range) return undefined;
    tests.push(range.test);
    at = range.end;
  }
  return undefined;
}

function readRange(atoms: Atom[], at: number): { test: Test; end: number } | undefined {
  const low = memberAt(atoms, at);
  const dash = memberAt(atoms, at + 1);
  const high = memberAt(atoms, at + 2);
  if (low === undefined) return undefined;
  if (dash === '-' && high !== undefined && high !== ']') {
    const from = plainPoint(low)?.codePointAt(0);
    const to = plainPoint(high)?.codePointAt(0);
    if (from === undefined || to === undefined || from > to) return undefined;
    return { test: (point) => (point.codePointAt(0) ?? -1) >= from && (point.codePointAt(0) ?? -1) <= to, end: at + 3 };
  }
  const test = single(low);
  return test && { test, end: at + 1 };
}

function memberAt(atoms: Atom[], at: number): string | undefined {
  const atom = atoms[at];
  return typeof atom === 'object' ? atom.text : undefined;
}

/** What one escaped letter means to Go's regexp. Letters that mean something rarer or nothing are refused. */
const classes: Record<string, Test> = {
  d: (point) => /^[0-9]$/.test(point),
  D: (point) => !/^[0-9]$/.test(point),
  w: (point) => /^\w$/.test(point),
  W: (point) => !/^\w$/.test(point),
  s: (point) => /^[\t\n\f\r ]$/.test(point),
  S: (point) => !/^[\t\n\f\r ]$/.test(point),
};
const controls: Record<string, string> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };

function plainPoint(text: string): string | undefined {
  if (!text.startsWith('\\')) return text;
  const letter = text.slice(1);
  if (Object.hasOwn(controls, letter)) return controls[letter];
  return /^[A-Za-z0-9]$/.test(letter) ? undefined : letter;
}

function single(text: string): Test | undefined {
  const letter = text.startsWith('\\') ? text.slice(1) : '';
  if (Object.hasOwn(classes, letter)) return classes[letter];
  // An unescaped `^` asks for the start of the path, which is behind by then.
  if (text === '^') return () => false;
  const wanted = plainPoint(text);
  return wanted === undefined ? undefined : (point) => point === wanted;
}

/**
 * Runs the steps over a path: time is the product of the two lengths at worst. Where `folders` is asked for, a folder above the path
 * counts as well: each `/` is the end of one.
 */
function run(steps: Step[], path: string, folders: boolean): boolean {
  const states = new States(steps);
  for (const point of path) {
    if (folders && point === '/' && states.accepts) return true;
    if (!states.move(point)) return false;
  }
  return states.accepts;
}

/** Which steps may come next, after the points so far: lists without repetition, as most steps of a long pattern are never near. */
class States {
  readonly #steps: Step[];
  #here: number[] = [];
  #inside: number[] = [];
  /** The round in which a step was last put on each list. */
  readonly #hereSince: Uint32Array;
  readonly #insideSince: Uint32Array;
  #round = 1;

  constructor(steps: Step[]) {
    this.#steps = steps;
    this.#hereSince = new Uint32Array(steps.length + 1);
    this.#insideSince = new Uint32Array(steps.length + 1);
    this.#enter(0);
  }

  /** Whether the points so far are a whole match. */
  get accepts(): boolean {
    return this.#hereSince[this.#steps.length] === this.#round;
  }

  /** Takes one more point; false where no step is left that could go on. */
  move(point: string): boolean {
    const [here, inside] = [this.#here, this.#inside];
    this.#here = [];
    this.#inside = [];
    this.#round++;
    for (const index of inside) {
      if (point === '\n') continue;
      this.#stay(index);
      if (point === '/') this.#enter(index + 1);
    }
    for (const index of here) {
      const step = this.#steps[index];
      if (!step || step === 'folders') continue;
      if ('many' in step) {
        if (step.many(point)) this.#enter(index);
      } else if (step.one(point)) this.#enter(index + 1);
    }
    return this.#here.length + this.#inside.length > 0;
  }

  /** Puts a step on the list, and those after it that it lets begin as well because it may match nothing. */
  #enter(first: number): void {
    for (let index = first; this.#hereSince[index] !== this.#round; index++) {
      this.#hereSince[index] = this.#round;
      this.#here.push(index);
      const step = this.#steps[index];
      if (step === 'folders') this.#stay(index);
      else if (!step || !('many' in step)) return;
    }
  }

  #stay(index: number): void {
    if (this.#insideSince[index] === this.#round) return;
    this.#insideSince[index] = this.#round;
    this.#inside.push(index);
  }
}
