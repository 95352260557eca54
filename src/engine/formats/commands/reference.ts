/** What an image name on a command line points at, as far as it can be told without asking a registry. */

export interface Reference {
  /** As written. */
  text: string;
  /** Without tag and digest: 'ghcr.io/acme/app'. */
  repository: string;
  tag?: string;
  /** 'sha256:…' as written, which may be symbolic: '$DIGEST'. */
  digest?: string;
  /**
   * - `digest`: names one content for ever
   * - `tag`: may be moved to another image; `untagged` means `latest`
   * - `unknown`: a variable whose value is not known
   */
  kind: 'digest' | 'tag' | 'untagged' | 'unknown';
}

/** Where the last part of a name begins, outside `${…}` and `$(…)`. */
function lastOutside(text: string, mark: string): number {
  let depth = 0;
  let found = -1;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '$' && /[({]/.test(text[at + 1] ?? '')) depth++;
    else if (depth > 0 && /[)}]/.test(letter)) depth--;
    else if (depth === 0 && letter === mark) found = at;
  }
  return found;
}

/** Reads an image name. Never fails: what is no valid name comes back as a repository of that text. */
export function readReference(text: string): Reference {
  const at = lastOutside(text, '@');
  const name = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const colon = lastOutside(name, ':');
  const tagged = colon > lastOutside(name, '/') && colon > 0;
  const repository = tagged ? name.slice(0, colon) : name;
  const tag = tagged ? name.slice(colon + 1) : undefined;
  const symbolic = /^\$|^`/.test(text) && !tagged && !digest;
  const kind = digest !== undefined ? 'digest' : tagged ? 'tag' : symbolic ? 'unknown' : 'untagged';
  return { text, repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }), kind };
}

/** Whether a digest is whole: 64 hexadecimal digits of sha256, or 128 of sha512. A symbolic one cannot be told. */
export function isFullDigest(digest: string): boolean | undefined {
  if (digest.includes('$')) return undefined;
  return /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(digest);
}
