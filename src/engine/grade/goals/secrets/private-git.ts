/** A goal on fetching private code in a build: it arrives, with credentials that do not stay. */
import type { Build, Step } from '../../../build/build.ts';
import { programName } from '../../../shell/options.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { rootBase } from '../stage.ts';
import { listed } from '../words.ts';
import { type FetchGoal, failed, isGo, pick, type Way, ways, wordsBefore } from './private-ways.ts';
import { isClosedTo, neededSteps, secretId, wordsOf } from './secret-mounts.ts';

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
  if (isGo(way) && !keptPrivate(step, goal.host))
    return fault(
      'asked-in-public',
      `Line ${step.line} fetches with Go, and nothing tells Go that \`${goal.host}\` is private. It then asks the public checksum database, which does not know the module: the download stops, and a stranger’s server has learned the name of the module. Look at the variables that Go has for private modules.`,
    );
  return ssh && way.ssh ? withoutClient(step, fault) : undefined;
}

/** Whether Go is told not to look the host's modules up in the public checksum database (go.dev/ref/mod#private-modules). */
function keptPrivate(step: Step, host: string): boolean {
  const set = [...wordsBefore(step), ...assignedBefore(step)];
  return set.some((word) => {
    const [, name, value = ''] = /^(GOPRIVATE|GONOSUMDB|GOSUMDB|GOFLAGS)=(.*)$/.exec(word) ?? [];
    if (name === 'GOSUMDB') return value === 'off' || value.includes('$');
    if (name === 'GOFLAGS') return /-mod=vendor/.test(value);
    // Patterns are globs over the beginning of a module's path.
    const covers = (glob: string) =>
      glob.includes('$') ||
      glob === '*' ||
      glob.replace(/^\*\.|\/.*$/g, '') === host ||
      host.endsWith(`.${glob.replace(/^\*\.|\/.*$/g, '')}`);
    return name !== undefined && value.split(',').some((glob) => covers(glob.trim()));
  });
}

/** Variables that commands of the steps up to this one get before their name, or that the shell sets. */
const assignedBefore = (step: Step): string[] =>
  step.stage.steps
    .slice(0, step.index + 1)
    .flatMap(({ script }) => script?.commands ?? [])
    .flatMap(({ assignments }) => assignments.map(({ name, value }) => `${name}=${value.text}`));

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
