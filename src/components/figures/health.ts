/** The checks of a container over time, as the engine works them out. Pure, for the build and for tests. */
import { createWorkspace, healthTimeline } from '#engine';
import { figures } from '../../course/strings/index.ts';

export interface Check {
  /** '1:30' */
  time: string;
  /** ms since the check before, or since the start: how wide its part of the line is. */
  spanMs: number;
  result: 'pass' | 'fail' | 'ignored';
  status: 'starting' | 'healthy' | 'unhealthy';
  /** The whole in a sentence. */
  sentence: string;
}

/** '45 s', '2:00 min' as minutes and seconds: '0:45', '2:00'. */
export const clock = (ms: number): string => `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1000)).padStart(2, '0')}`;

/**
 * @param dockerfile its HEALTHCHECK counts, with FROM or as a part
 * @param readyMs from when on the check passes, ms after the start
 * @param untilMs how far to draw, ms
 * @returns no checks where there is no health check
 */
export function checksOf(dockerfile: string, readyMs: number, untilMs: number): Check[] {
  const whole = /^\s*FROM\s/im.test(dockerfile) ? dockerfile : `FROM scratch\n${dockerfile}`;
  const healthcheck = createWorkspace({ Dockerfile: whole }).build()?.final?.config.healthcheck;
  const { checks } = healthTimeline(healthcheck, { readyAfterMs: readyMs }, untilMs);
  let before = 0;
  return checks.map(({ startMs, endMs, result, counts, status }) => {
    const spanMs = startMs - before;
    before = endMs;
    const kind = result === 'pass' ? 'pass' : counts ? 'fail' : 'ignored';
    const time = clock(startMs);
    return { time, spanMs, result: kind, status, sentence: figures.health.check(time, figures.health[kind], figures.health[status]) };
  });
}
