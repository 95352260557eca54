/** Users and groups that a step asks for before anything made them. */

import type { Stage, Step } from '../../../build/build.ts';
import { chainOf } from '../../../build/chain.ts';
import type { Command, ShellWord } from '../../../shell/command.ts';
import { program, readArguments } from '../../../shell/options.ts';
import { rootBase } from '../stage.ts';
import { baseAccounts, stepsOf } from './accounts.ts';

/** Groups that Debian (base-passwd 3.6) or Alpine (alpine-baselayout 3.6) bring. */
const ofTheSystem = new Set(
  `root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo audio dip www-data backup
  operator list irc src shadow utmp video sasl plugdev staff games users nogroup wheel cron ftp sshd input netdev kvm ping nobody`.split(
    /\s+/,
  ),
);

/** The group a command gives a new user, where it must be there already. */
function askedFor(command: Command): string | undefined {
  const name = program(command);
  if (name === 'useradd')
    return readArguments(command.args, { values: ['-u', '-g', '-G', '-d', '-s', '-c'], alias: { '--gid': '-g' } }).value('-g');
  if (name !== 'adduser') return undefined;
  return readArguments(command.args, { values: ['-u', '-G', '-h', '-g', '-s', '-k'], alias: { '--ingroup': '-G', '--gid': '-G' } }).value(
    '-G',
  );
}

/** Names and numbers of the groups that a command makes: its own, or a user's. */
function makes(command: Command): string[] {
  if (!/^(?:group|user)add$|^add(?:group|user)$/.test(program(command))) return [];
  // Wherever the words stand: too many groups known is no harm, one too few would be.
  return command.args.map((word) => word.text.replace(/^--?\w+=/, ''));
}

const installs = (command: Command) =>
  /^(?:apt|apt-get|apk|dnf|dpkg)$/.test(program(command)) || command.args.some((word) => word.text.includes('/etc/group'));

/** The first command that gives a user a group which nothing made: the build stops there. Undefined where there is none, or where it cannot be told. */
export function missingGroup(stage: Stage): { step: Step; command: Command; group: string } | undefined {
  const base = rootBase(stage);
  if (base.kind !== 'image' || !base.facts) return undefined;
  const accounts = baseAccounts(stage);
  const known = new Set([...ofTheSystem, ...accounts.groups.keys(), ...[...accounts.groups.values()].map(String)]);
  for (const step of stepsOf(stage)) {
    if (step.transfer) {
      if (step.transfer.target.startsWith('/etc') || step.transfer.target === '/') return undefined;
      continue;
    }
    for (const command of step.script?.commands ?? []) {
      if (installs(command)) return undefined;
      const group = askedFor(command);
      const told = group !== undefined && /^[a-z0-9_-]+$/i.test(group) && (!/^\d+$/.test(group) || Number(group) >= 1000);
      if (told && !known.has(group)) return { step, command, group };
      for (const name of makes(command)) known.add(name);
    }
  }
  return undefined;
}

/** Users that Debian (base-passwd 3.6), Ubuntu or Alpine (alpine-baselayout 3.6) bring. */
const usersOfTheSystem = `root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody _apt ubuntu
  adm shutdown halt operator postmaster cron ftp sshd at squid xfs cyrus vpopmail ntp smmsp guest`.split(/\s+/);

/** Packages that make no users: with any other, who is there cannot be told. */
const makesNoUser =
  /^(?:git|openssh-client|tini|dumb-init|curl|wget|ca-certificates|make|gcc|g\+\+|python3|build-essential|build-base|musl-dev|tzdata|jq|gosu|su-exec|bash|shadow|libc6-compat)(?:[=<>~].*)?$/;

const mayMakeUsers = (command: Command) =>
  installs(command) && !command.args.slice(1).every(({ text }) => text.startsWith('-') || makesNoUser.test(text));

/** The user of `app`, `app:web`; undefined for a number, for none, and where a variable decides. */
const userIn = (owner: string | undefined) => /^([a-z_][a-z0-9_-]*)(?::.*)?$/i.exec(owner ?? '')?.[1];

const ownerOf = (command: Command): string | undefined => {
  if (program(command) !== 'chown') return undefined;
  const read = readArguments(command.args, { values: ['--from', '--reference'] });
  const [first, second]: (ShellWord | undefined)[] = read.positionals;
  return first?.literal && second && read.value('--reference') === undefined ? userIn(first.text) : undefined;
};

/** The first step that names a user whom nobody made: the build stops there. Undefined where there is none, or where it cannot be told. */
export function missingUser(stage: Stage): { step: Step; user: string; by: string } | undefined {
  const base = rootBase(stage);
  if (base.kind !== 'image' || !base.facts) return undefined;
  const known = new Set([
    ...usersOfTheSystem,
    ...baseAccounts(chainOf(stage).at(-1) ?? stage).users.keys(),
    base.image.name.split('/').at(-1),
  ]);
  for (const step of stepsOf(stage)) {
    const missing = (user: string | undefined, by: string) => (user !== undefined && !known.has(user) ? { step, user, by } : undefined);
    if (step.transfer) {
      const found = missing(userIn(step.transfer.chown), `\`--chown=${step.transfer.chown}\``);
      if (found || /^\/(?:etc(?:\/?$|\/(?:passwd|group|shadow))|$)/.test(step.transfer.target)) return found;
      continue;
    }
    if (step.keyword !== 'RUN') continue;
    const running = missing(userIn(step.before.user), `\`USER ${step.before.user}\``);
    if (running) return running;
    if (!step.script || step.script.interpreter) return undefined;
    for (const command of step.script.commands) {
      if (mayMakeUsers(command)) return undefined;
      const owner = ownerOf(command);
      const found = missing(owner, `\`chown ${owner}\``);
      if (found) return found;
      // A group of that name is no user.
      if (/^(?:useradd|adduser)$/.test(program(command))) for (const name of makes(command)) known.add(name);
    }
  }
  return undefined;
}
