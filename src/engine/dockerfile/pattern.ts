/**
 * The patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`: `*` and `?`, never across a line feed. BuildKit
 * turns them into regular expressions; here the literal runs between the stars are looked for one after the other, which no
 * pattern can make slow.
 */

/** A run of characters between stars; `undefined` stands for `?`. */
type Run = (string | undefined)[];

/** Without the shortest (greedy: longest) start that matches. Undefined where the pattern is not valid. */
export function trimPrefix(pattern: string, value: string, greedy: boolean): string | undefined {
  const runs = runsOf(pattern);
  if (!runs) return undefined;
  const points = [...value];
  const end = matchAt(runs, points, 0, greedy);
  return end === undefined ? value : points.slice(end).join('');
}

/** Without the shortest (greedy: longest) end that matches. Like BuildKit, it reads pattern and value backwards. */
export function trimSuffix(pattern: string, value: string, greedy: boolean): string | undefined {
  const rest = trimPrefix(backwards(pattern), [...value].reverse().join(''), greedy);
  return rest === undefined ? undefined : [...rest].reverse().join('');
}

/** With the first match (or all of them) replaced; matches are as long as they can be. */
export function replacePattern(pattern: string, value: string, replacement: string, all: boolean): string | undefined {
  const runs = runsOf(pattern);
  if (!runs) return undefined;
  const points = [...value];
  let result = '';
  let copied = 0;
  let from = 0;
  let lastEnd = -1;
  while (from <= points.length) {
    const match = find(runs, points, from);
    if (!match) break;
    const empty = match.end === match.start;
    // Right after a match an empty one does not count (Go's regexp).
    if (!(empty && match.start === lastEnd)) {
      const text = points.slice(match.start, match.end).join('');
      result += points.slice(copied, match.start).join('') + (all ? fill(replacement, text) : replacement);
      copied = match.end;
      lastEnd = match.end;
      if (!all) break;
    }
    from = empty ? match.end + 1 : match.end;
  }
  return result + points.slice(copied).join('');
}

/** Longer than any pattern in use: with the value's length it bounds the time. */
const longest = 1000;

/** The runs between the stars; undefined where the pattern is too long or a backslash stands before a character that needs none. */
function runsOf(pattern: string): Run[] | undefined {
  if (pattern.length > longest) return undefined;
  const runs: Run[] = [[]];
  const points = [...pattern];
  for (let at = 0; at < points.length; at++) {
    let point = points[at];
    if (point === '*') {
      runs.push([]);
      continue;
    }
    if (point === '?') point = undefined;
    else if (point === '\\') {
      const next = points[at + 1];
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') return undefined;
      point = next;
      at++;
    }
    runs.at(-1)?.push(point);
  }
  return runs;
}

/** The pattern from behind, each escape still before its character. */
function backwards(pattern: string): string {
  const points = [...pattern];
  const parts: string[] = [];
  for (let at = 0; at < points.length; at++) {
    const escaped = points[at] === '\\' && at + 1 < points.length;
    parts.push(escaped ? `\\${points[++at]}` : (points[at] ?? ''));
  }
  return parts.reverse().join('');
}

/** Where a match that begins at `start` ends: the nearest place, or the farthest where `greedy`. */
function matchAt(runs: Run[], points: string[], start: number, greedy: boolean): number | undefined {
  const [first = [], ...others] = runs;
  if (!fits(first, points, start)) return undefined;
  let at = start + first.length;
  for (const [index, run] of others.entries()) {
    const last = index === others.length - 1;
    const found = greedy && last ? lastFit(run, points, at) : nextFit(run, points, at);
    if (found === undefined) return undefined;
    at = found + run.length;
  }
  return at;
}

/** The first place at or after `from` where the pattern matches. */
function find(runs: Run[], points: string[], from: number): { start: number; end: number } | undefined {
  const [first = []] = runs;
  const skipsLine = !first.includes('\n');
  for (let start = from; start + first.length <= points.length; start++) {
    if (!fits(first, points, start)) continue;
    const end = matchAt(runs, points, start, true);
    if (end !== undefined) return { start, end };
    // What is missing after this start is missing after each later one of the line too.
    if (skipsLine) start = lineEnd(points, start);
  }
  return undefined;
}

const fits = (run: Run, points: string[], at: number): boolean =>
  at + run.length <= points.length &&
  run.every((point, index) => (point === undefined ? points[at + index] !== '\n' : points[at + index] === point));

function lineEnd(points: string[], from: number): number {
  const feed = points.indexOf('\n', from);
  return feed < 0 ? points.length : feed;
}

function nextFit(run: Run, points: string[], from: number): number | undefined {
  const end = lineEnd(points, from);
  for (let at = from; at <= end; at++) if (fits(run, points, at)) return at;
  return undefined;
}

function lastFit(run: Run, points: string[], from: number): number | undefined {
  for (let at = lineEnd(points, from); at >= from; at--) if (fits(run, points, at)) return at;
  return undefined;
}

/** `$0` in a replacement for all matches is the match, any other `$name` is nothing, `$$` is a dollar (Go's Regexp.Expand). */
function fill(replacement: string, match: string): string {
  return replacement.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (whole, plain?: string, braced?: string) => {
    const name = plain ?? braced;
    if (name === undefined) return whole === '$$' ? '$' : whole;
    return /^0+$/.test(name) ? match : '';
  });
}
