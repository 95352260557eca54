import { type Manager, type PackageCall, packageCalls } from '../build/package-calls.ts';
import { namingKinds, packagesOf } from '../build/package-names.ts';
import type { ShellWord } from '../shell/command.ts';
import { rule } from './rule.ts';
import { bestPractices } from './sources.ts';
import { steps, within } from './steps.ts';

interface Pinning {
  aka: string[];
  /** Whether a package as written names a version, or is a file or an address that does. */
  isPinned: (written: string, call: PackageCall) => boolean;
  /** How it is written. */
  example: string;
}

const isFile = (written: string): boolean =>
  /^(\.|\/|~|file:)/.test(written) || /\.(tar|tgz|tar\.gz|zip|whl|rpm|deb|apk|gem)$/.test(written);
/** A commit or tag behind the last `@`, and not the user of the address. */
const gitRevision = (written: string): boolean => /@[^/@:]+(#.*)?$/.test(written);
const rpm: Omit<Pinning, 'aka'> = {
  isPinned: (written, { verb }) =>
    /^(module|groups?) /.test(verb) ? /^group/.test(verb) || written.includes(':') : /-\d/.test(written) || /^@|\.rpm$/.test(written),
  example: 'name-version',
};

const pinnings: Partial<Record<Manager, Pinning>> = {
  apt: { aka: ['DL3008'], isPinned: (written) => /[=/]/.test(written) || /\.deb$/.test(written), example: 'name=version' },
  apk: { aka: ['DL3018'], isPinned: (written) => /[=<>~]/.test(written) || /^\.|\.apk$/.test(written), example: 'name=version' },
  dnf: { aka: ['DL3041'], ...rpm },
  yum: { aka: ['DL3033'], ...rpm },
  zypper: { aka: ['DL3037'], isPinned: (written) => /[=<>~]/.test(written) || /\.rpm$/.test(written), example: 'name=version' },
  pip: {
    aka: ['DL3013'],
    isPinned: (written, { options }) => {
      if (['-r', '--requirement', '-c', '--constraint'].some((flag) => options.value(flag) !== undefined)) return true;
      if (/^(git|hg|svn|bzr)\+/.test(written)) return gitRevision(written);
      return /[=~<>!]=|[<>]|\s@\s/.test(written) || isFile(written) || /^https?:|\.(whl|tar\.gz|zip)$/.test(written) || /^\$/.test(written);
    },
    example: 'name==version',
  },
  npm: {
    aka: ['DL3016'],
    isPinned: (written) => {
      if (/^(git|git\+[a-z]+|github):|\.git(#|$)/.test(written)) return written.includes('#');
      return isFile(written) || /^https?:/.test(written) || /.@./.test(written);
    },
    example: 'name@version',
  },
  gem: {
    aka: ['DL3028'],
    isPinned: (written, { options }) => written.includes(':') || options.value('-v') !== undefined || /\.gem$/.test(written),
    example: 'name:version',
  },
  go: {
    aka: ['DL3062'],
    isPinned: (written, { verb }) => {
      if (isFile(written)) return true;
      if (written.includes('@')) return !/@(latest|upgrade|master|main)$/.test(written);
      // A package of Go's own, or of this module.
      return verb !== 'get' && !/[./]/.test(written);
    },
    example: 'package@version',
  },
};

export const pinPackageVersions = rule({
  id: 'pin-package-versions',
  aka: ['DL3008', 'DL3013', 'DL3016', 'DL3018', 'DL3028', 'DL3033', 'DL3037', 'DL3041', 'DL3062'],
  severity: 'info',
  offByDefault: true,
  summary: 'Packages that a RUN installs by name are installed in a named version.',
  why: 'Without a version, two builds of one file may install two things. With one the build also stops when a distribution takes the version away, as Debian and Alpine do after each fix, and it keeps what has holes: so this is for teams that renew their pins. For your own dependencies a lockfile does it better.',
  sources: [bestPractices('version pinning', 'apt-get')],
  bad: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir flask\n',
  good: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir flask==3.1.2\n',
  *check(build) {
    for (const step of steps(build, 'RUN', 'ONBUILD')) {
      for (const call of packageCalls(step, namingKinds)) {
        const pinning = pinnings[call.manager];
        if (!pinning || call.does !== 'install' || call.command.wrappers.includes('xargs')) continue;
        const loose = packagesOf(call).filter((word) => isPlain(word) && !pinning.isPinned(word.text, call));
        if (loose.length === 0) continue;
        yield {
          ...within(step, call.command.span),
          aka: pinning.aka,
          message: `${loose.map(({ text }) => `\`${text}\``).join(', ')} ${loose.length > 1 ? 'come' : 'comes'} in whatever version there is on the day of the build. Write \`${pinning.example}\`.`,
        };
      }
    }
  },
});

/** Not worked out by the shell: `~` and `*` in a version are for the package manager. */
const isPlain = ({ text, literal }: ShellWord): boolean => literal || !/[$`]/.test(text);
