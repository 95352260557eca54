/** RUN --mount, after moby/buildkit frontend/dockerfile/instructions/commands_runmount.go. */
import type { Flag, Instruction } from '../dockerfile/syntax.ts';
import type { Mount } from './build.ts';
import { csvFields } from './csv.ts';
import type { Refuse } from './report.ts';
import { didYouMean } from './suggest.ts';

/** Turns one value into what it expands to; undefined where that was refused. */
export type ExpandValue = (value: string, flag: Flag) => string | undefined;

const types: Mount['type'][] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const sharings: NonNullable<Mount['sharing']>[] = ['shared', 'private', 'locked'];
const keys = 'type from source target readonly id sharing required mode uid gid src dst ro rw readwrite env size destination'.split(' ');
const withOwner = new Set<Mount['type']>(['secret', 'ssh', 'cache']);

/** A mount while it is read. `readonly` stays undefined until it is said. */
type Draft = Omit<Mount, 'readonly'> & { readonly?: boolean; size?: string };

/** Refuses a stage or image that comes from a variable: it must be known before anything runs. */
export function checkMountSources(instruction: Instruction, refuse: Refuse): void {
  for (const flag of instruction.flags) {
    if (flag.name !== 'mount' || flag.value === undefined) continue;
    const from = csvFields(flag.value)?.find((field) => /^from=.*\$./i.test(field));
    if (!from) continue;
    const message = `\`${from}\` uses a variable, and \`from\` takes none here. Name a stage with \`FROM … AS name\` and mount from that.`;
    refuse({ rule: 'variable-in-from', span: flag.span, message });
  }
}

/** All mounts of a RUN with their defaults filled in. A mount that BuildKit refuses is reported and left out. */
export function readMounts(instruction: Instruction, expand: ExpandValue, refuse: Refuse): Mount[] {
  const mounts: Mount[] = [];
  for (const flag of instruction.flags) {
    if (flag.name !== 'mount' || flag.value === undefined) continue;
    const mount = readMount(flag, expand);
    if (mount && 'problem' in mount) refuse({ rule: 'invalid-mount', span: flag.span, message: mount.problem });
    else if (mount) mounts.push(mount);
  }
  return mounts;
}

function readMount(flag: Flag, expand: ExpandValue): Mount | { problem: string } | undefined {
  const fields = csvFields(flag.value ?? '');
  if (!fields) return { problem: `The quotes in \`${flag.value}\` do not match.` };
  const draft: Draft = { type: 'bind', required: false, span: flag.span };
  for (const field of fields) {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? undefined : expand(field.slice(equals + 1), flag);
    if (equals >= 0 && value === undefined) return undefined;
    const problem = readField(draft, key, value, field);
    if (problem) return { problem };
  }
  const problem = problemOfWhole(draft);
  if (problem) return { problem };
  const { size: _, readonly, ...rest } = draft;
  return { ...rest, readonly: readonly ?? !(draft.type === 'cache' || draft.type === 'tmpfs') };
}

/** One `key=value`; the problem as a sentence, or nothing. */
type Field = (draft: Draft, value: string, key: string) => string | undefined;

const fields: Record<string, Field> = {
  type(draft, value) {
    const type = types.find((name) => name === value.toLowerCase());
    if (!type) return `\`${value}\` is not a type of mount: there are ${list(types)}.${didYouMean(value, types)}`;
    draft.type = type;
    return undefined;
  },
  from: (draft, value) => set(draft, { from: value }),
  source: (draft, value) => set(draft, { source: value }),
  target: (draft, value) => set(draft, { target: value }),
  id: (draft, value) => set(draft, { id: value }),
  env: (draft, value) => set(draft, { env: value }),
  readonly: (draft, value, key) => truth(value, key, (answer) => set(draft, { readonly: answer })),
  readwrite: (draft, value, key) => truth(value, key, (answer) => set(draft, { readonly: !answer })),
  required: (draft, value, key) =>
    draft.type === 'secret' || draft.type === 'ssh'
      ? truth(value, key, (answer) => set(draft, { required: answer }))
      : `\`required\` is only for secret and ssh mounts, and \`type=\` must stand before it.`,
  size: (draft, value) =>
    draft.type !== 'tmpfs'
      ? `\`size\` is only for tmpfs mounts, and \`type=tmpfs\` must stand before it.`
      : /^\d+(\.\d+)? ?[kmgtp]?i?b?$/i.test(value)
        ? undefined
        : `\`${value}\` is not a size: write it like \`64m\`.`,
  sharing(draft, value) {
    const sharing = sharings.find((name) => name === value.toLowerCase());
    if (!sharing) return `\`${value}\` is not a way of sharing: there are ${list(sharings)}.${didYouMean(value, sharings)}`;
    draft.sharing = sharing;
    return undefined;
  },
  mode: (draft, value) =>
    /^[0-7]+$/.test(value) ? set(draft, { mode: value }) : `\`${value}\` is not a mode: write octal digits such as \`0755\`.`,
  uid: (draft, value) => (isId(value) ? set(draft, { uid: Number(value) }) : `\`${value}\` is not a user id: write a number.`),
  gid: (draft, value) => (isId(value) ? set(draft, { gid: Number(value) }) : `\`${value}\` is not a group id: write a number.`),
};
const otherNames: Record<string, string> = { src: 'source', dst: 'target', destination: 'target', ro: 'readonly', rw: 'readwrite' };
const bare = new Set(['readonly', 'readwrite', 'required']);

function readField(draft: Draft, key: string, value: string | undefined, written: string): string | undefined {
  const name = Object.hasOwn(otherNames, key) ? (otherNames[key] ?? key) : key;
  const read = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined && !bare.has(name)) return `\`${written}\` in a mount must be written \`key=value\`.${didYouMean(key, keys)}`;
  if (!read) return `A mount has no option \`${key}\`.${didYouMean(key, keys)}`;
  return read(draft, value ?? 'true', key);
}

function problemOfWhole(draft: Draft): string | undefined {
  const owner = (['mode', 'uid', 'gid'] as const).find((key) => draft[key] !== undefined);
  if (owner && !withOwner.has(draft.type)) return `\`${owner}\` is not for ${draft.type} mounts, only for cache, secret and ssh.`;
  if (draft.type === 'secret') {
    if (draft.from) return 'A secret mount takes no `from`: the secret comes from the command line.';
    if (draft.sharing) return 'A secret mount takes no `sharing`.';
    if (!draft.source && !draft.target && !draft.id)
      return 'A secret mount needs an `id`, so that `docker build --secret id=…` can give it.';
    if (draft.source && draft.id) return 'A secret mount takes `id` or `source`, not both: they mean the same.';
  }
  if (draft.sharing && draft.type !== 'cache') return `\`sharing\` is only for cache mounts, not for ${draft.type}.`;
  return undefined;
}

function set(draft: Draft, change: Partial<Draft>): undefined {
  Object.assign(draft, change);
}

function truth(value: string, key: string, use: (answer: boolean) => undefined): string | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return use(true);
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return use(false);
  return `\`${key}=${value}\` is neither \`true\` nor \`false\`.`;
}

const isId = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 0xffff_ffff;
const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
