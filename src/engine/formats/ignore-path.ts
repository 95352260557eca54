/** Paths as Go's `path/filepath` cleans them. */

/** Without `.` and `..`, double and final slashes; an empty path is `.` (Go's filepath.Clean on Linux). */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  const clean = kept.join('/');
  return rooted ? `/${clean}` : clean || '.';
}

/** The folders above a cleaned path, outermost first: `a/b/c` → `a`, `a/b`. */
export function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) parents.push(path.slice(0, at));
  // The root is its own parent, as filepath.Dir has it.
  if (path.startsWith('/') && parents.length === 1) parents.push('/');
  return parents;
}
