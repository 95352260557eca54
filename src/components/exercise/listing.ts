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

const rowHtml = ({ path, bytes, out }: ListedFile) => {
  const why = out ? `out${out.line ? ` · line ${out.line} <code>${escapeHtml(out.pattern)}</code>` : ''}` : 'in';
  return `<tr${out ? ' class="out"' : ''}><th scope="row">${escapeHtml(path)}</th><td>${showBytes(bytes)}</td><td>${why}</td></tr>`;
};

/** The table. Without `ignore` nothing is said of in and out. */
export function listingHtml(listing: Listing, caption: string): string {
  return `<table class="listing"><caption>${escapeHtml(caption)}</caption><thead class="visually-hidden"><tr><th scope="col">Path</th><th scope="col">Size</th><th scope="col">Can the build see it?</th></tr></thead><tbody>${listing.files.map(rowHtml).join('')}</tbody></table>`;
}
