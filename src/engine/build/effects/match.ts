/** Wildcards in paths, as COPY and a shell use them: they never cross a `/`. */
import { compilePattern } from '../../formats/ignore-pattern.ts';

/** Whether a path, given as words between slashes, has wildcards. */
export const hasWildcard = (path: string): boolean => /[*?[]/.test(path);

/**
 * Matches the beginning of paths: gives how many characters of the path the pattern takes, or undefined. `src/*.ts` takes all of
 * `src/a.ts`, and `pack*` takes the first part of `packages/a/b`.
 */
export function prefixMatcher(pattern: string): (path: string) => number | undefined {
  const parts = pattern.split('/').map(matchPart);
  return (path) => {
    let at = 0;
    for (const [index, part] of parts.entries()) {
      if (at > path.length) return undefined;
      const slash = path.indexOf('/', at);
      const end = slash < 0 ? path.length : slash;
      if (!part(path.slice(at, end))) return undefined;
      if (index === parts.length - 1) return end;
      at = end + 1;
    }
    return undefined;
  };
}

function matchPart(part: string): (text: string) => boolean {
  if (!hasWildcard(part)) {
    const plain = part.replace(/\\(.)/g, '$1');
    return (text) => text === plain;
  }
  // Two stars mean no more than one here.
  const matches = compilePattern(part.replace(/\*+/g, '*'));
  return (text) => text !== '' && (matches?.(text) ?? false);
}
