import type { Step } from '../build/build.ts';
import { chainOf } from '../build/chain.ts';
import { deletes, fetches, isMounted, type Manager, type PackageCall, packageCalls } from '../build/package-calls.ts';
import type { Command } from '../shell/command.ts';
import { rule } from './rule.ts';
import { bestPractices } from './sources.ts';
import { within } from './steps.ts';

interface Cache {
  aka: (tool: string) => string[];
  /** Where it is: any of these may be. */
  folders: string[];
  /** The variable that moves it. */
  variable?: string;
  /** How to leave none. */
  cure: string;
}

/** By manager: what its calls leave behind. npm and Go are not here: what they keep is small, or mostly kept on purpose. */
const caches: Partial<Record<Manager, Cache>> = {
  apt: {
    aka: () => ['DL3009'],
    folders: ['/var/lib/apt/lists'],
    cure: 'End the same RUN with `rm -rf /var/lib/apt/lists/*`',
  },
  apk: { aka: () => ['DL3019', 'DS-0025'], folders: ['/var/cache/apk', '/etc/apk/cache'], cure: 'Write `apk add --no-cache`' },
  dnf: {
    aka: (tool) => ['DL3040', tool === 'microdnf' ? 'DS-0027' : 'DS-0019'],
    folders: ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum'],
    cure: 'End the same RUN with `dnf clean all`',
  },
  yum: { aka: () => ['DL3032', 'DS-0015'], folders: ['/var/cache/yum', '/var/cache/dnf'], cure: 'End the same RUN with `yum clean all`' },
  zypper: { aka: () => ['DL3036', 'DS-0020'], folders: ['/var/cache/zypp'], cure: 'End the same RUN with `zypper clean --all`' },
  pip: { aka: () => ['DL3042'], folders: ['~/.cache/pip'], variable: 'PIP_CACHE_DIR', cure: 'Write `pip install --no-cache-dir`' },
  yarn: {
    aka: () => ['DL3060'],
    folders: ['~/.cache/yarn', '/usr/local/share/.cache/yarn'],
    variable: 'YARN_CACHE_FOLDER',
    cure: 'End the same RUN with `yarn cache clean`',
  },
};

export const leaveNoPackageCache = rule({
  id: 'leave-no-package-cache',
  aka: Object.values(caches).flatMap(({ aka }) => [...new Set(['', 'microdnf'].flatMap(aka))]),
  severity: 'info',
  summary: 'No layer of the image keeps the lists and downloads of a package manager.',
  why: 'What a package manager fetches to install from is of no use in the finished image, and is stored and pulled with it. It has to go in the RUN that brought it: a later RUN only hides it. A cache mount keeps it for the next build, and out of the image.',
  lesson: 'the-build-as-a-graph/layer-cache',
  sources: [bestPractices('apt-get', 'apt-get')],
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
  *check(build) {
    for (const stage of chainOf(build.final)) {
      for (const step of stage.steps) {
        const calls = packageCalls(step);
        if (calls.length === 0) continue;
        const exported = exportsOf(step);
        for (const [manager, cache] of Object.entries(caches)) {
          const last = calls.findLast((call) => call.manager === manager && leaves(call, step, exported));
          if (!last || isGone(last, calls, step, foldersOf(cache, last, step, exported))) continue;
          yield {
            ...within(step, last.command.span),
            aka: cache.aka(last.tool),
            message: `What \`${last.tool}\` has fetched stays in this layer and is of no use in the image. ${cache.cure}, or mount a cache over it: \`--mount=type=cache,target=${cache.folders[0]?.replace('~', '/root')}\`.`,
          };
        }
      }
    }
  },
});

/** Whether a call leaves anything: apt's packages are deleted by Docker's images of Debian and Ubuntu, its lists are not. */
function leaves(call: PackageCall, step: Step, exported: Exported): boolean {
  const { manager, does, options, command } = call;
  if (manager === 'apt') return does === 'refresh';
  if (!fetches(call)) return false;
  if (manager === 'apk') return !options.has('--no-cache');
  if (manager === 'pip') return !options.has('--no-cache-dir') && !isOn(variableIn('PIP_NO_CACHE_DIR', step, command, exported));
  // Only newer versions know these; they keep their cache elsewhere, or for later builds.
  if (manager === 'yarn') return !options.has('--immutable', '--immutable-cache');
  return true;
}

const isOn = (value: string | undefined): boolean => value !== undefined && !/^(|0|n|no|f|false|off)$/i.test(value);

type Exported = ReadonlyMap<string, string>;

/** What a step exports, wherever: the calls below it see it. */
const exportsOf = ({ script }: Step): Exported =>
  new Map(
    (script?.commands ?? [])
      .flatMap(({ name, args }) => (name === 'export' ? args : []))
      .map(({ text }) => [text.split('=', 1)[0] ?? '', text.slice(text.indexOf('=') + 1)]),
  );

/** What a variable is when a command runs: before the command, exported in the step, or set by ENV and ARG. */
const variableIn = (name: string, { variables }: Step, command: Command, exported: Exported): string | undefined =>
  command.assignments.find((each) => each.name === name)?.value.text ?? exported.get(name) ?? variables[name]?.value;

const foldersOf = ({ folders, variable }: Cache, { options, command }: PackageCall, step: Step, exported: Exported): string[] => {
  const moved =
    options.value('--cache-dir') ?? options.value('--cache-folder') ?? (variable && variableIn(variable, step, command, exported));
  return moved ? [moved] : folders;
};

/** Whether it is deleted after the call, in the same step, or was written to a mount. */
function isGone(call: PackageCall, calls: PackageCall[], step: Step, folders: string[]): boolean {
  if (folders.some((folder) => isMounted(step, folder))) return true;
  const commands = step.script?.commands ?? [];
  const at = commands.indexOf(call.command);
  const cleaned = calls.some(
    ({ manager, does, command }) => manager === call.manager && does === 'clean' && commands.indexOf(command) > at,
  );
  return cleaned || commands.slice(at + 1).some((command) => folders.some((folder) => deletes(command, folder)));
}
