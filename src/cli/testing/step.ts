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
  run(): Promise<Result>;
}

/** The result of a step that is one check: it holds or it does not. */
export const verdict = (ok: boolean, summary: string, output = ''): Result => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  summary,
  ...(output && { output }),
});

/** Runs steps in order and keeps going when one fails. `report` is told of each as it ends. Result: the sums. */
export async function runSteps(
  steps: Step[],
  report: (step: Step, result: Result, seconds: number) => void,
): Promise<{ passed: number; failed: number; skipped: number }> {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const failed = new Set<string>();
  for (const step of steps) {
    const began = performance.now();
    const missing = step.needs?.filter((name) => failed.has(name)) ?? [];
    const result = missing.length > 0 ? cannotRun(missing) : await step.run().catch(threw);
    if (result.failed > 0 || missing.length > 0) failed.add(step.name);
    sum.passed += result.passed;
    sum.failed += result.failed;
    sum.skipped += result.skipped ?? 0;
    report(step, result, (performance.now() - began) / 1000);
  }
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
