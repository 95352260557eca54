/** What the steps of a stage do with apt: where lists are fetched, what is installed with which of them, and where lists stay in a layer. */

import type { Mount, Stage, Step } from '../../../build/build.ts';
import { chainOf } from '../../../build/chain.ts';
import { cleanPath, joinPath } from '../../../build/paths.ts';
import type { Command, ShellWord } from '../../../shell/command.ts';
import { type Arguments, program, readArguments } from '../../../shell/options.ts';
import type { Answer } from '../../../source.ts';

/** Where apt keeps the package lists, and the packages it has fetched (apt-get(8), FILES). */
export const listFolder = '/var/lib/apt/lists';
export const archiveFolder = '/var/cache/apt';

/** One command of apt-get or apt. */
export interface AptCall {
  step: Step;
  command: Command;
  /** As written: 'apt-get', 'apt'. */
  tool: string;
  verb: string;
  options: Arguments;
  /** Whether the shell gets there in every run: unknown in an `if`, a loop, a function or behind `||`. */
  runs: Answer;
}

export interface AptInstall extends AptCall {
  /** Packages without their versions; a name that the shell works out is resolved by ARG and ENV where they have it. */
  names: string[];
  /** False where some names cannot be read. */
  namesKnown: boolean;
  /** The list update before it in the same step. */
  update?: AptCall;
  /** The last list update in an earlier step, of this stage or those below it. */
  earlier?: AptCall;
  /** A list update that comes after it in the same step. */
  late?: AptCall;
}

/** Lists that a step fetched and that its layer keeps. */
export interface KeptLists {
  update: AptCall;
  /** Unknown where something was deleted that cannot be read. */
  kept: Answer;
  /** What was tried in the same step: `apt-get clean` empties another folder, `rm` without `-r` stops at the first folder. */
  tried?: 'clean' | 'rm-without-r';
  /** A later step of the chain that deletes them from view. */
  removedBy?: Step;
}

/** What a chain of stages does with apt, in the order it runs. */
export interface AptUse {
  calls: AptCall[];
  installs: AptInstall[];
  kept: KeptLists[];
  /** The last list update, here or in what came before. */
  last?: AptCall;
}

/** Steps of the stages below first, then the stage's own. */
export function chainSteps(stage: Stage): Step[] {
  return chainOf(stage)
    .reverse()
    .flatMap(({ steps }) => steps);
}

export const commandsOf = (step: Step): Command[] => (step.keyword === 'RUN' ? (step.script?.commands ?? []) : []);

/** Reads steps in the order they run. `earlier` is the last list update of the stages below. */
export function aptUse(steps: readonly Step[], earlier?: AptCall): AptUse {
  const use: AptUse = { calls: [], installs: [], kept: [], ...(earlier ? { last: earlier } : {}) };
  let visible: KeptLists[] = [];
  for (const step of steps) {
    const calls = commandsOf(step).flatMap((command) => aptCall(command, step) ?? []);
    const updates = calls.filter(({ verb }) => verb === 'update');
    let before: AptCall | undefined;
    for (const call of calls) {
      use.calls.push(call);
      if (call.verb === 'update') before = call;
      if (!['install', 'upgrade', 'dist-upgrade', 'full-upgrade'].includes(call.verb)) continue;
      use.installs.push({
        ...call,
        ...namesOf(call),
        ...(before ? { update: before } : {}),
        ...(use.last ? { earlier: use.last } : {}),
        ...(!before && updates[0] ? { late: updates[0] } : {}),
      });
    }
    if (visible.length > 0 && removal(step) === 'yes') {
      for (const lists of visible) lists.removedBy = step;
      visible = [];
    }
    const last = updates.at(-1);
    if (!last) continue;
    use.last = last;
    if (mountOver(step, listFolder)) continue;
    const lists = keptBy(step, last, calls);
    use.kept.push(lists);
    visible.push(lists);
  }
  return use;
}

function aptCall(command: Command, step: Step): AptCall | undefined {
  const tool = program(command);
  if (tool !== 'apt-get' && tool !== 'apt' && tool !== 'aptitude') return undefined;
  const options = readArguments(command.args, {
    values: ['-o', '--option', '-c', '--config-file', '-t', '--target-release', '--default-release', '-a', '--host-architecture'],
    alias: { '--option': '-o', '--yes': '-y', '--assume-yes': '-y', '--quiet': '-q' },
  });
  const verb = options.positionals[0]?.text ?? '';
  const branching = command.within.some(({ kind }) => ['if', 'loop', 'case', 'function'].includes(kind));
  return {
    step,
    command,
    tool,
    verb: verb === 'dist-clean' ? 'distclean' : verb,
    options,
    runs: branching || command.joined === '||' ? 'unknown' : 'yes',
  };
}

