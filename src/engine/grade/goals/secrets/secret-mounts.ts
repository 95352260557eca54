/** What goals on secret and ssh mounts share: what a mount gives, to whom, and which words of a script name it. */
import type { Mount, Stage, Step } from '../../../build/build.ts';
import type { Script } from '../../../shell/command.ts';
import { rootBase } from '../stage.ts';

/** The id a secret mount asks for; BuildKit takes the target's last part where none is written (dockerfile2llb/convert_secrets.go). */
export const secretId = (mount: Mount): string => mount.id ?? mount.source ?? mount.target?.split('/').at(-1) ?? '';

/** The file a secret mount makes; undefined where it only sets a variable. */
export function secretFile(mount: Mount): string | undefined {
  if (mount.target !== undefined) return mount.target;
  return mount.env === undefined ? `/run/secrets/${secretId(mount).split('/').at(-1)}` : undefined;
}

/** Whether the user of a step is kept out of a mounted file or socket. Without `uid` it belongs to root: mode 0400 for secrets, 0600 for sockets. */
export function isClosedTo(mount: Mount, step: Step): boolean {
  const user = step.before.user?.split(':')[0] ?? '';
  if (user === '' || user === 'root' || /^0+$/.test(user)) return false;
  const mode = Number.parseInt(mount.mode ?? (mount.type === 'ssh' ? '0600' : '0400'), 8);
  if (mode & 0o004 || (mode & 0o040 && mount.gid !== undefined && mount.gid > 0)) return false;
  const base = rootBase(step.stage);
  const known = base.kind === 'image' ? base.facts?.users?.find(({ name }) => name === user)?.uid : undefined;
  const uid = /^\d+$/.test(user) ? Number(user) : known;
  return uid === undefined ? (mount.uid ?? 0) === 0 : (mount.uid ?? 0) !== uid;
}

/** Every word of a script, those of assignments, redirections and here-documents too. */
export function wordsOf(script: Script | undefined): string[] {
  return (script?.commands ?? []).flatMap(({ name, args, assignments, redirects }) => [
    name,
    ...args.map(({ text }) => text),
    ...assignments.map(({ value }) => value.text),
    ...redirects.flatMap(({ target, input }) => [target?.text ?? '', input ?? '']),
  ]);
}

/** Whether a text uses a variable: `$NAME` or `${NAME…}`. */
export function usesVariable(text: string, name: string): boolean {
  if (text.includes(`\${${name}}`) || text.includes(`\${${name}:`)) return true;
  for (let at = text.indexOf(`$${name}`); at >= 0; at = text.indexOf(`$${name}`, at + 1))
    if (!/\w/.test(text[at + name.length + 1] ?? '')) return true;
  return false;
}

/** Variables that a script gives a value in which `holds` is true: `X=$(cat file)`, `export X=…`. */
export function assignedFrom(script: Script | undefined, holds: (text: string) => boolean): string[] {
  return (script?.commands ?? []).flatMap(({ name, args, assignments }) => [
    ...assignments.filter(({ value }) => holds(value.text)).map((each) => each.name),
    ...(/^(?:export|declare|local|readonly)$/.test(name) ? args : [])
      .filter(({ text }) => /^\w+=/.test(text) && holds(text))
      .map(({ text }) => text.split('=')[0] ?? ''),
    ...(name === 'read' ? args.filter(({ text }) => /^\w+$/.test(text)).map(({ text }) => text) : []),
  ]);
}

/** Steps of the stages that the target needs, in the order of the file. */
export const neededSteps = (stages: readonly Stage[], keyword: string): Step[] =>
  stages.filter(({ needed }) => needed).flatMap(({ steps }) => steps.filter((step) => step.keyword === keyword));
