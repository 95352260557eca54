/** Goals on packages of the system: fetched with a fresh list, without questions, and no more than asked for. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { atFrom, type StageGoal } from '../stage.ts';
import { listed } from '../words.ts';
import { aptGoal, mark, markStep, shown } from './apt-goal.ts';
import { type AptInstall, commandsOf } from './apt-use.ts';

const none = 'No step that the image needs installs packages with apt.';

/** Every install works with a list that the same step has fetched. */
export function installsFromFreshList(goal: StageGoal): Goal {
  return aptGoal(goal, ({ installs, file }) => {
    const stale = installs.find(({ update }) => !update);
    if (!stale)
      return {
        outcome: 'pass',
        message: installs.length > 0 ? 'The list and what is installed from it come from one step, so they are of one age.' : none,
      };
    const { earlier, late } = stale;
    if (late) {
      const message = `${shown(stale)} comes before ${shown(late)} in this step, so it cannot use the list that is fetched after it.`;
      return { outcome: 'fail', mistake: 'update-after-install', message, findings: [mark(file, stale, message)] };
    }
    if (earlier) {
      const message = `${shown(earlier)} is a step of its own (line ${earlier.step.line}). Its text never changes, so its result comes from the cache, and line ${stale.step.line} installs by the list of the first build: months later it asks the mirror for files that are gone. Look at what the key of a \`RUN\` is made of.`;
      return {
        outcome: 'fail',
        mistake: 'stale-list',
        message,
        findings: [
          markStep(file, earlier.step, 'This result is taken from the cache for as long as the line stays as it is.'),
          mark(file, stale, `Installs by the list of line ${earlier.step.line}, however old that is.`),
        ],
      };
    }
    const message = `${shown(stale)} has no package list to go by: the base image ships without one, and no step fetches it. apt then says that it cannot find the package.`;
    return { outcome: 'fail', mistake: 'no-list', message, findings: [mark(file, stale, message)] };
  });
}

/** A failed update or install stops the build. */
export function noticesAptFailures(goal: StageGoal): Goal {
  return aptGoal(goal, ({ installs, calls, file }) => {
    const judged = calls.filter(({ verb }) => verb === 'update' || installs.some((install) => install.verb === verb));
    const lost = judged.find(({ command, runs }) => !command.checked && runs === 'yes');
    if (lost) {
      const commands = commandsOf(lost.step);
      const chained = commands[commands.indexOf(lost.command) + 1]?.joined === '&&';
      const why = chained
        ? 'When it fails, what hangs on its `&&` is left out, and the script goes on with the next line as if nothing had happened'
        : 'When it fails, the script goes on as if nothing had happened';
      const message = `Nothing looks at how ${shown(lost)} ends (line ${lost.step.line}). ${why}. The step turns green and is kept in the cache: with an old list, or without the package. Look at what decides whether a script stops at a failing line.`;
      return { outcome: 'fail', mistake: 'failure-not-noticed', message, findings: [mark(file, lost, message)] };
    }
    const unsure = judged.find(({ command }) => !command.checked);
    if (unsure)
      return {
        outcome: 'unknown',
        message: `Whether a failing ${shown(unsure)} stops the build cannot be told from here. It does not count against you.`,
      };
    return { outcome: 'pass', message: judged.length > 0 ? 'When the mirror fails, the build stops and says so.' : none };
  });
}

