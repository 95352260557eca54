/** Goals on a health check that can run where it is meant to, and asks where the app answers. */
import type { Healthcheck, Stage } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { ComposeHealthcheck, Service } from '../../../formats/compose/model.ts';
import type { Container, Probe } from '../../../formats/kubernetes/model.ts';
import { readKubernetes } from '../../../formats/kubernetes/read.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeIn } from '../compose-goal.ts';
import { containersOf } from '../containers/kubernetes-security.ts';
import { stageOf } from '../containers/mount-owner.ts';
import { failAt } from '../manifests.ts';
import { at, atFrom, described, finalStage, rootBase, type StageGoal } from '../stage.ts';
import { type CheckRun, checkRuns, shellIn } from './check-runs.ts';
import { probeRequest } from './probe-request.ts';

interface ReachableGoal extends StageGoal {
  /** Where the app answers. */
  port: number;
  /** The path that tells whether it is well; where it is known, other paths do not count. */
  path?: string;
  /** A Compose file and its service, a manifest: places where a check may stand as well. */
  compose?: { file: string; service: string };
  manifest?: string;
}

interface Places {
  image: CheckRun | undefined;
  compose: { run: CheckRun; check: ComposeHealthcheck } | undefined;
  pod: { run: CheckRun; probe: Probe } | undefined;
}

function places(goal: ReachableGoal, stage: Stage, workspace: Workspace): Places {
  const service = goal.compose && composeIn(workspace, goal.compose.file).service(goal.compose.service);
  const image = isCheck(stage.config.healthcheck) ? checkTells(stage.config.healthcheck.test, goal, stage, workspace) : undefined;
  return { image, compose: service && composePlace(service, goal, workspace), pod: podPlace(goal, stage, workspace) };
}

/** Whether a check can be started, and asks where the app answers. */
function checkTells(test: readonly string[], goal: ReachableGoal, stage: Stage, workspace: Workspace): CheckRun {
  const run = checkRuns(test, stage, workspace);
  const asked = run.can === 'yes' ? probeRequest(test, stage, workspace) : undefined;
  if (!asked) return run;
  if (asked.blind && asked.seesErrors === 'no')
    return {
      can: 'no',
      mistake: asked.blind,
      why: `\`${asked.written}\` can be started, and does not tell the truth: it ends with 0 though the app answers with an error.`,
    };
  if (asked.port !== undefined && asked.port !== goal.port)
    return { can: 'no', mistake: 'other-port', why: `The check asks port ${asked.port}, and the app answers on ${goal.port}.` };
  if (asked.path !== undefined && goal.path !== undefined && pathOf(asked.path) !== goal.path)
    return {
      can: 'no',
      mistake: 'other-path',
      why: `The check asks for \`${asked.path}\`. What tells how the app is stands at \`${goal.path}\`.`,
    };
  return run;
}

const isCheck = (check: Healthcheck | undefined): check is Healthcheck => check !== undefined && check.test[0] !== 'NONE';

function composePlace(service: Service, goal: ReachableGoal, workspace: Workspace): Places['compose'] {
  const check = service.healthcheck;
  if (!check?.test || check.disabled || check.test.form === 'NONE') return undefined;
  const stage = stageOf(service, workspace);
  const words = check.test.words.map((word) => word.value ?? word.visible);
  const run: CheckRun = !stage
    ? { can: 'unknown', why: 'Which image the service runs is not known here.' }
    : check.test.form === 'invalid'
      ? { can: 'no', mistake: 'invalid-test', why: 'Compose refuses this form of `test`.' }
      : checkTells([check.test.form, ...words], goal, stage, workspace);
  return { run, check };
}

function podPlace(goal: ReachableGoal, stage: Stage, workspace: Workspace): Places['pod'] {
  if (goal.manifest === undefined) return undefined;
  const containers = containersOf(readKubernetes(workspace.files[goal.manifest] ?? '', goal.manifest)).map(({ container }) => container);
  for (const container of containers) {
    const { readiness, liveness, startup } = container.probes;
    const probe = readiness ?? liveness ?? startup;
    if (probe) return { probe, run: probeRuns(probe, container, goal, stage, workspace) };
  }
  return undefined;
}

