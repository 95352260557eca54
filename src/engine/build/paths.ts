/** Go's path.Clean for slash paths: no empty parts, no `.`, `..` resolved where it can be. An empty path is `.`. */
export function cleanPath(path: string): string {
  if (isClean(path)) return path;
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push(part);
  }
  const joined = parts.join('/');
  return rooted ? `/${joined}` : joined || '.';
}

/** Most paths are clean, and some become long: each WORKDIR may add to the one before. */
const isClean = (path: string): boolean => path !== '' && !unclean.test(path);
const unclean = /\/\/|\/$|(?:^|\/)\.\.?(?:\/|$)/;

/** Whether a path is absolute: on Windows also behind a drive letter or with a backslash. */
export const isAbsolute = (path: string, windows = false): boolean =>
  path.startsWith('/') || (windows && /^(?:[a-zA-Z]:)?[\\/]/.test(path));

/**
 * A path joined to the working directory, as BuildKit's system.NormalizePath does: absolute ones stay as written, relative ones are joined
 * and cleaned. `keepSlash` is for targets of COPY: always cleaned, but ending in `/` where it was written as a folder.
 */
export function joinPath(workdir: string | undefined, path: string, options: { keepSlash?: boolean; windows?: boolean } = {}): string {
  const slashed = options.windows ? path.replaceAll('\\', '/').replace(/^[a-zA-Z]:(?=\/)/, '') : path;
  const base = isAbsolute(workdir ?? '') ? (workdir ?? '/') : `/${workdir ?? ''}`;
  if (isAbsolute(slashed) && !options.keepSlash) return slashed;
  const joined = cleanPath(isAbsolute(slashed) ? slashed : `${base}/${slashed}`);
  if (!options.keepSlash || joined === '/') return joined;
  if (slashed.endsWith('/') || slashed.endsWith('/.') || slashed === '.' || slashed === '') return `${joined}/`;
  return joined;
}
