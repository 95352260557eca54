/**
 * Who owns what in a stage's file system, and who may write it, as far as the steps tell: COPY and its `--chown` and `--chmod`,
 * WORKDIR (which makes folders as the USER in force), and mkdir, install, chown, chgrp, chmod and rm of a RUN.
 */

import type { Stage, Step } from '../../../build/build.ts';
import { chainOf } from '../../../build/chain.ts';
import type { Piece } from '../../../build/contents.ts';
import { cleanPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Answer } from '../../../source.ts';
import { type Accounts, baseAccounts, type Id, runsAs, stepsOf } from './accounts.ts';
import { changeMode } from './file-mode.ts';
import { type Event, eventsOf, given, isBelow, type Owned, type Ownership, parentOf } from './ownership-events.ts';

export type { Owned, Ownership, Runner } from './ownership-events.ts';

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

/** Worked out once for each stage: goals ask again and again, and stages copy from one another. */
const known = new WeakMap<Stage, Ownership>();
const nothingKnown: Owned = { exists: 'unknown', uid: undefined, gid: undefined, mode: undefined };

/** Works it out for a stage and all below it. */
export function ownershipOf(stage: Stage, workspace: Workspace): Ownership {
  const found = known.get(stage);
  if (found) return found;
  // A stage that copies from itself sees nothing that could be told.
  const accounts = baseAccounts(stage);
  known.set(stage, {
    accounts,
    runner: { uid: undefined, gid: undefined },
    folder: () => nothingKnown,
    file: () => nothingKnown,
    refused: () => undefined,
  });
  const ownership = workOut(stage, workspace);
  known.set(stage, ownership);
  return ownership;
}

function workOut(stage: Stage, workspace: Workspace): Ownership {
  const bottom = chainOf(stage).at(-1) ?? stage;
  const accounts = baseAccounts(bottom);
  const brought = new Map<Step, Piece[]>();
  for (const piece of workspace.contents(stage).pieces) {
    const step = piece.trail[0];
    if (step) brought.set(step, [...(brought.get(step) ?? []), piece]);
  }
  const scene = {
    accounts,
    broughtBy: (step: Step) => brought.get(step) ?? [],
    ownershipOf: (other: Stage) => ownershipOf(other, workspace),
  };
  const events: Event[] = [];
  const order = new Map<Step, number>();
  for (const step of stepsOf(stage)) {
    order.set(step, events.length);
    events.push(...eventsOf(step, scene));
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
  for (let depth = 0; depth < 40 && parent !== '/' && folder(parent).exists === 'no'; depth++) parent = parentOf(parent);
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
