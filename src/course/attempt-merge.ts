/** Two states of one attempt, from two tabs or from an exported file, brought together. Pure. */

import { bounded, type Files, type Snapshot, sameFiles } from './attempt-history.ts';
import type { Attempt } from './attempt-state.ts';

/** Missing times are older than any. */
const timeOf = (at: string | undefined) => at ?? '';

/** The later of two; the first where neither is. */
const later = <T extends { at?: string }>(a: T, b: T): T => (timeOf(b.at) > timeOf(a.at) ? b : a);

interface Pass {
  files: Files;
  version: number;
  at?: string;
}

const passOf = ({ passing, passed, exercise }: Attempt): Pass | undefined =>
  passing && { files: passing, version: passed?.version ?? exercise, ...(passed?.at ? { at: passed.at } : {}) };

/** The pass that counts: of the later version of the exercise, then the later one. */
function bestPass(a: Pass | undefined, b: Pass | undefined): Pass | undefined {
  if (!a || !b) return a ?? b;
  return a.version === b.version ? later(a, b) : a.version > b.version ? a : b;
}

/**
 * What two states know together. The files typed last are the files; the other's become a snapshot, and so does a pass that is not the
 * newest: neither a pass nor a text that stands in an editor is lost. Earlier snapshots of both are kept within the history's bounds.
 * Merging a state with itself changes nothing, and the order does not matter unless both carry the same time.
 */
export function mergeAttempts(a: Attempt, b: Attempt): Attempt {
  const now = later(a, b);
  const other = now === a ? b : a;
  const pass = bestPass(passOf(now), passOf(other));
  const { passing: _, passed: __, before: ___, ...rest } = now;
  const merged: Attempt = {
    ...rest,
    exercise: Math.max(a.exercise, b.exercise),
    hints: Math.max(a.hints, b.hints),
    revealed: a.revealed || b.revealed,
    history: [],
  };
  const before = now.before ?? (other.before && sameFiles(other.files, now.files) ? other.before : undefined);
  if (before) merged.before = before;
  if (pass) {
    merged.passing = pass.files;
    merged.passed = { version: pass.version, ...(pass.at ? { at: pass.at } : {}) };
  }
  merged.history = historyOf(merged, now, other);
  return merged;
}

function historyOf(merged: Attempt, now: Attempt, other: Attempt): Snapshot[] {
  const all = [...now.history];
  const holds = (files: Files) => all.some((one) => sameFiles(one.files, files));
  const add = (files: Files | undefined, at: string | undefined, extra: Partial<Snapshot> = {}) => {
    if (files && !holds(files)) all.push({ files, at: timeOf(at), why: 'merge', ...extra });
  };
  for (const one of other.history) {
    const known = all.findIndex((each) => sameFiles(each.files, one.files));
    if (known < 0) all.push(one);
    else if (one.verdict && !all[known]?.verdict) all[known] = { ...(all[known] as Snapshot), verdict: one.verdict };
  }
  if (!sameFiles(other.files, now.files)) add(other.files, other.at);
  if (other.before !== merged.before) add(other.before?.files, other.at);
  for (const { passing, passed } of [now, other])
    if (passing && merged.passing && !sameFiles(passing, merged.passing))
      add(passing, passed?.at, { verdict: { state: 'passed', hold: 0, of: 0 } });
  return bounded(all.sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0)));
}
