/** What a step of `npm test` is and what comes back from it. */

export interface Result {
  passed: number;
  failed: number;
  skipped?: number;
  /** What was looked at, with figures: '412 tests', '1 930 links on 24 pages'. */
  summary: string;
  /** Shown only where something failed. */
  output?: string;
}

export interface Step {
  /** The word after `npm test --`. */
  name: string;
  /** What it looks at, for the list of steps. */
  title: string;
  /** Steps whose result it needs: it is skipped where one of them failed. */
  needs?: string[];
  /** Steps of one lane run one after the other, lanes side by side. */
  lane?: string;
  /** Waits for all steps before it, and those after it wait for it: it needs the whole machine. */
  alone?: boolean;
  run(): Promise<Result>;
}

/** The result of a step that is one check: it holds or it does not. */
export const verdict = (ok: boolean, summary: string, output = ''): Result => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  summary,
  ...(output && { output }),
});

/** Runs steps, those of each lane in order, and keeps going when one fails. `report` is told of each as it ends. Result: the sums. */
export async function runSteps(
  steps: Step[],
  report: (step: Step, result: Result, seconds: number) => void,
): Promise<{ passed: number; failed: number; skipped: number }> {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const failed = new Set<string>();
  const ends: Promise<void>[] = [];
  const ended = new Map<string, Promise<void>>();
  const lanes = new Map<string, Promise<void>>();
  let cleared = Promise.resolve();
  const one = async (step: Step): Promise<void> => {
    const began = performance.now();
    const missing = step.needs?.filter((name) => failed.has(name)) ?? [];
    const result = missing.length > 0 ? cannotRun(missing) : await step.run().catch(threw);
    if (result.failed > 0 || missing.length > 0) failed.add(step.name);
    sum.passed += result.passed;
    sum.failed += result.failed;
    sum.skipped += result.skipped ?? 0;
    report(step, result, (performance.now() - began) / 1000);
  };
  for (const step of steps) {
    const lane = step.lane ?? '';
    const before = step.alone ? [...ends] : [cleared, lanes.get(lane), ...(step.needs ?? []).map((name) => ended.get(name))];
    const end = Promise.all(before).then(() => one(step));
    ends.push(end);
    ended.set(step.name, end);
    lanes.set(lane, end);
    if (step.alone) cleared = end;
  }
  await Promise.all(ends);
  return sum;
}

const cannotRun = (missing: string[]): Result => ({
  passed: 0,
  failed: 0,
  skipped: 1,
  summary: `skipped: it needs ${missing.join(' and ')}`,
});

const threw = (error: unknown): Result =>
  verdict(false, 'the step itself broke', error instanceof Error ? (error.stack ?? error.message) : String(error));
