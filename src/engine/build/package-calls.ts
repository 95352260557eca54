/** What the commands of a RUN ask of package managers: which one, for what, with which packages. */

import type { Command, ShellWord } from '../shell/command.ts';
import { type Arguments, program, readArguments } from '../shell/options.ts';
import type { Build, Mount, Stage, Step } from './build.ts';
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
  /** What it is asked for. */
  packages: ShellWord[];
  command: Command;
}

interface Kind {
  tools: RegExp;
  /** Flags that take the next word as their value. */
  values: string;
  install: string;
  upgrade?: string;
  refresh?: string;
  clean?: string;
  /** Verbs that are two words. */
  groups?: string;
}

const rpm = {
  install: 'install in localinstall reinstall rei builddep',
  upgrade: 'upgrade up update upgrade-minimal up-min update-minimal distro-sync',
};
const rpmValues =
  '-c --config --repo --repoid --enablerepo --disablerepo -x --exclude --excludepkgs --installroot --releasever --setopt -d -e --forcearch --advisory -R';

/** By manager: its programs and what of their command lines matters here, from the manual of each. */
const kinds: Record<Manager, Kind> = {
  apt: {
    tools: /^(?:apt|apt-get|aptitude)$/,
    values: '-o --option -c --config-file -t --target-release --default-release -a --host-architecture',
    install: 'install build-dep reinstall',
    upgrade: 'upgrade dist-upgrade full-upgrade safe-upgrade',
    refresh: 'update',
    clean: 'dist-clean distclean',
  },
  apk: {
    tools: /^apk$/,
    values: '-t --virtual -X --repository -p --root --keys-dir --arch --cache-dir --repositories-file --wait --cache-max-age',
    install: 'add',
    upgrade: 'upgrade',
    refresh: 'update',
  },
  dnf: { tools: /^(?:dnf5?|microdnf)$/, values: rpmValues, ...rpm, clean: 'clean', groups: 'module group groups' },
  yum: { tools: /^yum$/, values: rpmValues, ...rpm, clean: 'clean', groups: 'module group groups' },
  zypper: {
    tools: /^zypper$/,
    values: '-r --repo --from -R --root --installroot -t --type -c --config --releasever -D --reposd-dir -C --cache-dir -p --plus-repo',
    install: 'install in install-new-recommends inr source-install si',
    upgrade: 'update up patch dist-upgrade dup',
    refresh: 'refresh ref',
    clean: 'clean cc',
  },
  pip: {
    tools: /^pip[\d.]*$/,
    values:
      '-r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --src -b --build --platform --python-version --implementation --abi --progress-bar --trusted-host --cert --client-cert --proxy --timeout --retries --exists-action --log --cache-dir --global-option --config-settings -C --no-binary --only-binary --upgrade-strategy --root-user-action --report --python --use-feature --use-deprecated --keyring-provider',
    install: 'install wheel download',
    clean: 'purge',
    groups: 'cache',
  },
  npm: {
    tools: /^npm$/,
    values:
      '--loglevel --prefix -C --registry --tag --userconfig --cache --workspace -w --omit --include --install-strategy --before --os --cpu --libc --fetch-retries --fetch-timeout --node-options --scope --otp --script-shell',
    install: 'install i in ins inst insta instal isnt isnta isntal isntall add',
    clean: 'clean',
    groups: 'cache',
  },
  yarn: {
    tools: /^yarn(?:pkg)?$/,
    values: '--modules-folder --cache-folder --registry --cwd --network-timeout --mutex',
    install: ' install add',
    upgrade: 'upgrade',
    clean: 'clean',
    groups: 'global cache',
  },
  gem: {
    tools: /^gem[\d.]*$/,
    values:
      '-v --version -i --install-dir -n --bindir -s --source -P --trust-policy --platform --document -g --file --build-root -p --http-proxy --use-system-libraries',
    install: 'install i',
  },
  go: {
    tools: /^go$/,
    values: '-o -p -ldflags -tags -gcflags -mod -modfile -C -asmflags -overlay -pkgdir -toolexec -exec -buildmode -compiler',
    install: 'install get run',
  },
};

const managers = Object.entries(kinds) as [Manager, Kind][];
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

function read(command: Command): PackageCall[] {
  let tool = program(command);
  let { args } = command;
  // `python -m pip` is pip.
  if (/^python[\d.]*$/.test(tool) && args[0]?.text === '-m') {
    tool = args[1]?.text ?? '';
    args = args.slice(2);
  }
  const found = managers.find(([, { tools }]) => tools.test(tool));
  if (!found) return [];
  const [manager, kind] = found;
  const spec = { values: kind.values.split(' '), alias };
  const options =
    manager === 'go'
      ? readArguments(args.slice(1), { ...spec, singleDash: true, stopAtPositional: args[0]?.text === 'run' })
      : readArguments(args, spec);
  const [first, second] = manager === 'go' ? [args[0]] : options.positionals;
  const grouped = kind.groups?.split(' ').includes(first?.text ?? '') === true;
  const order = (grouped ? second?.text : first?.text) ?? '';
  const isIn = (orders: string | undefined) => orders?.split(' ').includes(order) === true;
  const named = manager === 'go' ? options.positionals : options.positionals.slice(grouped ? 2 : 1);
  const call: PackageCall = {
    manager,
    tool,
    verb: grouped ? `${first?.text} ${order}` : order,
    does: (['install', 'upgrade', 'refresh', 'clean'] as const).find((what) => isIn(kind[what])) ?? 'other',
    options,
    packages: packagesOf(manager, order, named, options),
    command,
  };
  return [call];
}

/** What follows `go run PACKAGE` is for the program, what follows `gem install NAME --` for the compiler. */
function packagesOf(manager: Manager, order: string, named: ShellWord[], { afterDashes }: Arguments): ShellWord[] {
  if (manager === 'go' && order === 'run') return named.slice(0, 1);
  return manager === 'gem' ? named.slice(0, named.length - afterDashes.length) : named;
}

const known = new WeakMap<Step, PackageCall[]>();

/** Whether a call downloads packages. */
export const fetches = ({ does }: PackageCall): boolean => does === 'install' || does === 'upgrade';

/** The calls of a RUN, also of one behind ONBUILD, in the order they are written. */
export function packageCalls(step: Step): PackageCall[] {
  const calls = known.get(step) ?? (['RUN', 'ONBUILD'].includes(step.keyword) ? (step.script?.commands ?? []).flatMap(read) : []);
  known.set(step, calls);
  return calls;
}

/** The stages whose layers are in the image. */
export function shippedStages({ final }: Build): Stage[] {
  const chain = new Set<Stage>();
  for (let at = final; at && !chain.has(at); at = at.base.kind === 'stage' ? at.base.stage : undefined) chain.add(at);
  return [...chain];
}

/** The mounts of a RUN, also of one behind ONBUILD. */
export function mountsOf(step: Step): Mount[] {
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
