/** What the steps of a stage do to owners and modes, one event after the other. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Piece } from '../../../build/contents.ts';
import { cleanPath, joinPath } from '../../../build/paths.ts';
import type { Command, ShellWord } from '../../../shell/command.ts';
import { cloneValues, program, readArguments } from '../../../shell/options.ts';
import type { Answer } from '../../../source.ts';
import { type Accounts, groupId, type Id, noteAccount, readOwner, runsAs } from './accounts.ts';
import { changeMode } from './file-mode.ts';

/** A file or folder; an absent number could not be told. */
export interface Owned {
  exists: Answer;
  uid: Id;
  gid: Id;
  /** Permission bits; undefined where they cannot be told. */
  mode: number | undefined;
  /** The step that made it or last changed it. */
  step?: Step;
}

/** `below`: all in the folder too; `onlyBelow`: that and not the folder itself. */
export type Event = { step: Step; path: string; below: boolean; onlyBelow?: true; by?: Runner; command?: string } & (
  | { kind: 'make'; uid: Id; gid: Id; mode: number; always?: true }
  | { kind: 'own'; uid: Id | 'same'; gid: Id | 'same' }
  | { kind: 'mode'; mode: string }
  | { kind: 'remove' }
  | { kind: 'doubt' }
  /** Nothing changes, but only root may do it. */
  | { kind: 'account' }
);

/** Who a step or a container runs as. */
export interface Runner {
  uid: Id;
  gid: Id;
}

export interface Ownership {
  accounts: Accounts;
  /** Who the container runs as. */
  runner: Runner;
  folder(path: string): Owned;
  /** A file that a COPY or RUN left. */
  file(piece: Piece): Owned;
  /** The first command of a RUN that needs root and does not have it any more; `uid` is who it runs as. */
  refused(): { step: Step; command: string; uid: number } | undefined;
}

/** What a step may ask of the rest: the pieces it brought, and how things are in another stage. */
export interface Scene {
  accounts: Accounts;
  broughtBy(step: Step): Piece[];
  ownershipOf(stage: Stage): Ownership;
}

export const isBelow = (path: string, folder: string) => path.startsWith(folder === '/' ? '/' : `${folder}/`);
export const parentOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** `--chown=app` takes the group of the same number, or the user's own. */
export function given(chown: string, accounts: Accounts): { uid: Id; gid: Id } {
  const { uid, gid } = readOwner(chown, accounts);
  if (gid !== 'same') return { uid: uid === 'same' ? 0 : uid, gid };
  const id = uid === 'same' ? 0 : uid;
  return { uid: id, gid: accounts.users.get(chown)?.gid ?? id };
}

/** What one step does. Accounts that it makes are noted in the scene. */
export function eventsOf(step: Step, scene: Scene): Event[] {
  const { accounts } = scene;
  const user = runsAs(step.before.user, accounts);
  if (step.keyword === 'WORKDIR') {
    const path = cleanPath(joinPath(step.before.workdir, step.words[0]?.value ?? '/'));
    return [{ kind: 'make', step, path, below: false, mode: 0o755, ...user }];
  }
  if (step.transfer) return copyEvents(step, scene);
  if (step.keyword !== 'RUN') return [];
  if (!step.script || step.script.interpreter) return [{ kind: 'doubt', step, path: '/', below: true }];
  let folder = joinPath(step.before.workdir, '.');
  return step.script.commands.flatMap((command) => {
    if (program(command) === 'cd') {
      folder = joinPath(folder, textOf(command.args[0], step) ?? '.');
      return [];
    }
    const made = noteAccount(command, accounts, (word) => textOf(word, step));
    const shown = [program(command), ...command.args.map(({ text }) => text)].join(' ');
    const account: Event[] = made ? [{ kind: 'account', step, path: '/', below: false }] : [];
    return [...account, ...commandEvents(command, step, folder, user, accounts)].map((event) => ({ ...event, by: user, command: shown }));
  });
}

/** Folders that a COPY makes: its target and what lies between that and the files. */
function copyEvents(step: Step, { accounts, broughtBy, ownershipOf }: Scene): Event[] {
  const target = cleanPath(step.transfer?.target ?? '/');
  const mine = broughtBy(step);
  const folders = new Set<string>();
  if (step.transfer?.target.endsWith('/') || mine.some((piece) => isBelow(piece.path, target) || (piece.tree && piece.path === target)))
    folders.add(target);
  // The folder of a single file is made for it, and belongs to whom the file belongs to.
  else if (target !== '/') folders.add(parentOf(target));
  for (const piece of mine) {
    if (piece.tree) folders.add(piece.path);
    for (let at = parentOf(piece.path); at !== '/' && isBelow(at, target) && !folders.has(at); at = parentOf(at)) folders.add(at);
  }
  const from = step.transfer?.from;
  const chmod = step.transfer?.chmod;
  const source = cleanPath(`/${step.transfer?.sources[0]?.value ?? ''}`);
  // A folder of another stage that is empty leaves no piece; it is there all the same, as it was made there.
  const there = from?.kind === 'stage' && step.transfer?.sources.length === 1 ? ownershipOf(from.stage).folder(source) : undefined;
  if (there?.exists === 'yes' && mine.length === 0) folders.add(target);
  const own =
    step.transfer?.chown !== undefined
      ? given(step.transfer.chown, accounts)
      : from?.kind === 'stage'
        ? { uid: there?.uid, gid: there?.gid }
        : { uid: 0, gid: 0 };
  return [...folders].map((path) => ({
    kind: 'make',
    step,
    path,
    below: false,
    ...own,
    mode: (chmod === undefined ? there?.mode : changeMode(0o755, chmod)) ?? 0o755,
  }));
}

