/** Groups that a step asks for before anything made them. */
import type { Stage, Step } from '../../build/build.ts';
import type { Command } from '../../shell/command.ts';
import { program, readArguments } from '../../shell/options.ts';
import { baseAccounts, stepsOf } from './accounts.ts';
import { rootBase } from './stage.ts';

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
