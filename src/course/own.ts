/** Somebody's own files, for `/review/` and `/simulator/`: one set, which both pages show. Kept as `shipshape:own`, in this browser alone. */
import { type DocumentKind, isRecord, readFiles } from './store.ts';

/** The files, in the order of their tabs. The last holds the paths of the build context, one a line: what `git ls-files` prints. */
export const ownPaths = ['Dockerfile', '.dockerignore', 'context.txt'] as const;

export interface Own {
  /** Texts by path; none where the page shows its example. */
  files: Record<string, string>;
  /** What was there before somebody opened files or took the example: one step back. */
  before?: Record<string, string>;
  /** What is simulated: keys of a change and of a stage. */
  asked: { change?: string; target?: string };
}

function read(value: Record<string, unknown>): Own | undefined {
  const files = readFiles(value.files);
  if (!files) return undefined;
  const before = value.before === undefined ? undefined : readFiles(value.before);
  const { change, target } = isRecord(value.asked) ? value.asked : {};
  return {
    files,
    ...(before ? { before } : {}),
    asked: { ...(typeof change === 'string' ? { change } : {}), ...(typeof target === 'string' ? { target } : {}) },
  };
}

export const ownKind: DocumentKind<Own> = { key: 'shipshape:own', schema: 1, empty: () => ({ files: {}, asked: {} }), read };

/** Ours stand; what another browser held is one step back, where nothing else is. */
export function mergeOwn(ours: Own, theirs: Own): Own {
  if (Object.keys(ours.files).length === 0) return theirs;
  const before = ours.before ?? (Object.keys(theirs.files).length > 0 ? theirs.files : undefined);
  return { ...ours, ...(before ? { before } : {}) };
}

/** Paths of a build context from a text: one a line, as `git ls-files`, `find` or `ls -R` with full paths print them. At most 20,000. */
export function contextPaths(text: string): string[] {
  // Windows lists paths with backslashes; where a slash stands as well, a backslash is part of a name.
  const listed = text.includes('/') ? text : text.replaceAll('\\', '/');
  const paths = listed.split(/\r?\n/).map((line) => line.trim().replace(/^\.\//, ''));
  return [...new Set(paths.filter((path) => path !== '' && path !== '.' && !path.startsWith('#')))].slice(0, 20_000);
}
