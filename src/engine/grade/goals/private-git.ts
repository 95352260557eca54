/** Goals on fetching private code in a build: it arrives, with credentials that do not stay, from a host that is who it says. */
import type { Build, Stage, Step } from '../../build/build.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Command } from '../../shell/command.ts';
import { programName } from '../../shell/options.ts';
import type { Goal, Judgement } from '../exercise.ts';
import { isClosedTo, neededSteps, secretId, wordsOf } from './secret-mounts.ts';
import { rootBase, type StageGoal } from './stage.ts';
import { listed } from './words.ts';

interface FetchGoal extends StageGoal {
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
interface Way {
  kind: 'add' | 'run' | 'vendor';
  step: Step;
  /** The command of a RUN. */
  command?: Command;
  /** It goes over ssh, as far as the words say. */
  ssh: boolean;
}

const isGo = ({ command }: Way): boolean => programName(command?.name ?? '') === 'go';

const isGitAddress = (text: string): boolean =>
  /^(?:git@|ssh:\/\/|git:\/\/)/.test(text) || /^https?:\/\/[^#?]+\.git\/?(?:[#?]|$)/.test(text);

function ways(build: Build, goal: Pick<FetchGoal, 'host' | 'vendored'>, workspace: Workspace): Way[] {
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
  const step = copied?.trail.at(-1);
  return [...added, ...run, ...(step ? [{ kind: 'vendor' as const, step, ssh: false }] : [])];
}

/** Words of the steps of a stage and its bases up to a step, those of `ENV` too. */
function wordsBefore(step: Step): string[] {
  const own = step.stage.steps.slice(0, step.index + 1).flatMap(({ script }) => wordsOf(script));
  const below: string[] = [];
  for (
    let at: Stage | undefined = step.stage.base.kind === 'stage' ? step.stage.base.stage : undefined;
    at;
    at = at.base.kind === 'stage' ? at.base.stage : undefined
  )
    below.push(...at.steps.flatMap(({ script }) => wordsOf(script)));
  return [...below, ...own, ...Object.values(step.before.env)];
}

function wayOf(step: Step, command: Command, host: string): Way | undefined {
  const program = programName(command.name);
  const words = command.args.map(({ text }) => text);
  const rewritten = () => wordsBefore(step).some((word) => /insteadof/i.test(word));
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
  return { kind: 'run', step, command, ssh: rewritten() || step.mounts.some(({ type }) => type === 'ssh') };
}

const pick = ({ id, kind, title }: StageGoal) => ({ id, kind, title });
const fileOf = (goal: StageGoal) => goal.dockerfile ?? 'Dockerfile';

function failed(goal: StageGoal, step: Step, mistake: string, message: string): Judgement {
  return { outcome: 'fail', mistake, message, findings: [{ file: fileOf(goal), span: step.span, line: step.line, message }] };
}

/** The private source comes into the build, and the step that fetches it has what the server asks for. */
export function fetchesPrivateSource(goal: FetchGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      const found = build ? ways(build, goal, workspace) : [];
      if (!build || found.length === 0)
        return {
          outcome: 'fail',
          mistake: 'source-missing',
          message: `Nothing brings the private source any more. The build looks for it in \`${goal.target}\`, or among vendored packages, and finds nothing.`,
        };
      const own = found.map((way) => faultOf(way, goal, build));
      // What Go has fetched once lies in its module cache: later commands of that stage ask nobody.
      const fetched = (way: Way, before: number) =>
        found.slice(0, before).some((each, index) => !own[index] && isGo(each) && isGo(way) && each.step.stage === way.step.stage);
      const faults = own.map((fault, index) => (fetched(found[index] as Way, index) ? undefined : fault));
      const first = faults.find((fault) => fault !== undefined);
      if (first && !found.some((way, index) => way.kind === 'vendor' && faults[index] === undefined)) return first;
      return {
        outcome: 'pass',
        message: 'The private source comes in, and the step that fetches it has the credentials for as long as it runs.',
      };
    },
  };
}

function faultOf(way: Way, goal: FetchGoal, build: Build): Judgement | undefined {
  const { step, kind } = way;
  const fault = (mistake: string, message: string) => failed(goal, step, mistake, message);
  if (kind === 'vendor') return undefined;
  if (kind === 'add') {
    const target = step.transfer?.target.replace(/\/$/, '') ?? '';
    const moved = neededSteps(build.stages, 'RUN').some(({ script }) => wordsOf(script).some((word) => /replace|^work$/.test(word)));
    const compiles = step.stage.steps.some(({ script }) => script?.commands.some(({ name }) => programName(name) === 'go'));
    return compiles && target !== goal.target && !moved
      ? fault('other-place', `Line ${step.line} puts the source into \`${target}\`, and \`go.mod\` looks for it in \`${goal.target}\`.`)
      : undefined;
  }
  const ssh = step.mounts.find(({ type }) => type === 'ssh');
  const secrets = step.mounts.filter(({ type }) => type === 'secret');
  const strange = secrets.find((mount) => !goal.secrets.includes(secretId(mount)));
  if (!ssh && strange && secrets.length === 1)
    return fault(
      'unknown-id',
      `Line ${step.line} asks for a secret \`${secretId(strange)}\`. The build is given an agent and ${listed(goal.secrets)}.`,
    );
  if (!ssh && secrets.length === 0) {
    if (neededSteps(build.stages, 'COPY').some((each) => each.transfer?.sources.some(({ value }) => /id_\w+$/.test(value))))
      return undefined;
    const other = neededSteps(build.stages, 'RUN').find(({ mounts }) => mounts.some(({ type }) => type === 'ssh' || type === 'secret'));
    return other
      ? fault(
          'mounted-for-another-run',
          `Line ${other.line} has the mount, and line ${step.line} fetches. A mount is there for its own \`RUN\` and gone when that ends.`,
        )
      : fault(
          'no-credentials',
          `Line ${step.line} fetches from \`${goal.host}\` with nothing to show: no agent and no secret is mounted for it.`,
        );
  }
  if (ssh && isClosedTo(ssh, step))
    return fault(
      'socket-closed',
      `Line ${step.line} runs as \`${step.before.user}\`, and the agent's socket belongs to root with mode 0600 unless the mount says otherwise. git may not open it.`,
    );
  if (ssh && secrets.length === 0 && !way.ssh)
    return fault('agent-over-https', `Line ${step.line} mounts an SSH agent and fetches over https, where no agent is asked.`);
  return ssh && way.ssh ? withoutClient(step, fault) : undefined;
}

