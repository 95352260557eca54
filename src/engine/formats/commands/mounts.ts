/** What a container sees of the host and of memory: `-v`, `--mount` and `--tmpfs` in one form. */
import type { Span } from '../../source.ts';
import type { Call } from './call.ts';
import { uses } from './lookup.ts';
import { parseBytes } from './units.ts';
import { fieldIsOn, fieldValue, readFields, splitList } from './values.ts';

export interface RunMount {
  type: 'bind' | 'volume' | 'tmpfs' | 'image' | 'other';
  /** Path on the host, name of a volume or an image. Undefined: an anonymous volume. */
  source?: string;
  /** Path in the container, without a closing `/`. */
  target: string;
  readonly: boolean;
  /** Size of a tmpfs in bytes, where it has one. */
  size?: number;
  /** Options of `-v` and `--tmpfs`: 'rshared', 'noexec', 'mode=1777'. */
  options: string[];
  /** False where the shell decides some part of it. */
  literal: boolean;
  span: Span;
}

/** `/tmp/` and `/tmp` are one place. */
const place = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);

/** A `-v` source is a path on the host when it looks like one; else the name of a volume. */
const isPath = (source: string): boolean => /^[./~$]|^[a-z]:\\/i.test(source);

function fromVolume(text: string): Omit<RunMount, 'literal' | 'span'> {
  const parts = splitColons(text);
  const options = splitList(parts[2] ?? '');
  const source = parts.length > 1 ? parts[0] : undefined;
  const target = place(parts.length > 1 ? (parts[1] ?? '') : (parts[0] ?? ''));
  const type = source !== undefined && isPath(source) ? 'bind' : 'volume';
  return { type, target, options, readonly: options.includes('ro') || options.includes('readonly'), ...(source ? { source } : {}) };
}

/** Splits on `:` outside `${…}` and `$(…)`. */
function splitColons(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '$' && /[({]/.test(text[at + 1] ?? '')) depth++;
    else if (depth > 0 && /[)}]/.test(letter)) depth--;
    if (letter === ':' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function fromMount(text: string, span: Span): Omit<RunMount, 'literal' | 'span'> {
  const fields = readFields(text, span);
  const written = fieldValue(fields, 'type')?.toLowerCase() ?? 'volume';
  const type = written === 'bind' || written === 'volume' || written === 'tmpfs' || written === 'image' ? written : 'other';
  const source = fieldValue(fields, 'source', 'src');
  const size = parseBytes(fieldValue(fields, 'tmpfs-size') ?? '');
  const mode = fieldValue(fields, 'tmpfs-mode');
  return {
    type,
    target: place(fieldValue(fields, 'target', 'dst', 'destination') ?? ''),
    readonly: fieldIsOn(fields, 'readonly', 'ro'),
    options: mode === undefined ? [] : [`mode=${mode}`],
    ...(source === undefined ? {} : { source }),
    ...(size === undefined ? {} : { size }),
  };
}

function fromTmpfs(text: string): Omit<RunMount, 'literal' | 'span'> {
  const colon = text.indexOf(':');
  const options = colon < 0 ? [] : splitList(text.slice(colon + 1));
  const size = parseBytes(options.find((option) => option.startsWith('size='))?.slice(5) ?? '');
  const target = place(colon < 0 ? text : text.slice(0, colon));
  return { type: 'tmpfs', target, options, readonly: options.includes('ro'), ...(size === undefined ? {} : { size }) };
}

/** Every mount of a `docker run`, in order. */
export function readMounts(call: Call): RunMount[] {
  return uses(call, 'volume', 'mount', 'tmpfs').flatMap((flag) => {
    if (flag.value === undefined) return [];
    const read =
      flag.name === 'volume'
        ? fromVolume(flag.value)
        : flag.name === 'tmpfs'
          ? fromTmpfs(flag.value)
          : fromMount(flag.value, flag.valueSpan);
    return [{ ...read, literal: flag.literal, span: flag.span }];
  });
}
