/** Who a service of a Compose file runs as, and whom what is mounted into it belongs to: image, volume, host folder, and what was done to them. */
import type { Stage } from '../../../build/build.ts';
import { cleanPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { lookup } from '../../../catalog/images.ts';
import { parseImageRef } from '../../../catalog/reference.ts';
import type { Commands } from '../../../formats/commands/commands.ts';
import { isOn, textValue } from '../../../formats/commands/lookup.ts';
import type { Compose, ComposeCommand, Hook, Mount, Service, Value } from '../../../formats/compose/model.ts';
import type { Command, ShellWord } from '../../../shell/command.ts';
import { program, readArguments } from '../../../shell/options.ts';
import { readScript } from '../../../shell/read.ts';
import { type Accounts, groupId, type Id, readOwner, runsAs } from '../users/accounts.ts';
import { changeMode } from '../users/file-mode.ts';
import { type Owned, ownershipOf, type Runner } from '../users/ownership.ts';

/** A folder or volume that is there before the first command, with the one it belongs to. */
export interface Existing {
  /** Of a volume: the name that `docker volume ls` shows. Of a folder: its path in the context. */
  name: string;
  uid: number;
  gid: number;
  mode: number;
  /** Files and folders in it belong to the same one. */
  full?: true;
}

const nobody: Accounts = { users: new Map([['root', { uid: 0, gid: 0 }]]), groups: new Map([['root', 0]]) };

/** The stage that a service's image is built from; undefined where it is no file of the workspace. */
export function stageOf(service: Service, workspace: Workspace): Stage | undefined {
  const { build } = service;
  if (!build || build.inline) return undefined;
  if (cleanPath(build.context.value ?? '.') !== '.') return undefined;
  const target = build.target?.value;
  return workspace.build(cleanPath(build.dockerfile?.value ?? 'Dockerfile'), target === undefined ? undefined : { target })?.final;
}

export interface Who extends Runner {
  /** As written; absent where neither the service nor its image names a user. */
  written?: string;
  from: 'service' | 'image';
  /** Who the numbers of names are looked up in. */
  accounts: Accounts;
}

/** Who a service's container starts as. */
export function whoRuns(service: Service, workspace: Workspace): Who {
  const stage = stageOf(service, workspace);
  const accounts = stage ? ownershipOf(stage, workspace).accounts : nobody;
  if (service.user) {
    const written = service.user.value;
    return written === undefined
      ? { uid: undefined, gid: undefined, from: 'service', written: service.user.text, accounts }
      : { ...runsAs(written, accounts), written, from: 'service', accounts };
  }
  if (stage) {
    const written = stage.config.user;
    return { ...runsAs(written, accounts), from: 'image', accounts, ...(written === undefined ? {} : { written }) };
  }
  const ref = parseImageRef(service.image?.value ?? '');
  const facts = 'error' in ref ? undefined : lookup(ref);
  if (!facts || facts.uncertain?.includes('user')) return { uid: undefined, gid: undefined, from: 'image', accounts };
  return { ...runsAs(facts.config?.user, nobody), from: 'image', accounts };
}

const isBelow = (path: string, folder: string) => path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** The mount that covers a path: the nearest one at or above it. */
export function mountAt(service: Service, path: string): Mount | undefined {
  const covering = service.mounts.filter(({ target }) => target !== undefined && (target === path || isBelow(path, target)));
  return covering.sort((a, b) => (b.target?.length ?? 0) - (a.target?.length ?? 0))[0];
}

/** The name under which the engine knows a volume: two keys with one name are one volume. */
export function volumeName(mount: Mount, compose: Compose, project: string): string | undefined {
  if (mount.source === undefined) return undefined;
  const top = compose.volumes.find(({ name }) => name === mount.source);
  const real = top?.realName?.visible;
  return real ?? (top?.external ? mount.source : `${compose.name?.visible ?? project}_${mount.source}`);
}

/** The folder of the image at a path, as a fresh volume takes it over; one that is not there is made as root. */
export function imageFolder(service: Service, path: string, workspace: Workspace): Owned {
  const stage = stageOf(service, workspace);
  if (!stage) return { exists: 'unknown', uid: undefined, gid: undefined, mode: undefined };
  return ownershipOf(stage, workspace).folder(path);
}

export const rootsOwn: Pick<Owned, 'uid' | 'gid' | 'mode'> = { uid: 0, gid: 0, mode: 0o755 };

/** The commands a container runs by its entrypoint and command, a shell's script taken apart. */
export function commandsOf(entrypoint: ComposeCommand | undefined, command: ComposeCommand | undefined): Command[] {
  const text = (value: Value<string>) => value.value ?? value.visible;
  const words = [...(entrypoint?.words ?? []), ...(command?.words ?? [])].map((value) => ({
    text: text(value),
    literal: value.state === 'known',
    span: value.span,
  }));
  return unwrapped(words);
}

/** One argv as commands: `sh -c '…'` is what its script says. */
export function unwrapped(words: readonly ShellWord[]): Command[] {
  const [first, ...args] = words;
  if (!first) return [];
  const option = args.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  if (/(?:^|\/)(?:ba|da|a)?sh$/.test(first.text) && option >= 0) return readScript(args[option + 1]?.text ?? '', 0).commands;
  return [
    {
      name: first.text,
      word: first,
      args,
      span: first.span,
      assignments: [],
      redirects: [],
      wrappers: [],
      joined: '',
      checked: true,
      nested: false,
      within: [],
      background: false,
    },
  ];
}

/**
 * What `chown`, `chgrp`, `chmod` and `install -d` of some commands make of a folder; `changed` tells whether any of them named it,
 * `deep` whether what lies in it went along or was thrown away.
 */
export function after(
  owned: Owned,
  path: string,
  commands: readonly Command[],
  accounts: Accounts,
): { owned: Owned; changed: boolean; deep: boolean } {
  const state = { ...owned };
  let changed = false;
  let deep = false;
  for (const command of commands) {
    const name = program(command);
    const throwsAway = name === 'rm' || name === 'find';
    if (throwsAway && command.args.some(({ text }) => cleanPath(`/${text}`) === path || isBelow(cleanPath(`/${text}`), path))) deep = true;
    const installs = name === 'install';
    if (!installs && !/^ch(?:own|grp|mod)$/.test(name)) continue;
    const read = readArguments(command.args, {
      values: installs ? ['-m', '-o', '-g', '--mode', '--owner', '--group'] : ['--from', '--reference'],
      alias: { '--mode': '-m', '--owner': '-o', '--group': '-g', '--recursive': '-R' },
    });
    const words = name === 'chmod' ? command.args.filter(({ text }) => !/^-(?:-.*|[Rvfc]+)$/.test(text)) : read.positionals;
    const [first, paths] = installs ? [undefined, words] : [words[0], words.slice(1)];
    const recursive = command.args.some(({ text }) => /^-[a-zA-Z]*R|^--recursive$/.test(text));
    const named = paths.some((word) => {
      const at = cleanPath(`/${word.text}`);
      return at === path || (recursive && isBelow(path, at));
    });
    if (!named) continue;
    changed = true;
    deep ||= recursive;
    if (installs) {
      const [owner, group, mode] = [read.value('-o'), read.value('-g'), read.value('-m')];
      const { uid } = readOwner(owner ?? '0', accounts);
      Object.assign(state, {
        exists: 'yes',
        uid: uid === 'same' ? 0 : uid,
        gid: group === undefined ? 0 : groupId(accounts, group),
        mode: changeMode(0o755, mode ?? '755'),
      });
    } else if (name === 'chmod') state.mode = changeMode(state.mode, first?.text ?? '');
    else {
      const { uid, gid } =
        first?.literal === false
          ? { uid: undefined, gid: undefined }
          : readOwner(name === 'chgrp' ? `:${first?.text}` : (first?.text ?? ''), accounts);
      if (uid !== 'same') state.uid = uid as Id;
      if (gid !== 'same') state.gid = gid as Id;
    }
  }
  return { owned: state, changed, deep };
}

/** Whether the script removes a volume before it starts the services. */
export function removesVolume(commands: Commands, volume: string, compose: Compose, project: string): boolean {
  const up = commands.invocations.findIndex(
    ({ action }) => action?.kind === 'compose' && (action.verb === 'up' || action.verb === 'start'),
  );
  const before = up < 0 ? commands.invocations : commands.invocations.slice(0, up);
  return before.some((call) => {
    const operands = call.operands.map(({ text }) => text);
    if (call.name === 'docker volume') return /^(?:rm|remove)$/.test(operands[0] ?? '') && operands.includes(volume);
    if (call.action?.kind !== 'compose' || call.action.verb !== 'down' || !isOn(call, 'volumes')) return false;
    // `down -v` takes the volumes that the file names, but never an external one.
    return compose.volumes.some(
      (top) => !top.external && (top.realName?.visible ?? `${compose.name?.visible ?? project}_${top.name}`) === volume,
    );
  });
}

/** Commands that the script runs once in a container as root with the volume mounted, and where it is mounted there. */
export function oneOffs(commands: Commands, volume: string, service: Service, path: string): { commands: Command[]; path: string }[] {
  return commands.invocations.flatMap((call) => {
    const { action } = call;
    if (action?.kind === 'run') {
      const mount = action.mounts.find(({ source, type }) => type === 'volume' && source === volume);
      if (!mount || action.user?.root === 'no') return [];
      const entry = action.entrypoint ? [wordOf(action.entrypoint.text, action.entrypoint.span)] : [];
      return [{ commands: unwrapped([...entry, ...action.command]), path: mount.target }];
    }
    if (action?.kind !== 'compose' || (action.verb !== 'run' && action.verb !== 'exec') || action.services[0] !== service.name) return [];
    const user = textValue(call, 'user')?.text;
    if (!/^(?:root|0+)(?::.*)?$/.test(user ?? '')) return [];
    const entry = textValue(call, 'entrypoint');
    return [{ commands: unwrapped([...(entry ? [wordOf(entry.text, entry.span)] : []), ...action.command]), path }];
  });
}

const wordOf = (text: string, span: ShellWord['span']): ShellWord => ({ text, literal: true, span });

/** The commands of a hook, and whether it runs as root. */
export const hookCommands = (hook: Hook): Command[] => commandsOf(undefined, hook.command);
export const isRootUser = (user: Value<string> | undefined) => /^(?:root|0+)(?::.*)?$/.test(user?.value ?? '');