/** Nothing waits for a yes that nobody can type. */
export function asksNoQuestions(goal: StageGoal): Goal {
  return aptGoal(goal, ({ installs, file, workspace, stage, steps }) => {
    const asking = installs.find((install) => !answered(install));
    if (!asking) return { outcome: 'pass', message: installs.length > 0 ? 'No step waits for an answer.' : none };
    const set = configured(/APT::Get::Assume-Yes\s+"?(?:true|yes|1|on)\b/i, steps, workspace, stage);
    if (set) return set;
    const front =
      Object.hasOwn(asking.step.variables, 'DEBIAN_FRONTEND') || asking.command.assignments.some(({ name }) => name === 'DEBIAN_FRONTEND');
    const more = front ? ' `DEBIAN_FRONTEND` quiets the questions of packages, not the one that apt itself asks.' : '';
    const message = `${shown(asking)} asks whether to go on as soon as it has to install more than was named. Nobody sits at a build to answer, so it gives up.${more} Look for the option that answers beforehand.`;
    return { outcome: 'fail', mistake: 'waits-for-yes', message, findings: [mark(file, asking, message)] };
  });
}

/** `-y`, `-qq` (which implies it, apt-get(8)), a setting by `-o`, or `yes |`. */
function answered({ options, command, step }: AptInstall): boolean {
  const quiet = options.options.filter(({ name }) => name === '-q');
  const commands = commandsOf(step);
  const before = commands[commands.indexOf(command) - 1];
  return (
    options.has('-y') ||
    quiet.length > 1 ||
    quiet.some(({ value }) => Number(value) > 1) ||
    options.all('-o').some((text) => /^APT::Get::Assume-Yes=(?:true|yes|1|on)$/i.test(text)) ||
    (command.joined === '|' && before?.name === 'yes')
  );
}

/** Only what is named is installed, with what it needs. */
export function leavesRecommends(goal: StageGoal): Goal {
  return aptGoal(goal, ({ installs, file, workspace, stage, steps }) => {
    const named = installs.filter(({ verb }) => verb === 'install');
    const greedy = named.find(({ options }) => !leaves(options));
    if (!greedy)
      return { outcome: 'pass', message: named.length > 0 ? 'Only what was asked for is installed, and what that needs.' : none };
    const set = configured(/APT::Install-Recommends\s+"?(?:false|no|0|off)\b/i, steps, workspace, stage);
    if (set) return set;
    const message = `${shown(greedy)} also installs what Debian recommends beside ${listed(greedy.names) || 'these packages'}. Nothing here uses that, and it is downloaded, shipped and scanned all the same. Look for the option that leaves recommendations out.`;
    return { outcome: 'fail', mistake: 'recommends', message, findings: [mark(file, greedy, message)] };
  });
}

const leaves = (options: AptInstall['options']): boolean =>
  options.options.some(({ name, value }) => name === '--no-install-recommends' && value !== 'false') ||
  options.options.some(({ name, value }) => name === '--install-recommends' && /^(?:false|no|0|off|without)$/i.test(value ?? '')) ||
  options.all('-o').some((text) => /^APT::Install-Recommends=(?:false|no|0|off)$/i.test(text));

/** A setting in a file below /etc/apt that a step writes: read where it is an echo, a printf or an inline file; else it cannot be told. */
function configured(setting: RegExp, steps: readonly Step[], workspace: Workspace, stage: Stage): Judgement | undefined {
  const writes = (text: string) => text.startsWith('/etc/apt/apt.conf');
  for (const step of steps) {
    const echoes = commandsOf(step).filter(({ redirects }) => redirects.some(({ target }) => target && writes(target.text)));
    const texts = echoes.flatMap(({ args, redirects }) => [...args.map(({ text }) => text), ...redirects.map(({ input }) => input ?? '')]);
    const inline = step.transfer && writes(step.transfer.target) ? step.transfer.inline.map(({ heredoc }) => heredoc.content) : [];
    if ([...texts, ...inline].some((text) => setting.test(text)))
      return { outcome: 'pass', message: `Line ${step.line} sets that for every call of apt.` };
  }
  const pieces = workspace
    .contents(stage)
    .pieces.filter(({ path, tree, kind }) => writes(path) || (tree && path === '/etc/apt' && kind === 'file'));
  if (pieces.some(({ kind, text }) => kind === 'file' && text !== undefined && setting.test(text)))
    return { outcome: 'pass', message: 'A configuration file sets that for every call of apt.' };
  if (pieces.some(({ kind, text }) => kind === 'file' && text === undefined) || Object.hasOwn(stage.config.env, 'APT_CONFIG'))
    return {
      outcome: 'unknown',
      message: 'A configuration file for apt may say so, and this page cannot read it. It does not count against you.',
    };
  return undefined;
}

/** A package is installed with apt, by root, in a stage that the image needs. */
export function installsPackage(goal: StageGoal & { name: string /** What it is for, one sentence. */; why: string }): Goal {
  return aptGoal(goal, ({ installs, file, stage }) => {
    const found = installs.find(({ names }) => names.includes(goal.name));
    const user = found?.step.before.user;
    if (found && user !== undefined && !/^(?:0|root)?(?::|$)/.test(user)) {
      const message = `Line ${found.step.line} runs as \`${user}\`, and only root may install packages.`;
      return { outcome: 'fail', mistake: 'install-as-user', message, findings: [mark(file, found, message)] };
    }
    if (found) return { outcome: 'pass', message: `\`${goal.name}\` comes from Debian's packages.` };
    if (installs.some(({ namesKnown }) => !namesKnown))
      return {
        outcome: 'unknown',
        message: `Which packages are installed cannot be read from here, so \`${goal.name}\` may be among them.`,
      };
    const message = `No step that the image needs installs \`${goal.name}\` with apt. ${goal.why}`;
    return {
      outcome: 'fail',
      mistake: 'package-missing',
      message,
      findings: atFrom(stage, file, message),
    };
  });
}

/** Polish: `apt` is made for people at a terminal. */
export const usesAptGet = (goal: StageGoal): Goal =>
  aptGoal(goal, ({ calls, file }) => {
    const call = calls.find(({ tool }) => tool === 'apt');
    if (!call) return { outcome: 'pass', message: '`apt-get` keeps its options and its output the same from one release to the next.' };
    const message = `\`apt\` is made for a person at a terminal and warns that its interface may change. In a script, \`apt-get\` does the same and stays as it is.`;
    return { outcome: 'fail', mistake: 'apt-in-script', message, findings: [mark(file, call, message)] };
  });
