import type { ImageRef } from './image.ts';

/** The grammar of distribution/reference (regexp.go), anchored; each pattern is linear in its input. */
const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const path = new RegExp(`^${component}(?:/${component})*$`);
const hostPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = new RegExp(`^(?:${hostPart}(?:\\.${hostPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const tag = /^\w[\w.-]{0,127}$/;
const digest = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Hex digits of the algorithms that opencontainers/go-digest knows. */
const digestLengths: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };
/** distribution/reference: NameTotalLengthMax. */
const longestName = 255;

/**
 * Takes an image reference apart as Docker does: `[registry[:port]/]name[:tag][@digest]`. Registry and `library/` are filled in
 * where Docker would. What Docker would refuse comes back as one sentence in `error`. After distribution/reference, normalize.go.
 */
export function parseImageRef(text: string): ImageRef | { error: string } {
  if (text === '') return { error: 'The image name is empty.' };
  if (/^[a-f0-9]{64}$/.test(text)) return { error: `\`${text}\` is an image id, not a name: an image is named like \`node:24\`.` };
  const { registry, rest } = splitRegistry(text);
  const at = rest.indexOf('@');
  const named = at < 0 ? rest : rest.slice(0, at);
  const colon = named.lastIndexOf(':');
  const parts = {
    path: colon < 0 ? named : named.slice(0, colon),
    tag: colon < 0 ? undefined : named.slice(colon + 1),
    digest: at < 0 ? undefined : rest.slice(at + 1),
  };
  const error = problemOf(text, registry, parts);
  if (error) return { error };
  const name = registry === 'docker.io' ? parts.path.replace(/^library\/(?=[^/]+$)/, '') : `${registry}/${parts.path}`;
  return {
    written: text,
    registry,
    name,
    ...(parts.tag === undefined ? {} : { tag: parts.tag }),
    ...(parts.digest === undefined ? {} : { digest: parts.digest }),
  };
}

/** The part before the first `/` is a registry only where it looks like a host: a dot, a port, `localhost`, or capitals. */
function splitRegistry(text: string): { registry: string; rest: string } {
  const slash = text.indexOf('/');
  const head = text.slice(0, Math.max(slash, 0));
  const isHost = slash >= 0 && (/[.:]/.test(head) || head === 'localhost' || head.toLowerCase() !== head);
  if (!isHost) return { registry: 'docker.io', rest: text };
  return { registry: head === 'index.docker.io' ? 'docker.io' : head, rest: text.slice(slash + 1) };
}

function problemOf(text: string, registry: string, parts: { path: string; tag?: string; digest?: string }): string | undefined {
  if (/\s/.test(text)) return `\`${text}\` holds a blank, which no image name may.`;
  if (parts.path !== parts.path.toLowerCase()) return `The image name \`${parts.path}\` must be in lower case.`;
  if (!domain.test(registry)) return `\`${registry}\` is not the name of a registry.`;
  if (!path.test(parts.path)) return unreadablePath(text, parts.path);
  if (registry.length + 1 + parts.path.length > longestName) return `The image name is longer than ${longestName} characters.`;
  if (parts.tag !== undefined && !tag.test(parts.tag)) return unreadableTag(text, parts.tag);
  if (parts.digest !== undefined) return problemOfDigest(parts.digest);
  return undefined;
}

function unreadablePath(text: string, name: string): string {
  if (name === '') return `\`${text}\` has no image name before its tag.`;
  if (name.includes('//') || name.startsWith('/') || name.endsWith('/')) return `\`${text}\` has an empty part between its slashes.`;
  return `\`${name}\` is not an image name: small letters and digits, joined by single \`.\`, \`_\`, \`-\` or \`/\`.`;
}

function unreadableTag(text: string, written: string): string {
  if (written === '') return `\`${text}\` ends in a colon: the tag is missing.`;
  return `\`${written}\` is not a tag: letters, digits, \`_\`, \`.\` and \`-\`, at most 128 of them.`;
}

/** Why a digest would be refused, as one sentence; undefined where it is well formed. */
export function problemOfDigest(written: string): string | undefined {
  const [algorithm = '', hex = ''] = written.split(':');
  const length = Object.hasOwn(digestLengths, algorithm) ? digestLengths[algorithm] : undefined;
  if (digest.test(written) && length === hex.length && /^[a-f0-9]+$/.test(hex)) return undefined;
  return `\`${written}\` is not a digest: it is written \`sha256:\` and 64 hexadecimal digits.`;
}
