/** When a container's health check runs and what it makes of the container's state. */
import type { Healthcheck } from './build.ts';

/** How the program behaves while it is watched. */
export interface Readiness {
  /** From when on the check passes, ms after the start; undefined: never. */
  readyAfterMs?: number;
  /** From when on it fails again, ms after the start; undefined: never. */
  failsAfterMs?: number;
  /** How long one check takes, ms; 0 where absent. A check that takes as long as the timeout or longer fails. */
  checkMs?: number;
  /** How long a check takes while the program is not ready; `checkMs` where absent. */
  failingCheckMs?: number;
}

export type HealthStatus = 'starting' | 'healthy' | 'unhealthy';

export interface HealthCheckRun {
  /** ms after the container's start. */
  startMs: number;
  endMs: number;
  result: 'pass' | 'fail' | 'timeout';
  /** Whether a failure counts towards `retries`: not before the first success within the start period. */
  counts: boolean;
  /** Failures in a row that count, after this one. */
  streak: number;
  /** The container's state afterwards. */
  status: HealthStatus;
}

export interface HealthTimeline {
  /** False where there is no check, or NONE. */
  checked: boolean;
  /** Until `untilMs`, at most 1000. */
  checks: HealthCheckRun[];
  /** End of the check that made it healthy first, ms. */
  healthyAtMs?: number;
  /** End of the check that made it unhealthy first, ms. */
  unhealthyAtMs?: number;
}

/** Docker's defaults, ms (Dockerfile reference, HEALTHCHECK). */
export const healthDefaults = { interval: 30_000, timeout: 30_000, startPeriod: 0, startInterval: 5_000, retries: 3 };

const mostChecks = 1000;

/**
 * The checks of a container that starts at 0, up to `untilMs` (10 minutes where absent). After the Dockerfile reference and moby
 * `daemon/health.go`: the first check runs one interval after the start, the next one an interval after the last one ended; within the start
 * period and until the first success `startInterval` is used (Engine 25 and later). Nobody restarts an unhealthy container: this is a state.
 */
export function healthTimeline(healthcheck: Healthcheck | undefined, app: Readiness, untilMs = 600_000): HealthTimeline {
  if (!healthcheck || healthcheck.test.length === 0 || healthcheck.test[0] === 'NONE') return { checked: false, checks: [] };
  const times = { ...healthDefaults, ...withoutUndefined(healthcheck) };
  const checks: HealthCheckRun[] = [];
  let status: HealthStatus = 'starting';
  let streak = 0;
  let now = 0;
  while (checks.length < mostChecks) {
    const starting = status === 'starting' && now < times.startPeriod;
    const startMs = now + Math.max(1, starting ? times.startInterval : times.interval);
    if (startMs > untilMs) break;
    const { result, takes } = checkAt(startMs, app, times.timeout);
    const counts = result !== 'pass' && !(status === 'starting' && startMs < times.startPeriod);
    streak = result === 'pass' ? 0 : streak + (counts ? 1 : 0);
    if (result === 'pass') status = 'healthy';
    else if (counts && streak >= times.retries) status = 'unhealthy';
    now = startMs + takes;
    checks.push({ startMs, endMs: now, result, counts, streak, status });
  }
  const first = (wanted: HealthStatus) => checks.find((check) => check.status === wanted)?.endMs;
  const [healthyAtMs, unhealthyAtMs] = [first('healthy'), first('unhealthy')];
  return {
    checked: true,
    checks,
    ...(healthyAtMs === undefined ? {} : { healthyAtMs }),
    ...(unhealthyAtMs === undefined ? {} : { unhealthyAtMs }),
  };
}

function checkAt(at: number, app: Readiness, timeout: number): { result: HealthCheckRun['result']; takes: number } {
  const ready = app.readyAfterMs !== undefined && at >= app.readyAfterMs && !(app.failsAfterMs !== undefined && at >= app.failsAfterMs);
  const needs = Math.max(0, (ready ? app.checkMs : (app.failingCheckMs ?? app.checkMs)) ?? 0);
  if (needs >= timeout) return { result: 'timeout', takes: timeout };
  return { result: ready ? 'pass' : 'fail', takes: needs };
}

/** 0 and absent both mean Docker's default. */
const withoutUndefined = (healthcheck: Healthcheck): Partial<typeof healthDefaults> =>
  Object.fromEntries(
    Object.entries(healthcheck).filter(([name, value]) => name in healthDefaults && typeof value === 'number' && value > 0),
  );
