/** What the commands of a RUN ask of package managers: which one, and for what. */
import type { Command } from '../shell/command.ts';
import { type Arguments, program, readArguments } from '../shell/options.ts';
import type { Mount, Step } from './build.ts';
import { readMounts } from './mounts.ts';
import { cleanPath, joinPath } from './paths.ts';

export type Manager = 'apt' | 'apk' | 'dnf' | 'yum' | 'zypper' | 'pip' | 'npm' | 'yarn' | 'gem' | 'go';

/** One call of a package manager. */
export interface PackageCall {
  manager: Manager;
  /** As called, without folders: 'apt-get', 'microdnf', 'pip3'. */
  tool: string;
  /** What it is asked to do, as written: 'install', 'in', 'module install'; '' where nothing is. */
  verb: string;
  /** `install` takes packages by name, `upgrade` what there is of those already there, `refresh` only lists; `clean` empties the cache. */
  does: 'install' | 'upgrade' | 'refresh' | 'clean' | 'other';
  options: Arguments;
  command: Command;
}

/** What there is to know of a package manager to read its command lines, from its manual. Lists are words with spaces between them. */
export interface ManagerKind {
  tools: RegExp;
  /** Flags that take the next word as their value. Of those behind the verb, only what somebody asks for. */
  values: string;
  install: string;
  upgrade?: string;
  refresh?: string;
  clean?: string;
  /** Verbs that are two words. */
  groups?: string;
  /** A single dash begins a long flag too. */
  singleDash?: boolean;
}

const rpm = {
  values: '--setopt --repo --enablerepo --disablerepo -x --exclude --installroot --releasever',
  install: 'install in localinstall reinstall rei builddep',
  upgrade: 'upgrade up update upgrade-minimal up-min update-minimal distro-sync',
  clean: 'clean',
  groups: 'module group groups',
};

export const managerKinds = {
  apt: {
    tools: /^(?:apt|apt-get|aptitude)$/,
    values: '-o --option -t --target-release',
    install: 'install build-dep reinstall',
    upgrade: 'upgrade dist-upgrade full-upgrade safe-upgrade',
    refresh: 'update',
    clean: 'dist-clean distclean',
  },
  apk: { tools: /^apk$/, values: '-X --repository -p --root', install: 'add', upgrade: 'upgrade', refresh: 'update' },
  dnf: { tools: /^(?:dnf5?|microdnf)$/, ...rpm },
  yum: { tools: /^yum$/, ...rpm },
  zypper: {
    tools: /^zypper$/,
    values: '-R --root -C --cache-dir',
    install: 'install in install-new-recommends inr source-install si',
    upgrade: 'update up patch dist-upgrade dup',
    refresh: 'refresh ref',
    clean: 'clean cc',
  },
  pip: { tools: /^pip[\d.]*$/, values: '--cache-dir --proxy --cert', install: 'install wheel download', clean: 'purge', groups: 'cache' },
  yarn: {
    tools: /^yarn(?:pkg)?$/,
    values: '--cache-folder --cwd',
    install: ' install add',
    upgrade: 'upgrade',
    clean: 'clean',
    groups: 'global cache',
  },
} satisfies Partial<Record<Manager, ManagerKind>>;

const alias = {
  '--yes': '-y',
  '--assume-yes': '-y',
  '--assumeyes': '-y',
  '--assumeno': '--simulate',
  '--no-confirm': '-y',
  '--quiet': '-q',
  '--option': '-o',
  '--version': '-v',
};

function read(command: Command, kinds: Partial<Record<Manager, ManagerKind>>): PackageCall[] {
  let tool = program(command);
  let { args } = command;
  // `python -m pip` is pip.
  if (/^python[\d.]*$/.test(tool) && args[0]?.text === '-m') {
    tool = args[1]?.text ?? '';
    args = args.slice(2);
  }
  const found = (Object.entries(kinds) as [Manager, ManagerKind][]).find(([, { tools }]) => tools.test(tool));
  if (!found) return [];
  const [manager, kind] = found;
  const options = readArguments(args, { values: kind.values.split(' '), alias, ...(kind.singleDash ? { singleDash: true } : {}) });
  const [first = '', second = ''] = options.positionals.map(({ text }) => text);
  const grouped = isIn(first, kind.groups);
  const order = grouped ? second : first;
  const does = (['install', 'upgrade', 'refresh', 'clean'] as const).find((what) => isIn(order, kind[what])) ?? 'other';
  return [{ manager, tool, verb: grouped ? `${first} ${second}` : first, does, options, command }];
}

const isIn = (word: string, list: string | undefined): boolean => list?.split(' ').includes(word) === true;

/** Whether a call downloads packages. */
export const fetches = ({ does }: PackageCall): boolean => does === 'install' || does === 'upgrade';

const known = new WeakMap<Step, PackageCall[]>();

/** The calls of a RUN, also of one behind ONBUILD, in the order they are written. `kinds` are the managers to look for. */
export function packageCalls(step: Step, kinds?: Partial<Record<Manager, ManagerKind>>): PackageCall[] {
  if (!['RUN', 'ONBUILD'].includes(step.keyword)) return [];
  const calls = (kinds ? undefined : known.get(step)) ?? (step.script?.commands ?? []).flatMap((each) => read(each, kinds ?? managerKinds));
  if (!kinds) known.set(step, calls);
  return calls;
}

/** The mounts of a RUN, also of one behind ONBUILD. */
function mountsOf(step: Step): Mount[] {
  const { nested } = step.instruction;
  return step.keyword === 'ONBUILD' && nested
    ? readMounts(
        nested,
        (value) => value,
        () => {},
      )
    : step.mounts;
}

/** Whether what is written to a folder goes to a mount: it is in no layer then. `~/x` is in whatever home there is. */
export const isMounted = (step: Step, folder: string): boolean =>
  mountsOf(step).some(({ target, type }) => {
    if (target === undefined || type === 'secret' || type === 'ssh') return false;
    const at = cleanPath(joinPath(step.before.workdir, target));
    if (!folder.startsWith('~/')) return isInside(folder, at);
    const inHome = folder.slice(1);
    return [inHome, inHome.slice(0, inHome.lastIndexOf('/'))].some((end) => end !== '' && at.endsWith(end));
  });

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** Whether a command deletes a folder, all that is in it, or a folder above; also where what it deletes cannot be read. */
export function deletes(command: Command, folder: string): boolean {
  const name = program(command);
  const isRemoval =
    name === 'rm'
      ? readArguments(command.args).has('-r', '-R', '--recursive')
      : name === 'find' && command.args.some(({ text }) => /^(-delete|rm|\/bin\/rm)$/.test(text));
  return (
    isRemoval &&
    command.args.some(({ text }) => {
      if (/[$`{]/.test(text) && !/^(\$HOME|\$\{HOME\})\//.test(text)) return true;
      const path = text.replace(/^(\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)(?=\/)/, '~').replace(/\/(\*|\.)?$/, '');
      return path !== '' && isInside(folder.startsWith('~/') ? folder : cleanPath(folder), path);
    })
  );
}