/** Alpine's git does not bring ssh along. */
function withoutClient(step: Step, fault: (mistake: string, message: string) => Judgement): Judgement | undefined {
  const base = rootBase(step.stage);
  if (base.kind !== 'image' || base.facts?.family !== 'alpine') return undefined;
  const installs = wordsBefore(step).some((word) => /^(?:openssh(?:-client.*)?|dropbear.*)(?:[=~<>].*)?$/.test(word));
  return installs
    ? undefined
    : fault(
        'no-ssh-client',
        `The agent is mounted in line ${step.line}, and the image has no ssh to talk to it: git on Alpine comes without. It stops with \`cannot run ssh\`.`,
      );
}

const off = /stricthostkeychecking[\s=]+["']?(?:no|off)\b|userknownhostsfile[\s=]+["']?\/dev\/null/i;
const tlsOff = /^http\.sslverify=false$|^http\.sslverify$/i;

const runsOverSsh = (build: Build, goal: FetchGoal, workspace: Workspace): Step[] =>
  ways(build, goal, workspace).flatMap(({ kind, ssh, step }) => (kind === 'run' && ssh ? [step] : []));

/** Texts that configure ssh before a step: scripts, variables, files that were written in place. */
function settings(step: Step, workspace: Workspace): string[] {
  const texts = workspace
    .contents(step.stage)
    .pieces.flatMap(({ path, text }) => (/ssh_?config|\.ssh\/config/.test(path) && text ? [text] : []));
  return [...wordsBefore(step), ...texts];
}

/** Whoever answers is compared with keys that were known before. */
export function checksHost(goal: FetchGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      const steps = build ? runsOverSsh(build, goal, workspace) : [];
      for (const step of steps) {
        const texts = settings(step, workspace);
        if (texts.some((text) => off.test(text)))
          return failed(
            goal,
            texts.length > 0 ? (step.stage.steps.find(({ script }) => wordsOf(script).some((word) => off.test(word))) ?? step) : step,
            'checking-off',
            'The check of the host key is switched off. Whoever stands between your builder and the server can answer in its place and serve other code, which you then compile and ship.',
          );
        if (!texts.some((text) => /keyscan|accept-new|known_?hosts/i.test(text)) && !knowsHost(step, workspace))
          return failed(
            goal,
            step,
            'host-unknown',
            `Nothing before line ${step.line} says which key \`${goal.host}\` has. ssh would ask whether to trust it, nobody is there to answer, and it stops with \`Host key verification failed\`.`,
          );
      }
      const tls = neededSteps(build?.stages ?? [], 'RUN').find(
        (step) => wordsBefore(step).some((word) => tlsOff.test(word)) || step.before.env.GIT_SSL_NO_VERIFY,
      );
      if (tls)
        return failed(
          goal,
          tls,
          'certificate-unchecked',
          'The check of the certificate is switched off, so any server may answer in the place of yours.',
        );
      return {
        outcome: 'pass',
        message:
          steps.length > 0
            ? 'ssh compares the server with a key that was known before.'
            : 'No step of its own talks to the server over ssh.',
      };
    },
  };
}

function knowsHost(step: Step, workspace: Workspace): boolean {
  const places = /\/\.ssh\/known_hosts$|^\/etc\/ssh\/ssh_known_hosts$/;
  const contents = workspace.contents(step.stage);
  const pieces = [...contents.pieces, ...contents.hidden.map(({ piece }) => piece)];
  const brought = pieces.some(({ path, trail }) => places.test(path) && (trail[0]?.stage !== step.stage || trail[0].index < step.index));
  return brought || step.mounts.some(({ target }) => places.test(target ?? ''));
}

/** Polish: the key is compared, not taken from whoever answers first. */
export function comparesHostKey(goal: FetchGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      const step = (build ? runsOverSsh(build, goal, workspace) : []).find((each) =>
        settings(each, workspace).some((text) => /(?:^|\/)ssh-keyscan$|accept-new/i.test(text)),
      );
      const named = (build ? ways(build, goal, workspace) : []).find(
        ({ kind, ssh, step: each }) => kind === 'add' && ssh && !isPinned(each),
      );
      if (named)
        return failed(
          goal,
          named.step,
          'added-by-name',
          'For `ADD` over ssh BuildKit asks the server for its key and believes the answer. A full commit hash behind `#` makes up for that: other code would have another hash.',
        );
      if (!step) return { outcome: 'pass', message: 'No key is taken from the network on trust.' };
      return failed(
        goal,
        step,
        'trust-on-first-use',
        'The key is taken from whoever answers at build time, and nothing compares it. In a container every build is the first one. A file with the key, read by people and committed, closes that gap.',
      );
    },
  };
}

const isPinned = (step: Step): boolean =>
  step.flags.some(({ name }) => name === 'checksum') ||
  (step.transfer?.sources.every(({ value }) => /[#=][0-9a-f]{40}(?:[:&]|$)/.test(value)) ?? false);
