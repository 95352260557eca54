/** The build context as a table: every path with its size, and which of them an ignore file keeps out. */
import { answersFile, type ContextFile, createWorkspace, type Files } from '#engine';
import { showBytes } from '../bytes.ts';
import { escapeHtml } from '../html.ts';

export interface ListedFile {
  path: string;
  bytes: number;
  /** Set where it stays out: the ignore file's line that decided, as written. */
  out?: { line: number; pattern: string };
}

export interface Listing {
  files: ListedFile[];
  /** Path of the ignore file in force; undefined where there is none. */
  ignore?: string;
}

/** What the builder can see of a context, path by path, for one of its Dockerfiles. */
export function listContext(context: ContextFile[], files: Files, dockerfile?: string): Listing {
  const workspace = createWorkspace(files, { context });
  const all = (workspace.context ?? context).filter((file) => file.path !== answersFile);
  const sent = new Set(workspace.sent(dockerfile)?.map((file) => file.path));
  const { path: ignore, rules } = workspace.ignore(dockerfile);
  const listed = all.map(({ path, bytes }): ListedFile => {
    if (sent.has(path)) return { path, bytes };
    const decided = rules.patterns[rules.decidedBy(path.replace(/\/$/, '')) ?? -1];
    return { path, bytes, out: decided ? { line: decided.line, pattern: decided.text } : { line: 0, pattern: '' } };
  });
  return { files: listed.sort((a, b) => (a.path < b.path ? -1 : 1)), ignore };
}

/** One sentence on how much goes in and stays out. */
export function listingSummary({ files }: Listing): string {
  const out = files.filter((file) => file.out);
  const sum = (list: ListedFile[]) => showBytes(list.reduce((total, file) => total + file.bytes, 0));
  const inside = files.filter((file) => !file.out);
  if (out.length === 0) return `The build can see all of it: ${sum(files)}.`;
  return `The build can see ${sum(inside)}; ${sum(out)} stay out.`;
}

/** A line of the tree: a file, or a folder with all that is in it. */
interface TreeRow {
  /** What is above it in the tree: '' or 'src/'. */
  above: string;
  name: string;
  depth: number;
  bytes: number;
  /** `part`: some of what is in the folder stays out. */
  seen: 'in' | 'out' | 'part';
  out?: ListedFile['out'];
}

/** Files under their folders. A folder with nothing in it but one other folder is one line with it. */
export function treeOf(files: readonly ListedFile[]): TreeRow[] {
  const foldersOf = (path: string) => [...path.replace(/\/$/, '').matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1));
  const inside = new Map<string, ListedFile[]>();
  for (const file of files) for (const folder of foldersOf(file.path)) inside.set(folder, [...(inside.get(folder) ?? []), file]);
  const rows: TreeRow[] = [];
  const drawn = new Set<string>();
  for (const { path, bytes, out } of files) {
    const folders = foldersOf(path);
    const own = folders.filter((folder, at) => inside.get(folder)?.length !== inside.get(folders[at + 1] ?? '')?.length);
    own.forEach((folder, depth) => {
      if (drawn.has(folder)) return;
      drawn.add(folder);
      const held = inside.get(folder) ?? [];
      const outside = held.filter((file) => file.out).length;
      const above = own[depth - 1] ?? '';
      rows.push({
        above,
        name: folder.slice(above.length),
        depth,
        bytes: held.reduce((sum, file) => sum + file.bytes, 0),
        seen: outside === 0 ? 'in' : outside === held.length ? 'out' : 'part',
      });
    });
    const above = own.at(-1) ?? '';
    rows.push({ above, name: path.slice(above.length), depth: own.length, bytes, seen: out ? 'out' : 'in', ...(out ? { out } : {}) });
  }
  return rows;
}

const rowHtml = ({ above, name, depth, bytes, seen, out }: TreeRow) => {
  const line = out?.line ? ` · line ${out.line} <code>${escapeHtml(out.pattern)}</code>` : '';
  const path = `${above ? `<span class="visually-hidden">${escapeHtml(above)}</span>` : ''}${escapeHtml(name)}`;
  const kind = [...(name.endsWith('/') ? ['folder'] : []), ...(seen === 'out' ? ['out'] : [])].join(' ');
  return `<tr${kind ? ` class="${kind}"` : ''}><th scope="row"${depth ? ` style="--depth:${depth}"` : ''}>${path}</th><td>${showBytes(bytes)}</td><td>${seen === 'part' ? 'in part' : seen}${line}</td></tr>`;
};

/** The table: a tree of paths, each with its size and whether the build can see it. */
export function listingHtml(listing: Listing, caption: string): string {
  return `<table class="listing"><caption>${escapeHtml(caption)}</caption><thead class="visually-hidden"><tr><th scope="col">Path</th><th scope="col">Size</th><th scope="col">Can the build see it?</th></tr></thead><tbody>${treeOf(listing.files).map(rowHtml).join('')}</tbody></table>`;
}
