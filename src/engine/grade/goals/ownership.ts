/**
 * Who owns what in a stage's file system, and who may write it, as far as the steps tell: COPY and its `--chown` and `--chmod`,
 * WORKDIR (which makes folders as the USER in force), and mkdir, install, chown, chgrp, chmod and rm of a RUN.
 */
import type { Stage, Step } from '../../build/build.ts';
import type { Piece } from '../../build/contents.ts';
import { cleanPath, joinPath } from '../../build/paths.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Command, ShellWord } from '../../shell/command.ts';
import { program, readArguments } from '../../shell/options.ts';
import type { Answer } from '../../source.ts';
import { type Accounts, baseAccounts, chainOf, groupId, type Id, noteAccount, readOwner, runsAs, stepsOf } from './accounts.ts';
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
type Event = { step: Step; path: string; below: boolean; onlyBelow?: true; by?: Runner; command?: string } & (
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

/** Whether somebody may write; `unknown` where owner or mode cannot be told and it depends on them. */
export function mayWrite(owned: Owned, { uid, gid }: { uid: Id; gid: Id }): Answer {
  if (uid === 0) return 'yes';
  if (owned.mode === undefined) return 'unknown';
  const [user, group, other] = [owned.mode & 0o200, owned.mode & 0o020, owned.mode & 0o002].map(Boolean);
  if (user === group && group === other) return user ? 'yes' : 'no';
  if (uid === undefined || owned.uid === undefined) return 'unknown';
  if (uid === owned.uid) return user ? 'yes' : 'no';
  if (group === other) return group ? 'yes' : 'no';
  if (gid === undefined || owned.gid === undefined) return 'unknown';
  return (gid === owned.gid ? group : other) ? 'yes' : 'no';
}

const isBelow = (path: string, folder: string) => path.startsWith(folder === '/' ? '/' : `${folder}/`);
const parentOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** Works it out for a stage and all below it. */
export function ownershipOf(stage: Stage, workspace: Workspace): Ownership {
  const bottom = chainOf(stage)[0] ?? stage;
  const accounts = baseAccounts(bottom);
  const pieces = workspace.contents(stage).pieces;
  const events: Event[] = [];
  const order = new Map<Step, number>();
  for (const step of stepsOf(stage)) {
    order.set(step, events.length);
    events.push(...eventsOf(step, accounts, pieces, workspace));
  }
  const baseHas = (path: string): Answer => {
    if (bottom.base.kind === 'scratch') return path === '/' ? 'yes' : 'no';
    if (bottom.base.kind !== 'image' || !bottom.base.facts) return path === '/' ? 'yes' : 'unknown';
    const { config } = bottom.base.facts;
    if (config?.volumes?.includes(path) || config?.workdir === path) return 'unknown';
    return path === '/' || /^\/(?:bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)$/.test(path)
      ? 'yes'
      : /^\/(?:etc|home|lib\w*|nodejs|opt|root|run|usr|var|go)\//.test(path)
        ? 'unknown'
        : 'no';
  };
  // Folders that the base image brings may belong to a user of its own; only the system's are sure to be root's.
  const ownedAtFirst = (path: string): Owned => {
    const exists = baseHas(path);
    const sure = exists !== 'unknown';
    return { exists, uid: sure ? 0 : undefined, gid: sure ? 0 : undefined, mode: startMode(path, sure) };
  };
  return {
    accounts,
    runner: runsAs(stage.config.user, accounts),
    folder(path) {
      const at = cleanPath(`/${path}`);
      return replay(ownedAtFirst(at), at, events);
    },
    file(piece) {
      const made = piece.trail[0];
      const start = made ? copyOwner(made, accounts, piece, workspace) : { uid: undefined, gid: undefined, mode: undefined };
      const since = made ? (order.get(made) ?? 0) : 0;
      const later = events.slice(since).filter((event) => event.step !== made || event.kind !== 'make');
      return replay({ exists: 'yes', ...start, ...(made ? { step: made } : {}) }, piece.path, later);
    },
    refused() {
      const tried = events.filter(({ by }) => by?.uid !== undefined && by.uid !== 0).slice(0, 50);
      const first = tried.find((event) =>
        needsRoot(event, (path) => replay(ownedAtFirst(path), path, events.slice(0, events.indexOf(event)))),
      );
      return first?.by?.uid === undefined ? undefined : { step: first.step, command: first.command ?? '', uid: first.by.uid };
    },
  };
}

/** Whether somebody who is not root tries what only root may: `folder` tells how a folder was before. */
function needsRoot(event: Event, folder: (path: string) => Owned): boolean {
  const { by } = event;
  if (!by) return false;
  if (event.kind === 'account') return true;
  if (event.kind === 'own') {
    const owned = folder(event.path);
    return (
      (event.uid !== 'same' && event.uid !== undefined && event.uid !== by.uid) ||
      (owned.exists === 'yes' && owned.uid !== undefined && owned.uid !== by.uid)
    );
  }
  if (event.kind !== 'make' || event.path === '/') return false;
  if (folder(event.path).exists !== 'no') return false;
  let parent = parentOf(event.path);
  while (parent !== '/' && folder(parent).exists === 'no') parent = parentOf(parent);
  return mayWrite(folder(parent), by) === 'no';
}

const startMode = (path: string, sure: boolean) => (path === '/tmp' || path === '/var/tmp' ? 0o1777 : sure ? 0o755 : undefined);

function replay(start: Owned, path: string, events: Event[]): Owned {
  const state = { ...start };
  for (const event of events) {
    const self = event.path === path;
    if (event.kind === 'make') {
      if (self && (state.exists === 'no' || event.always)) {
        Object.assign(state, { exists: 'yes', uid: event.uid, gid: event.gid, mode: event.mode, step: event.step });
      } else if (isBelow(event.path, path) && state.exists === 'no') {
        // What lies below was made, so this is there too: as the one who made it left it.
        Object.assign(state, { exists: 'yes', uid: event.uid, gid: event.gid, mode: 0o755, step: event.step });
      } else if (self && state.exists === 'unknown') Object.assign(state, { exists: 'yes', step: event.step });
      continue;
    }
    if (event.kind === 'account') continue;
    if (self ? event.onlyBelow : !(event.below && isBelow(path, event.path))) continue;
    if (event.kind === 'own') {
      if (event.uid !== 'same') state.uid = event.uid;
      if (event.gid !== 'same') state.gid = event.gid;
    } else if (event.kind === 'mode') state.mode = changeMode(state.mode, event.mode);
    else if (event.kind === 'remove') state.exists = 'no';
    else
      Object.assign(state, { exists: state.exists === 'no' ? 'unknown' : state.exists, uid: undefined, gid: undefined, mode: undefined });
    state.step = event.step;
  }
  return state;
}

/** Owner and mode of what a step brought, before later steps changed it. */
function copyOwner(step: Step, accounts: Accounts, piece: Piece, workspace: Workspace): Pick<Owned, 'uid' | 'gid' | 'mode'> {
  if (!step.transfer) return { ...runsAs(step.before.user, accounts), mode: 0o644 };
  const { chown, chmod, from } = step.transfer;
  let owner: { uid: Id; gid: Id } = { uid: 0, gid: 0 };
  let mode: number | undefined = 0o644;
  if (from.kind === 'stage') {
    // Owner and mode come along from another stage.
    const trail = piece.trail.slice(1);
    const there = trail[0] ? ownershipOf(from.stage, workspace).file({ ...piece, path: pathThere(step, piece), trail }) : undefined;
    owner = { uid: there?.uid, gid: there?.gid };
    mode = there?.mode;
  } else if (from.kind === 'image') owner = { uid: undefined, gid: undefined };
  if (chown !== undefined) owner = given(chown, accounts);
  return { ...owner, mode: chmod === undefined ? mode : changeMode(mode, chmod) };
}

/** Where a copied file was in its own stage. */
function pathThere(step: Step, piece: Piece): string {
  const { sources = [], target = '/' } = step.transfer ?? {};
  const source = cleanPath(`/${sources[0]?.value ?? ''}`);
  const rest = piece.path.slice(cleanPath(target).length);
  return sources.length === 1 && !target.endsWith('/') ? cleanPath(`${source}${rest}`) : cleanPath(`${source}/${rest}`);
}

/** `--chown=app` takes the group of the same number, or the user's own. */
function given(chown: string, accounts: Accounts): { uid: Id; gid: Id } {
  const { uid, gid } = readOwner(chown, accounts);
  if (gid !== 'same') return { uid: uid === 'same' ? 0 : uid, gid };
  const id = uid === 'same' ? 0 : uid;
  return { uid: id, gid: accounts.users.get(chown)?.gid ?? id };
}

function eventsOf(step: Step, accounts: Accounts, pieces: Piece[], workspace: Workspace): Event[] {
  const user = runsAs(step.before.user, accounts);
  if (step.keyword === 'WORKDIR') {
    const path = cleanPath(joinPath(step.before.workdir, step.words[0]?.value ?? '/'));
    return [{ kind: 'make', step, path, below: false, mode: 0o755, ...user }];
  }
  if (step.transfer) return copyEvents(step, accounts, pieces, workspace);
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
function copyEvents(step: Step, accounts: Accounts, pieces: Piece[], workspace: Workspace): Event[] {
  const target = cleanPath(step.transfer?.target ?? '/');
  const mine = pieces.filter((piece) => piece.trail[0] === step);
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
  const there =
    from?.kind === 'stage' && step.transfer?.sources.length === 1 ? ownershipOf(from.stage, workspace).folder(source) : undefined;
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
  if (name === 'rm' || name === 'rmdir')
    return events(readArguments(command.args).positionals, (path) => ({ kind: 'remove', step, path, below: true })).filter(
      (event) => event.kind === 'remove',
    );
  const changes = command.args.some((word) => /^(?:.*\/)?(?:chown|chmod)$/.test(word.text));
  return changes ? [{ kind: 'doubt', step, path: '/', below: true }] : [];
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
