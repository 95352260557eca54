/** How private code comes into a build: by `ADD`, by a command of a `RUN`, or among vendored packages. */

import type { Build, Step } from '../../../build/build.ts';
import { chainOf } from '../../../build/chain.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Command } from '../../../shell/command.ts';
import { programName } from '../../../shell/options.ts';
import type { Judgement } from '../../exercise.ts';
import type { StageGoal } from '../stage.ts';
import { neededSteps, wordsOf } from './secret-mounts.ts';

/** What goals on private code are given. */
export interface FetchGoal extends StageGoal {
  /** Host of the private repositories. */
  host: string;
  /** Where the build expects the source: '/src/ledger'. */
  target: string;
  /** Folder of the context that holds the dependencies where they were fetched before the build: 'vendor'. */
  vendored: string;
  /** Ids of the secrets that the build is given. An agent is given too. */
  secrets: string[];
}

/** One way by which private code comes in. */
export interface Way {
  kind: 'add' | 'run' | 'vendor';
  step: Step;
  /** The command of a RUN. */
  command?: Command;
  /** It goes over ssh, as far as the words say. */
  ssh: boolean;
}

/** Whether a way is a command of Go. */
export const isGo = ({ command }: Way): boolean => programName(command?.name ?? '') === 'go';

const isGitAddress = (text: string): boolean =>
  /^(?:git@|ssh:\/\/|git:\/\/)/.test(text) || /^https?:\/\/[^#?]+\.git\/?(?:[#?]|$)/.test(text);

/** Every way by which private code comes into the stages that the target needs. */
export function ways(build: Build, goal: Pick<FetchGoal, 'host' | 'vendored' | 'dockerfile'>, workspace: Workspace): Way[] {
  const added = neededSteps(build.stages, 'ADD').flatMap((step): Way[] => {
    const source = step.transfer?.sources.find(({ value }) => isGitAddress(value) && value.includes(goal.host));
    return source ? [{ kind: 'add', step, ssh: !source.value.startsWith('http') }] : [];
  });
  const run = neededSteps(build.stages, 'RUN').flatMap((step) =>
    (step.script?.commands ?? []).flatMap((command) => wayOf(step, command, goal.host) ?? []),
  );
  const copied = build.stages
    .filter(({ needed }) => needed)
    .flatMap((stage) => workspace.contents(stage).pieces)
    .find(({ source, trail }) => source?.startsWith(`${goal.vendored}/`) && trail.length > 0);
  // A bind mount of the context shows it for one RUN, vendored packages included.
  const bound = neededSteps(build.stages, 'RUN').find(
    ({ mounts, script }) =>
      script?.commands.some(({ name }) => programName(name) === 'go') &&
      mounts.some(
        ({ type, from, source = '.' }) =>
          type === 'bind' && !from && ['', '.', goal.vendored].includes(source.replace(/^\.?\/+|\/+$/g, '')),
      ),
  );
  const vendors = workspace.sent(goal.dockerfile)?.some(({ path }) => path.startsWith(`${goal.vendored}/`));
  const step = copied?.trail.at(-1) ?? (vendors ? bound : undefined);
  return [...added, ...run, ...(step ? [{ kind: 'vendor' as const, step, ssh: false }] : [])];
}

/** Words of the steps of a stage and its bases up to a step, those of `ENV` too. */
export function wordsBefore(step: Step): string[] {
  const known = seen.get(step) ?? gather(step);
  seen.set(step, known);
  return known;
}

/** Every command of a RUN asks for the words before it: they are gathered once. */
const seen = new WeakMap<Step, string[]>();

function gather(step: Step): string[] {
  const own = step.stage.steps.slice(0, step.index + 1).flatMap(({ script }) => wordsOf(script));
  const below = chainOf(step.stage)
    .slice(1)
    .flatMap(({ steps }) => steps.flatMap(({ script }) => wordsOf(script)));
  return [
    ...below,
    ...own,
    ...Object.entries(step.before.env).map(([name, value]) => `${name}=${value}`),
    ...Object.values(step.before.env),
  ];
}

function wayOf(step: Step, command: Command, host: string): Way | undefined {
  const program = programName(command.name);
  const words = command.args.map(({ text }) => text);
  // git settings turn https into ssh: told to git, in variables, or as a file that is copied in.
  const rewritten = () =>
    wordsBefore(step).some((word) => /insteadof/i.test(word)) ||
    step.stage.steps.some(({ transfer }) => /gitconfig/.test(transfer?.target ?? ''));
  if (program === 'git' && words.some((word) => /^(?:clone|fetch|pull|submodule)$/.test(word))) {
    const address = words.find((word) => word.includes(host));
    if (address === undefined && !words.includes('submodule')) return undefined;
    return { kind: 'run', step, command, ssh: !address?.startsWith('http') || rewritten() };
  }
  const downloads =
    program === 'go' &&
    /^(?:build|get|install|mod|test|run)$/.test(words[0] ?? '') &&
    !(words[0] === 'mod' && /^(?:edit|init|verify)$/.test(words[1] ?? ''));
  // With the `replace` of go.mod in force, Go looks on disk and nowhere else.
  if (!downloads || !wordsBefore(step).some((word) => word.startsWith('-dropreplace'))) return undefined;
  return { kind: 'run', step, command, ssh: rewritten() };
}

/** What every goal starts with. */
export const pick = ({ id, kind, title }: StageGoal) => ({ id, kind, title });
const fileOf = (goal: StageGoal) => goal.dockerfile ?? 'Dockerfile';

/** A failure at one step. */
export function failed(goal: StageGoal, step: Step, mistake: string, message: string): Judgement {
  return { outcome: 'fail', mistake, message, findings: [{ file: fileOf(goal), span: step.span, line: step.line, message }] };
}
