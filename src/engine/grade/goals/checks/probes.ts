/** Goals on a HEALTHCHECK that tells the truth: it can run, it reaches the app, and an error is a failure to it. */
import type { Healthcheck, Stage } from '../../../build/build.ts';
import { healthDefaults, healthTimeline } from '../../../build/process-health.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { at, atFrom, finalStage, type StageGoal } from '../stage.ts';
import { checkRuns } from './check-runs.ts';
import { type OwnProbe, type ProbeRequest, probeRequest } from './probe-request.ts';

interface AppGoal extends StageGoal {
  /** Where the app answers; PORT in the image's environment moves it. */
  port: number;
  /** The one path that tells how it is. */
  path: string;
  /** Variable with the address that it listens on, and what holds without. */
  bind: { variable: string; otherwise: string };
  /** A script of the repository that checks it well. */
  own?: OwnProbe;
}

type Fail = (mistake: string, message: string) => Judgement;

function onCheck(
  goal: StageGoal,
  judge: (check: Healthcheck, stage: Stage, fail: Fail, workspace: Workspace) => Judgement,
  /** Whether an image without a check fails this goal: one goal says it. */
  required = false,
): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const check = stage.config.healthcheck;
    const origin = stage.origins.healthcheck;
    const fail: Fail = (mistake, message) => {
      const places = at(origin, file, message);
      return { outcome: 'fail', mistake, message, findings: places.length > 0 ? places : atFrom(stage, file, message) };
    };
    if (!check || check.test.length === 0 || check.test[0] === 'NONE') {
      if (!required) return { outcome: 'unknown', message: 'There is no health check to look at.' };
      return fail('no-check', 'The image has no health check any more, so nobody can tell a server that hangs from one that works.');
    }
    const reasons: Reason[] = [{ file, text: `health check: ${JSON.stringify(check.test)}` }];
    return { reasons, ...judge(check, stage, fail, workspace) };
  });
}

/** The check's program is in the image, and its shell if it needs one. */
export function probeCanRun(goal: StageGoal): Goal {
  return {
    ...onCheck(
      goal,
      (check, stage, fail, workspace) => {
        const run = checkRuns(check.test, stage, workspace);
        if (run.can === 'unknown') return { outcome: 'unknown', message: run.why };
        if (run.can === 'yes') return { outcome: 'pass', message: 'Everything that the check starts is in the image.' };
        return fail(run.mistake, `${run.why} Every check fails, and the container is unhealthy however well the server is.`);
      },
      true,
    ),
    covers: ['use-exec-form-in-healthcheck'],
  };
}