function namesOf({ options, step, command }: AptCall): Pick<AptInstall, 'names' | 'namesKnown'> {
  const words = options.positionals.slice(1).map((word) => resolved(word, step));
  return {
    names: words.flatMap((word) => word?.split(/\s+/) ?? []).map((name) => name.replace(/[=/:].*$/, '')),
    namesKnown: words.every((word) => word !== undefined) && !command.wrappers.includes('xargs'),
  };
}

/** A word with `$X` and `${X}` of ARG and ENV filled in; undefined where the shell would make more of it. */
function resolved(word: ShellWord, { variables }: Step): string | undefined {
  if (word.literal) return word.text;
  let known = true;
  const text = word.text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, plain: string | undefined) => {
    const value = variables[braced ?? plain ?? '']?.value;
    known &&= value !== undefined;
    return value ?? '';
  });
  return known && !/[$`*?[]/.test(text) ? text : undefined;
}

/** The mount of a step that a folder lies in: what is written there is in no layer. */
export const mountOver = (step: Step, folder: string): Mount | undefined =>
  step.mounts.find(({ target, type }) => {
    if (target === undefined || type === 'secret' || type === 'ssh') return false;
    const at = cleanPath(joinPath(step.before.workdir, target));
    return at === folder || folder.startsWith(`${at === '/' ? '' : at}/`);
  });

function keptBy(step: Step, update: AptCall, calls: AptCall[]): KeptLists {
  const commands = commandsOf(step);
  const after = commands.slice(commands.indexOf(update.command) + 1);
  const removed = removal(step, after);
  const clean = calls.some(({ verb }) => verb === 'clean' || verb === 'autoclean');
  const flat = after.some((command) => program(command) === 'rm' && !recursive(command) && touches(command, step, listFolder) !== 'no');
  return {
    update,
    kept: removed === 'yes' ? 'no' : removed === 'unknown' ? 'unknown' : 'yes',
    ...(flat ? { tried: 'rm-without-r' as const } : clean ? { tried: 'clean' as const } : {}),
  };
}

/** Whether a step deletes the lists in its own view. */
export function removal(step: Step, commands: readonly Command[] = commandsOf(step), folder = listFolder): Answer {
  const answers = commands.map((command): Answer => {
    const name = program(command);
    if (folder === listFolder && aptCall(command, step)?.verb.replace('dist-clean', 'distclean') === 'distclean') return 'yes';
    if (name === 'rm') return recursive(command) ? touches(command, step, folder) : 'no';
    if (name !== 'find') return 'no';
    const deletes = command.args.some(({ text }) => text === '-delete' || text === 'rm' || text === '/bin/rm');
    return deletes ? touches(command, step, folder) : 'no';
  });
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

/**
 * The first step whose layer keeps the packages that apt has fetched. Docker's images of Debian and Ubuntu delete them after each
 * install (`/etc/apt/apt.conf.d/docker-clean`), until a step takes that file away.
 */
export function keepsArchives(steps: readonly Step[]): Step | undefined {
  let cleans = true;
  for (const step of steps) {
    const commands = commandsOf(step);
    if (commands.some((command) => program(command) === 'rm' && command.args.some(({ text }) => text.endsWith('/docker-clean'))))
      cleans = false;
    const verbs = commands.flatMap((command) => aptCall(command, step)?.verb ?? []);
    const fetches = verbs.some((verb) => ['install', 'upgrade', 'dist-upgrade', 'full-upgrade'].includes(verb));
    const emptied = verbs.some((verb) => verb === 'clean' || verb === 'distclean') || removal(step, commands, archiveFolder) !== 'no';
    const parts = commands.some((command) => program(command) === 'rm' && command.args.some(({ text }) => text.includes('/archives')));
    if (!cleans && fetches && !emptied && !parts && !mountOver(step, archiveFolder)) return step;
  }
  return undefined;
}

const recursive = (command: Command): boolean => readArguments(command.args).has('-r', '-R', '--recursive');

/** Whether what a command is given takes a whole folder: the folder, all in it, or a folder above. Parts of it cannot be told. */
function touches(command: Command, step: Step, folder: string): Answer {
  const branching = command.within.some(({ kind }) => ['if', 'loop', 'case', 'function'].includes(kind));
  const answers = command.args.map(({ text }): Answer => {
    if (text.startsWith('-')) return 'no';
    if (/[$`]/.test(text)) return 'unknown';
    const path = text.startsWith('/') ? cleanPath(text).replace(/(?:\/\*)+$/, '') : undefined;
    if (path === undefined) return movesTo(step, folder) ? 'unknown' : 'no';
    if (path === folder || folder.startsWith(`${path}/`)) return branching ? 'unknown' : 'yes';
    return path.startsWith(`${folder}/`) ? 'unknown' : 'no';
  });
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

const movesTo = (step: Step, folder: string): boolean =>
  commandsOf(step).some(
    (command) =>
      program(command) === 'cd' && command.args.some(({ text }) => cleanPath(text) !== '/' && folder.startsWith(cleanPath(text))),
  );
