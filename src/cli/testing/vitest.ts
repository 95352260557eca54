import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode, tool } from '../run.ts';
import type { Result } from './step.ts';

/** The part of Vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Runs Vitest with one configuration and counts each test. A file that could not be loaded, and a run without tests, count as one failure. */
export async function vitest(config: string, env: Record<string, string | undefined> = {}): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'shipshape-vitest-'));
  const file = join(folder, 'report.json');
  try {
    const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code, output } = await runNode(tool('vitest'), args, { ...env, NODE_ENV: undefined, NO_COLOR: '1', FORCE_COLOR: undefined });
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
    return count(report, code, output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts a report; the exit code has the last word, so that an error between tests is never lost. */
export function count(report: Report | undefined, code: number, output: string): Result {
  const passed = report?.numPassedTests ?? 0;
  const unloaded =
    report?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'))
      .length ?? 0;
  const counted = (report?.numFailedTests ?? 0) + unloaded;
  const failed = counted === 0 && (code !== 0 || passed === 0) ? 1 : counted;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const summary = `${passed + failed} tests${report ? ` in ${report.testResults.length} files` : ''}`;
  return { passed, failed, skipped, summary, output };
}
