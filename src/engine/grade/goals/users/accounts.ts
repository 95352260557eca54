/** Users and groups that a stage knows: those of its base image, and those its steps make. */

import type { Stage, Step } from '../../../build/build.ts';
import { chainOf } from '../../../build/chain.ts';
import type { Command, ShellWord } from '../../../shell/command.ts';
import { program, readArguments } from '../../../shell/options.ts';

/** An id; undefined where it cannot be told. */
export type Id = number | undefined;

export interface Accounts {
  users: Map<string, { uid: Id; gid: Id }>;
  groups: Map<string, Id>;
}

/** The accounts of the image at the bottom of a stage's chain, root always among them. */
export function baseAccounts(stage: Stage): Accounts {
  const users: Accounts['users'] = new Map([['root', { uid: 0, gid: 0 }]]);
  const groups: Accounts['groups'] = new Map([['root', 0]]);
  if (stage.base.kind === 'image') {
    for (const user of stage.base.facts?.users ?? []) {
      users.set(user.name, { uid: user.uid, gid: user.gid });
      groups.set(user.name, user.gid);
    }
  }
  return { users, groups };
}

const number = (text: string | undefined): Id => (text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined);

/** A group by number or name. */
export const groupId = (accounts: Accounts, text: string): Id => number(text) ?? accounts.groups.get(text);

/** Takes note of an account that a command makes, and tells whether it makes one; `text` gives a word's value, undefined where the shell decides. */
export function noteAccount(command: Command, accounts: Accounts, text: (word: ShellWord) => string | undefined): boolean {
  const name = program(command);
  const words = command.args.map((word) => ({ ...word, text: text(word) ?? '?' }));
  if (name === 'useradd') {
    const read = readArguments(words, {
      values: [
        '-u',
        '-g',
        '-G',
        '-d',
        '-s',
        '-c',
        '-k',
        '-e',
        '-f',
        '-K',
        '-p',
        '-b',
        '--uid',
        '--gid',
        '--groups',
        '--home-dir',
        '--home',
      ].concat(['--shell', '--comment', '--skel', '--expiredate', '--inactive', '--key', '--password', '--base-dir']),
      alias: { '--uid': '-u', '--gid': '-g', '--groups': '-G' },
    });
    addUser(accounts, read.positionals.at(-1)?.text, number(read.value('-u')), read.value('-g'));
  } else if (name === 'adduser') {
    const read = readArguments(words, {
      values: ['-u', '-G', '-h', '-g', '-s', '-k', '--uid', '--gid', '--ingroup', '--home', '--shell', '--gecos', '--comment', '--skel'],
      alias: { '--uid': '-u', '--ingroup': '-G', '--gid': '-G' },
    });
    addUser(accounts, read.positionals[0]?.text, number(read.value('-u')), read.value('-G'));
  } else if (name === 'groupadd' || name === 'addgroup') {
    const read = readArguments(words, { values: ['-g', '--gid', '-K', '--key', '-p', '--password'], alias: { '--gid': '-g' } });
    const group = read.positionals.at(-1)?.text;
    if (group !== undefined) accounts.groups.set(group, number(read.value('-g')));
  } else return false;
  return true;
}

/** Without a group of its own, a user gets one of the same name, and most often of the same number. */
function addUser(accounts: Accounts, name: string | undefined, uid: Id, group: string | undefined): void {
  if (name === undefined || name === '?') return;
  const gid = group === undefined ? (accounts.groups.get(name) ?? uid) : groupId(accounts, group);
  accounts.users.set(name, { uid, gid });
  if (!accounts.groups.has(name)) accounts.groups.set(name, gid);
}

/** A user as USER, `--chown` or `chown` names it: `app`, `10001`, `10001:10001`, `app:`, `:10001`. A part that is not written is 'same'. */
export function readOwner(written: string, accounts: Accounts): { uid: Id | 'same'; gid: Id | 'same' } {
  const colon = written.search(/[:]/);
  const user = colon < 0 ? written : written.slice(0, colon);
  const group = colon < 0 ? undefined : written.slice(colon + 1);
  const known =
    accounts.users.get(user) ?? [...accounts.users.values()].find((each) => each.uid !== undefined && each.uid === number(user));
  const uid = user === '' ? 'same' : (number(user) ?? known?.uid);
  if (group === undefined) return { uid, gid: 'same' };
  return { uid, gid: group === '' ? known?.gid : groupId(accounts, group) };
}

/** Who a step or container runs as: a user without a group gets its primary one, and group 0 where nobody knows the user. */
export function runsAs(written: string | undefined, accounts: Accounts): { uid: Id; gid: Id } {
  if (written === undefined || written === '') return { uid: 0, gid: 0 };
  const { uid, gid } = readOwner(written, accounts);
  if (gid !== 'same') return { uid: uid === 'same' ? 0 : uid, gid };
  const name = written;
  const byName = accounts.users.get(name);
  if (byName) return byName;
  const byNumber = [...accounts.users.values()].find((each) => each.uid !== undefined && each.uid === uid);
  return { uid: uid === 'same' ? 0 : uid, gid: byNumber ? byNumber.gid : uid === undefined ? undefined : 0 };
}

/** The steps of a stage and of those below it, in the order they run. */
export const stepsOf = (stage: Stage): Step[] =>
  chainOf(stage)
    .reverse()
    .flatMap(({ steps }) => steps);