function probeRuns({ action }: Probe, container: Container, goal: ReachableGoal, stage: Stage, workspace: Workspace): CheckRun {
  if (action.type === 'exec') return checkTells(['CMD', ...action.command.map((word) => word.value ?? word.text)], goal, stage, workspace);
  if (action.type === 'none') return { can: 'no', mistake: 'empty-probe', why: 'The probe asks nothing.' };
  const named = action.type === 'grpc' ? undefined : action.portName;
  const port = action.port ?? container.ports.find(({ name }) => name !== undefined && name === named)?.containerPort?.value;
  if (port === undefined) return { can: 'unknown', why: 'Which port the probe asks is not known here.' };
  if (port === goal.port && action.type === 'httpGet' && goal.path !== undefined && pathOf(action.path) !== goal.path)
    return {
      can: 'no',
      mistake: 'other-path',
      why: `The probe asks for \`${action.path}\`${action.path === '/' ? ', as it does where no path is given' : ''}. What tells how the app is stands at \`${goal.path}\`.`,
    };
  return port === goal.port
    ? { can: 'yes' }
    : { can: 'no', mistake: 'other-port', why: `The probe asks port ${port}, and the app answers on ${goal.port}.` };
}

const pathOf = (path: string) => path.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');

/** Somebody can ask the app whether it is well, and no check is left that can never be right. */
export function healthCanBeAsked(goal: ReachableGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, _, workspace) => {
      const { image, compose, pod } = places(goal, stage, workspace);
      const origin = stage.origins.healthcheck;
      if (compose?.run.can === 'no')
        return failAt(
          compose.run.mistake,
          `${compose.run.why} ${saysYes.has(compose.run.mistake) ? lookAtFailure : 'Look at what is in the image.'}`,
          [compose.check.test ?? compose.check],
        );
      if (pod?.run.can === 'no') return failAt(pod.run.mistake, pod.run.why, [pod.probe]);
      if (image?.can === 'no' && !compose) return broken(image, stage, file);
      const works = [compose?.run, pod?.run, image].filter((run) => run !== undefined && run.can !== 'no');
      if (works.some((run) => run?.can === 'yes'))
        return { outcome: 'pass', message: 'The check can be started where it is asked, and the app answers for itself.' };
      if (works.length > 0) return { outcome: 'unknown', message: 'Whether the check can be started cannot be told from here.' };
      const message =
        'Nothing asks the app any more whether it is well: the check is gone, and neither the manifest nor the Compose file has one instead. A process that hangs looks healthy then.';
      return {
        outcome: 'fail',
        mistake: 'nobody-asks',
        message,
        findings: origin?.kind === 'instruction' ? at(origin, file, message) : atFrom(stage, file, message),
      };
    }),
    covers: ['use-exec-form-in-healthcheck'],
  };
}

/** Mistakes by which a check can never fail. */
const saysYes = new Set(['asks-nothing', 'curl-without-fail', 'status-ignored', 'never-fails', 'port-only', 'swallowed']);
const lookAtFailure = 'Look at what would make the check fail.';

function broken(image: CheckRun & { can: 'no' }, stage: Stage, file: string): Judgement {
  const test = stage.config.healthcheck?.test ?? [];
  const bare =
    image.mistake === 'no-shell' && /\b(?:wget|curl)\b/.test(test[1] ?? '') ? ' It would not find the program that it calls, either.' : '';
  const message = saysYes.has(image.mistake)
    ? `${image.why} Docker then calls the container healthy, whatever the app answers. ${lookAtFailure}`
    : `${image.why}${bare} Docker then marks the container as unhealthy, however well the app is. Look at what can be started in this image, and in which form.`;
  return { outcome: 'fail', mistake: image.mistake, message, findings: at(stage.origins.healthcheck, file, message) };
}

/** Polish: where Compose replaces a check of the image that cannot run, the image's own is still there for everybody else. */
export function leavesNoBrokenCheck(goal: ReachableGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const { image, compose } = places(goal, stage, workspace);
    if (image?.can !== 'no' || !compose) return { outcome: 'pass', message: 'No check is left in the image that can never be right.' };
    const message = `Compose replaces the image's own check, so this one works there. With \`docker run\` the old one is still in force, and always fails. ${image.why}`;
    return { outcome: 'fail', mistake: 'broken-check-left', message, findings: at(stage.origins.healthcheck, file, message) };
  });
}

/** No shell comes into the image. */
export function staysWithoutShell(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const has = shellIn(stage, workspace);
    if (has === 'no') return { outcome: 'pass', message: 'There is still no shell in the image.' };
    if (has === 'unknown') return { outcome: 'unknown', message: `Whether ${described(rootBase(stage))} has a shell is not known here.` };
    const base = rootBase(stage);
    const debug = base.kind === 'image' && /debug/.test(base.image.tag ?? '');
    const what = debug
      ? `The \`debug\` tag of ${described(base)} is made for looking around and brings BusyBox with its shell`
      : 'There is a shell in the final image now';
    const message = `${what}. Whoever gets into the app has it too, and to do without it was the reason for this base. A check needs a program, not a shell.`;
    return { outcome: 'fail', mistake: debug ? 'debug-image' : 'shell-came-back', message, findings: atFrom(stage, file, message) };
  });
}
