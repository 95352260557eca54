/** Flags and mounts in another order or under their other names. */
import type { Flag } from '#engine';
import { type Edit, inInstructions, type Rewrite } from './rewrite.ts';

const withFlags = ['FROM', 'RUN', 'COPY', 'ADD', 'HEALTHCHECK'];

/** The fields of a mount where no quote hides a comma; undefined otherwise. */
const fieldsOf = (flag: Flag) => (flag.name === 'mount' && flag.value && !flag.value.includes('"') ? flag.value.split(',') : undefined);

const inMounts = (name: string, change: (fields: string[]) => string[]): Rewrite =>
  inInstructions(name, ['RUN'], (each) =>
    each.flags.flatMap((flag): Edit[] => {
      const fields = fieldsOf(flag);
      return fields ? [{ span: flag.valueSpan, text: change(fields).join(',') }] : [];
    }),
  );

/** The other way round. BuildKit takes `required` only behind the `type=` that allows it. */
function turned(fields: string[]): string[] {
  const needsType = fields.some((field) => field.startsWith('required'));
  const leading = needsType ? fields.filter((field) => field.startsWith('type=')) : [];
  return [...leading, ...fields.filter((field) => !leading.includes(field)).reverse()];
}

const renamed = (name: string, from: RegExp, to: string): Rewrite =>
  inMounts(name, (fields) => fields.map((field) => field.replace(from, `${to}=`)));

export const flagRewrites: Rewrite[] = [
  inInstructions('flags-in-other-order', withFlags, (each, { text }) =>
    each.flags.map((flag, at) => {
      const other = each.flags[each.flags.length - 1 - at] ?? flag;
      return { span: flag.span, text: text.slice(other.span.start, other.span.end) };
    }),
  ),
  inMounts('mount-keys-in-other-order', turned),
  renamed('mount-keys-dst', /^(?:target|destination)=/, 'dst'),
  renamed('mount-keys-destination', /^(?:target|dst)=/, 'destination'),
  renamed('mount-keys-target', /^(?:dst|destination)=/, 'target'),
  renamed('mount-keys-src', /^source=/, 'src'),
  renamed('mount-keys-source', /^src=/, 'source'),
];