function commandEvents(command: Command, step: Step, folder: string, user: { uid: Id; gid: Id }, accounts: Accounts): Event[] {
  const name = program(command);
  const text = (word: ShellWord | undefined) => textOf(word, step);
  const place = (word: ShellWord) => {
    const path = text(word);
    if (path === undefined) return undefined;
    // `chown x /data/*` changes what is in the folder, not the folder.
    return cleanPath(joinPath(folder, path.replace(/\/[*?[][^/]*$/, '/*')));
  };
  const events = (words: ShellWord[], make: (path: string) => Event): Event[] =>
    words.flatMap((word) => {
      const path = place(word);
      return path === undefined ? [{ kind: 'doubt', step, path: '/', below: true }] : [make(path)];
    });
  if (name === 'mkdir') {
    const read = readArguments(command.args, { values: ['-m', '--mode'], alias: { '--mode': '-m' } });
    const mode = changeMode(0o755, read.value('-m') ?? '755') ?? 0o755;
    return events(read.positionals, (path) => ({ kind: 'make', step, path, below: false, ...user, mode }));
  }
  if (name === 'install') {
    const read = readArguments(command.args, {
      values: ['-m', '-o', '-g', '--mode', '--owner', '--group', '-t'],
      alias: { '--mode': '-m', '--owner': '-o', '--group': '-g', '--directory': '-d' },
    });
    if (!read.has('-d')) return [];
    const [owner, group] = [read.value('-o'), read.value('-g')];
    const uid = owner === undefined ? user.uid : idOf(owner, accounts, step);
    const gid = group === undefined ? user.gid : groupId(accounts, expanded(group, step) ?? '?');
    const mode = changeMode(0o755, read.value('-m') ?? '755') ?? 0o755;
    return events(read.positionals, (path) => ({ kind: 'make', step, path, below: false, uid, gid, mode, always: true }));
  }
  if (name === 'chown' || name === 'chgrp' || name === 'chmod') {
    const read = readArguments(command.args, { values: ['--from', '--reference'], alias: { '--recursive': '-R' } });
    const [first, ...paths] = name === 'chmod' ? modeFirst(command.args) : read.positionals;
    const below = read.has('-R') || command.args.some((word) => /^-[a-zA-Z]*R/.test(word.text));
    const written = text(first);
    if (written === undefined || read.value('--reference') !== undefined)
      return events(paths, (path) => ({ kind: 'doubt', step, path, below: true }));
    if (name === 'chmod') return events(paths, (path) => starred({ kind: 'mode', step, path, below, mode: written }));
    const owner = readOwner(name === 'chgrp' ? `:${written}` : written.replace(/^(\w+)\.(\w+)$/, '$1:$2'), accounts);
    return events(paths, (path) => starred({ kind: 'own', step, path, below, ...owner }));
  }
  const written = writes(command, folder, text);
  if (written !== undefined) return [{ kind: 'make', step, path: written, below: false, ...user, mode: 0o755 }];
  if (name === 'rm' || name === 'rmdir')
    return events(readArguments(command.args).positionals, (path) => ({ kind: 'remove', step, path, below: true })).filter(
      (event) => event.kind === 'remove',
    );
  const changes = command.args.some((word) => /^(?:.*\/)?(?:chown|chmod)$/.test(word.text));
  return changes ? [{ kind: 'doubt', step, path: '/', below: true }] : [];
}

/** Where `git clone` and `go build -o` put what they make; undefined for other commands, and where it cannot be told. */
function writes(command: Command, folder: string, text: (word: ShellWord | undefined) => string | undefined): string | undefined {
  const name = program(command);
  const verb = command.args[0]?.text;
  if (name === 'git' && verb === 'clone') {
    const [url, into] = readArguments(command.args.slice(1), { values: cloneValues }).positionals;
    const target =
      into === undefined
        ? text(url)
            ?.replace(/\/$|\.git\/?$/, '')
            .replace(/^.*[/:]/, '')
        : text(into);
    return target ? cleanPath(joinPath(folder, target)) : undefined;
  }
  if (name !== 'go' || verb !== 'build') return undefined;
  const output = command.args[command.args.findIndex((word) => word.text === '-o') + 1];
  const target = command.args.some((word) => word.text === '-o') ? text(output) : undefined;
  return target && !target.endsWith('/') ? cleanPath(joinPath(folder, target)) : undefined;
}

/** `chmod -R u-w x`: a mode may begin with a dash, which no reader of flags can know. */
function modeFirst(words: readonly ShellWord[]): ShellWord[] {
  return words.filter((word) => !/^-(?:-.*|[Rvfc]+)$/.test(word.text));
}

/** What was said of `folder/*` holds for all in the folder: near enough for a file, and never for the folder. */
const starred = (event: Event): Event =>
  event.path.endsWith('/*') ? { ...event, path: event.path.slice(0, -2) || '/', below: true, onlyBelow: true } : event;

const idOf = (owner: string, accounts: Accounts, step: Step): Id => {
  const { uid } = readOwner(expanded(owner, step) ?? '?', accounts);
  return uid === 'same' ? 0 : uid;
};

const textOf = (word: ShellWord | undefined, step: Step): string | undefined =>
  word === undefined ? undefined : word.literal ? word.text : expanded(word.text, step);

/** `$X` and `${X}` by ARG and ENV; wildcards stay. Undefined where anything else would be expanded or X has no value. */
function expanded(text: string, step: Step): string | undefined {
  let open = false;
  const done = text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, braced: string | undefined, plain: string | undefined) => {
    const name = braced ?? plain ?? '';
    const value = Object.hasOwn(step.variables, name) ? step.variables[name]?.value : step.before.env[name];
    open ||= value === undefined;
    return value ?? '';
  });
  return open || /[$`]/.test(done) ? undefined : done;
}
