/** `uses:` taken apart: whose code runs, and whether it can change under the same name. */
import type { Span } from '../../source.ts';

export interface ActionRef {
  /** As written. */
  text: string;
  /** `docker`: an image as a step; `local`: a path in this repository. */
  source: 'github' | 'docker' | 'local' | 'unknown';
  owner?: string;
  repo?: string;
  /** Folder or workflow file inside the repository: 'container-scan', '.github/workflows/build.yml'. */
  path?: string;
  /** 'owner/repo' with the path, lower case: what a known action is looked up by. For an image, its name. */
  name: string;
  ref?: string;
  /**
   * - `commit`: 40 hexadecimal digits, names one content
   * - `short-commit`: fewer, which GitHub refuses or resolves to whatever fits
   * - `tag`: looks like a version; can be moved
   * - `branch`: any other name; moves by design
   * - `digest`: of an image
   */
  refKind: 'commit' | 'short-commit' | 'tag' | 'branch' | 'digest' | 'none';
  /** Names one content for ever. Local paths are this very commit. */
  pinned: boolean;
  /** Written by GitHub itself (`actions/…`, `github/…`). */
  official: boolean;
  /** The comment after it on the line, without `#`: 'v4.2.2'. */
  comment?: string;
  span: Span;
}

/** What kind of name stands after the `@`. Only its looks are known: a branch may be called `v2`. */
export function refKind(ref: string): ActionRef['refKind'] {
  if (/^[0-9a-f]{40}$/i.test(ref)) return 'commit';
  if (/^(?=.*\d)[0-9a-f]{7,39}$/i.test(ref) && !/^\d{1,8}$/.test(ref)) return 'short-commit';
  return /^(?:[\w-]+[-/])?v?\d+(?:\.\d+)*(?:[-+.][\w.+-]+)?$/i.test(ref) && ref.length < 80 ? 'tag' : 'branch';
}

function readImage(text: string, span: Span): ActionRef {
  const image = text.slice('docker://'.length);
  const digest = image.indexOf('@');
  const colon = image.lastIndexOf(':');
  const base = { text, source: 'docker', span, official: false } as const;
  if (digest >= 0) {
    const ref = image.slice(digest + 1);
    const name = image.slice(0, digest).replace(/:[^/:]*$/, '');
    return { ...base, name, ref, refKind: 'digest', pinned: /^sha256:[0-9a-f]{64}$/.test(ref) };
  }
  if (colon > image.lastIndexOf('/'))
    return { ...base, name: image.slice(0, colon), ref: image.slice(colon + 1), refKind: 'tag', pinned: false };
  return { ...base, name: image, refKind: 'none', pinned: false };
}

/** Reads the value of `uses:`. */
export function readUses(text: string, span: Span, comment?: string): ActionRef {
  const said = comment ? { comment } : {};
  if (text.startsWith('docker://')) return { ...readImage(text, span), ...said };
  if (/^\.{1,2}\//.test(text)) return { text, source: 'local', name: text, refKind: 'none', pinned: true, official: true, span, ...said };
  const at = text.indexOf('@');
  const [owner = '', repo = '', ...rest] = (at < 0 ? text : text.slice(0, at)).split('/');
  const ref = at < 0 ? undefined : text.slice(at + 1);
  const path = rest.join('/');
  const kind = ref ? refKind(ref) : 'none';
  return {
    text,
    source: owner && repo ? 'github' : 'unknown',
    owner,
    repo,
    name: [owner, repo, ...rest].join('/').toLowerCase(),
    refKind: kind,
    pinned: kind === 'commit',
    official: /^(?:actions|github)$/i.test(owner),
    span,
    ...(path ? { path } : {}),
    ...(ref ? { ref } : {}),
    ...said,
  };
}