/** What the check asks is where the app answers. */
export function probeReachesApp(goal: AppGoal): Goal {
  return onCheck(goal, (check, stage, fail, workspace) => {
    const asked = probeRequest(check.test, stage, workspace, goal.own);
    if (!asked) return { outcome: 'unknown', message: 'What this check asks cannot be told from here.' };
    const literal = check.test[0] === 'CMD' && check.test.some((word) => /\$\{?\w/.test(word) && word.includes('://'));
    if (literal && asked.program !== 'node')
      return fail(
        'variable-without-shell',
        `\`${asked.written}\` stands in exec form. No shell fills the variable in, so the check asks for a host of that very name.`,
      );
    const bind = stage.config.env[goal.bind.variable] ?? goal.bind.otherwise;
    const port = Number(stage.config.env.PORT ?? goal.port);
    if (asked.host === undefined) return { outcome: 'unknown', message: 'Which address the check asks cannot be told from here.' };
    const wrong = unreachable(asked, bind);
    if (wrong) return fail(wrong.mistake, wrong.message);
    if (asked.port !== undefined && asked.port !== port)
      return fail('other-port', `The check asks port ${asked.port}, and the server listens on ${port}.`);
    if (asked.path !== undefined && asked.path !== goal.path)
      return fail('other-path', `The check asks \`${asked.path}\`. What tells how the server is stands at \`${goal.path}\`.`);
    return { outcome: 'pass', message: `The check asks \`${asked.host}\`, and the server answers there.` };
  });
}

const six = new Set(['::1', '::', '0:0:0:0:0:0:0:1']);
const isFour = (host: string) => /^127\.\d+\.\d+\.\d+$/.test(host) || host === '0.0.0.0';

function unreachable({ host = '', program, fallsBack }: ProbeRequest, bind: string): { mistake: string; message: string } | undefined {
  const onlyFour = /^\d+\.\d+\.\d+\.\d+$/.test(bind);
  if (host === 'localhost' && onlyFour && fallsBack === 'no')
    return {
      mistake: 'localhost-is-two-addresses',
      message: `\`localhost\` stands for \`::1\` and for \`127.0.0.1\` here, and \`${program}\` of this image asks the first one only. The server listens on \`${bind}\`, where \`::1\` does not arrive, so every check is refused.`,
    };
  if (six.has(host) && onlyFour)
    return {
      mistake: 'other-protocol',
      message: `The check asks \`[${host}]\`, and the server listens on \`${bind}\`, which is IPv4 only.`,
    };
  if (isFour(host) && bind === '::1')
    return { mistake: 'other-protocol', message: `The check asks \`${host}\`, and the server listens on \`::1\` only.` };
  return undefined;
}

const blindness: Record<NonNullable<ProbeRequest['blind']>, (written: string) => string> = {
  'curl-without-fail': (written) =>
    `\`${written}\` succeeds whenever any answer comes, and 500 is an answer. To curl an HTTP error is no failure unless it is told so, so a broken server counts as healthy.`,
  'status-ignored': () =>
    'The code waits for an answer and does not look at it. `fetch` is content with every answer, 500 as well, so a broken server counts as healthy.',
  'never-fails': () => 'The code looks at the answer and ends the same way in every case. Docker reads the exit code and nothing else.',
  'port-only': (written) =>
    `\`${written}\` finds out that the port is open. A server that hangs, or answers 500 to everything, keeps its port open.`,
  swallowed: (written) =>
    `The failure of \`${written}\` is lost in the rest of the line, so the check ends with 0 whatever the server says.`,
};

/** An error of the app is a failure of the check. */
export function probeNoticesErrors(goal: AppGoal): Goal {
  return onCheck(goal, (check, stage, fail, workspace) => {
    const asked = probeRequest(check.test, stage, workspace, goal.own);
    if (asked?.blind && asked.seesErrors === 'no') return fail(asked.blind, blindness[asked.blind](asked.written));
    if (asked?.seesErrors === 'yes') return { outcome: 'pass', message: 'An answer with an error makes the check fail.' };
    return { outcome: 'unknown', message: 'Whether an error of the server makes this check fail cannot be told from here.' };
  });
}

const seconds = (ms: number) => `${ms / 1000} seconds`;

/** A check that fails while the app starts does not count. */
export function startDoesNotCount(goal: StageGoal & { /** Until the app answers, seconds. */ starts: number }): Goal {
  return onCheck(goal, (check, _, fail) => {
    const line = healthTimeline(check, { readyAfterMs: goal.starts * 1000 }, goal.starts * 1000);
    const counted = line.checks.find(({ counts }) => counts);
    if (!counted) return { outcome: 'pass', message: `In the first ${goal.starts} seconds no failed check counts.` };
    const given = check.startPeriod ?? 0;
    const all = line.checks.filter(({ counts }) => counts).length;
    const end =
      line.unhealthyAtMs !== undefined
        ? ` After ${seconds(line.unhealthyAtMs)} the container is unhealthy, and nothing is wrong with it.`
        : '';
    return fail(
      given > 0 ? 'start-period-too-short' : 'no-start-period',
      given > 0
        ? `The start period is ${seconds(given)}, and the server may need ${goal.starts}. From then on each failed check counts, though it is only starting.${end}`
        : `The first check runs after ${seconds(counted.startMs)}, while the server may need ${goal.starts} to start. ${all === 1 ? 'That failure counts' : `${all} failures count`}.${end}`,
    );
  });
}

/** A server that hangs is reported within a time. */
export function noticesInTime(goal: StageGoal & { within: number }): Goal {
  return onCheck(goal, (check, _, fail) => {
    const { interval, timeout, retries } = { ...healthDefaults, ...known(check) };
    const worst = retries * (interval + timeout);
    if (worst <= goal.within * 1000)
      return { outcome: 'pass', message: `A server that hangs is unhealthy after ${seconds(worst)} at the latest.` };
    return fail(
      'noticed-late',
      `A server that hangs is unhealthy after up to ${seconds(worst)}: ${retries} times an interval of ${seconds(interval)} and a timeout of ${seconds(timeout)}. Values that are not written are Docker's own.`,
    );
  });
}

const known = (check: Healthcheck) =>
  Object.fromEntries(Object.entries(check).filter(([name, value]) => name in healthDefaults && typeof value === 'number' && value > 0));

/** Polish: the check is no load of its own, and does not outlast its interval. */
export function asksGently(goal: StageGoal & { /** Seconds between checks that are enough. */ atLeast: number }): Goal {
  return onCheck(goal, (check, _, fail) => {
    const interval = check.interval || healthDefaults.interval;
    const timeout = check.timeout || healthDefaults.timeout;
    if (interval < goal.atLeast * 1000)
      return fail(
        'self-made-load',
        `A check every ${interval === 1000 ? 'second' : seconds(interval)} asks the database behind \`/health\` just as often, in every replica: load that you make yourself.`,
      );
    if (timeout >= interval)
      return fail(
        'timeout-outlasts-interval',
        `A check may take ${seconds(timeout)}, and the next is due after ${seconds(interval)}. It works, since checks do not overlap; a shorter timeout notices sooner.`,
      );
    return { outcome: 'pass', message: 'The check costs little.' };
  });
}

/** The app still listens where others can reach it. */
export function listensToOthers(goal: AppGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage) => {
    const bind = stage.config.env[goal.bind.variable] ?? goal.bind.otherwise;
    if (!/^127\.|^::1$|^localhost$/.test(bind)) return { outcome: 'pass', message: `The server listens on \`${bind}\`.` };
    const message = `The server now listens on \`${bind}\`, which only the container itself can reach. The check is content, and no request from outside arrives.`;
    return { outcome: 'fail', mistake: 'listens-to-itself', message, findings: at(stage.origins.env[goal.bind.variable], file, message) };
  });
}
