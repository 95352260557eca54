/** What stood in the editor at earlier times: a bounded list of snapshots, oldest first. Pure. */

export type Files = Record<string, string>;

/** What a snapshot came to, as far as it was graded: how many of the goals that must hold did. */
export interface SnapshotVerdict {
  state: 'passed' | 'not-yet' | 'unreadable';
  hold: number;
  of: number;
}

export interface Snapshot {
  files: Files;
  /** ISO time. */
  at: string;
  /** `pause`: typing stopped for a while or the page was left; `merge`: another tab or an imported file had it. The rest: what came next. */
  why: 'pause' | 'pass' | 'reset' | 'reveal' | 'solution' | 'restore' | 'merge';
  verdict?: SnapshotVerdict;
}

/** At most so many snapshots of one exercise, and so many UTF-16 units of text in all of them together. */
export const historyBounds = { count: 24, text: 60_000 } as const;

export const sameFiles = (a: Files, b: Files): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => a[path] === b[path]);

const sizeOf = (files: Files) => Object.entries(files).reduce((sum, [path, text]) => sum + path.length + text.length, 0);

/**
 * A history within its bounds. The oldest go first; snapshots that passed go only when no other is left, and the newest of those stays
 * as long as it fits at all.
 */
export function bounded(history: readonly Snapshot[], bounds: { count: number; text: number } = historyBounds): Snapshot[] {
  const kept = history.filter(({ files }) => sizeOf(files) <= bounds.text);
  let text = kept.reduce((sum, { files }) => sum + sizeOf(files), 0);
  while (kept.length > bounds.count || text > bounds.text) {
    const plain = kept.findIndex(({ verdict }) => verdict?.state !== 'passed');
    const [gone] = kept.splice(Math.max(0, plain), 1);
    text -= gone ? sizeOf(gone.files) : 0;
  }
  return kept;
}

/** The history with one more. Where the newest holds the same files, that one learns the verdict; the list itself comes back where nothing is new. */
export function snapshot(history: Snapshot[], next: Snapshot): Snapshot[] {
  const newest = history.at(-1);
  if (!newest || !sameFiles(newest.files, next.files)) return bounded([...history, next]);
  if (!next.verdict || (newest.verdict?.state === next.verdict.state && newest.verdict.hold === next.verdict.hold)) return history;
  return [...history.slice(0, -1), { ...newest, verdict: next.verdict, why: next.why === 'pass' ? 'pass' : newest.why }];
}
