/**
 * How long the engine takes over inputs of 1 MB that were made to be slow: `npm run nasty [-- bytes]`. Where a quarter of the
 * length takes much less than a quarter of the time, something is not linear: the last column says by how much.
 */
import * as engine from '#engine';
import { shapes } from './shapes.ts';

const bytes = Number(process.argv[2] ?? 1_000_000);

function took(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const jobs: Record<string, (text: string) => unknown> = {
  'parse and print': (text) => engine.print(engine.parse(text)),
  'expand words': (text) => engine.expandWords(text, { a: 'b' }),
  'ignore file': (text) => engine.parseIgnore(text).excludes('a/b/c'),
};

for (const [job, run] of Object.entries(jobs)) {
  console.log(`${job}, ${bytes.toLocaleString('en')} characters`);
  for (const [name, make] of Object.entries(shapes)) {
    const [small, large] = [make(bytes / 4), make(bytes)];
    const short = Math.min(
      took(() => run(small)),
      took(() => run(small)),
    );
    const long = took(() => run(large));
    console.log(`  ${name.padEnd(36)} ${long.toFixed(0).padStart(6)} ms   ${(long / Math.max(short, 1) / 4).toFixed(1)} × linear`);
  }
}
