/**
 * How fast the engine is and what it weighs: `npm run bench [-- --files 300 --time 1500]`. Compares with other people's parsers and
 * linters on the same files, shows the time per byte as files grow, and on files made to be slow. Ends with 1 where a target is
 * missed.
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import dockerfilelint from 'dockerfilelint';
import { Bench } from 'tinybench';
import * as engine from '#engine';
import { bundle } from './bundle.ts';
import { generateDockerfiles, generateLong } from './generate.ts';
import { hostileDockerfiles, hostileIgnores } from './hostile.ts';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '300' }, time: { type: 'string', default: '1500' } },
});

const ours: Record<string, (text: string) => unknown> = {
  parse: (text) => engine.parse(text),
  'parse + resolve': (text) => engine.resolve(engine.parse(text)),
  review: (text) => engine.review({ Dockerfile: text }),
};
const missed: string[] = [];

function target(what: string, met: boolean): void {
  console.log(`  ${met ? 'met   ' : 'MISSED'} ${what}`);
  if (!met) missed.push(what);
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The shortest of some runs, in milliseconds: what the machine does besides only adds. Each begins with a swept heap. */
function quickest(work: () => unknown, atMost = 700): number {
  let best = Number.POSITIVE_INFINITY;
  for (let runs = 0, spent = 0; runs < 6 || (spent < atMost && runs < 500); runs++) {
    collectGarbage();
    const start = performance.now();
    work();
    const took = performance.now() - start;
    spent += took;
    best = Math.min(best, took);
  }
  return best;
}

const bytes = (text: string) => Buffer.byteLength(text);

/**
 * What a byte costs, in nanoseconds. A run takes half a megabyte or more, whatever the text's length: a short text is read so many
 * times. Else a short one would be timed in caches that it filled itself and would never meet the sweeping of its garbage.
 */
function perByte(work: (text: string) => unknown, text: string): number {
  const times = Math.max(1, Math.round(500_000 / bytes(text)));
  const took = quickest(() => {
    for (let time = 0; time < times; time++) work(text);
  });
  return (took * 1e6) / (times * bytes(text));
}

/** dockerfilelint throws on some correct files: on a HEALTHCHECK without options, for one. What it did until then counts. */
const throwing = new Set<string>();
function lint(text: string): void {
  try {
    dockerfilelint.run('.', text);
  } catch {
    throwing.add(text);
  }
}

async function compare(): Promise<void> {
  const files = generateDockerfiles(Number(values.files), 1);
  const total = files.reduce((sum, text) => sum + bytes(text), 0);
  console.log(`\n${files.length} generated Dockerfiles, ${(total / 1000).toFixed(0)} KB; median of whole passes`);
  const jobs: Record<string, (text: string) => unknown> = {
    ...ours,
    'parse + colours': (text) => engine.parse(text).tokens,
    'dockerfile-ast parse': (text) => DockerfileParser.parse(text),
    'dockerfile-utils validate': (text) => validate(text),
    dockerfilelint: lint,
  };
  const bench = new Bench({ time: Number(values.time), warmupTime: 500, iterations: 8 });
  for (const [name, job] of Object.entries(jobs)) {
    bench.add(name, () => {
      for (const text of files) job(text);
    });
  }
  await bench.run();
  const medians = new Map<string, number>();
  for (const { name, result } of bench.tasks) {
    if ('latency' in result) medians.set(name, result.latency.p50);
    else console.log(`  ${name}: ${result.state}`);
  }
  const parse = medians.get('parse') ?? Number.NaN;
  console.log(`  ${''.padEnd(28)}${'files/s'.padStart(10)}${'MB/s'.padStart(8)}${'× parse'.padStart(10)}`);
  for (const [name, median] of medians) {
    const speed = (total / median / 1000).toFixed(2);
    const rate = ((files.length / median) * 1000).toFixed(0);
    console.log(`  ${name.padEnd(28)}${rate.padStart(10)}${speed.padStart(8)}${(median / parse).toFixed(2).padStart(10)}`);
  }
  const ratio = (name: string, to: string) => (medians.get(to) ?? 0) / (medians.get(name) ?? 1);
  const times = ratio('parse', 'dockerfile-ast parse');
  target(`parse is ${times.toFixed(1)} times as fast as dockerfile-ast's (at least 5)`, times >= 5);
  console.log(`         review is ${ratio('review', 'dockerfile-utils validate').toFixed(1)} times as fast as dockerfile-utils' validate`);
  console.log(
    `         review is ${ratio('review', 'dockerfilelint').toFixed(1)} times as fast as dockerfilelint, which throws on ${throwing.size} of the files`,
  );
}

function grow(): void {
  console.log('\nNanoseconds per byte as a file grows');
  const sizes = [1_000, 10_000, 100_000, 1_000_000];
  const texts = sizes.map((size) => generateLong(size, 2));
  console.log(`  ${''.padEnd(20)}${sizes.map((size) => `${size / 1000} KB`.padStart(10)).join('')}   1 MB / 10 KB`);
  for (const [name, job] of Object.entries(ours)) {
    // In rounds, so that a busy moment of the machine does not fall on one size alone.
    const rounds = Array.from({ length: 3 }, () => texts.map((text) => perByte(job, text)));
    const figures = texts.map((_, size) => Math.min(...rounds.map((round) => round[size] ?? Number.POSITIVE_INFINITY)));
    const growth = (figures[3] ?? 0) / (figures[1] ?? 1);
    console.log(`  ${name.padEnd(20)}${figures.map((figure) => figure.toFixed(0).padStart(10)).join('')}   ${growth.toFixed(2)}`);
    target(`${name}: a byte of 1 MB costs at most 1.5 times one of 10 KB`, growth <= 1.5);
  }
}

function endure(): void {
  console.log('\nHostile files: milliseconds, and the cost of a byte against a normal file of 10 KB');
  const normal = generateLong(10_000, 3);
  const usual = Object.fromEntries(Object.entries(ours).map(([name, job]) => [name, perByte(job, normal)]));
  let worst = { times: 0, what: '' };
  const seen = (times: number, what: string) => {
    if (times > worst.times) worst = { times, what };
    return `${times.toFixed(1)} ×`.padStart(9);
  };
  console.log(
    `  ${''.padEnd(34)}${'KB'.padStart(6)}${Object.keys(ours)
      .map((name) => name.padStart(18))
      .join('')}`,
  );
  for (const [what, make] of Object.entries(hostileDockerfiles)) {
    const text = make();
    const cells = Object.entries(ours).map(([name, job]) => {
      const cost = perByte(job, text);
      return `${((cost * bytes(text)) / 1e6).toFixed(0).padStart(9)}${seen(cost / (usual[name] ?? 1), `${what}, ${name}`)}`;
    });
    console.log(`  ${what.padEnd(34)}${(bytes(text) / 1000).toFixed(0).padStart(6)}${cells.join('')}`);
  }
  const ask = (text: string, path: string) => engine.parseIgnore(text).excludes(path);
  const plain = 'node_modules\n**/*.log\n!keep.log\n/dist/\n.git*\nsrc/**/*.test.[jt]s\n'.repeat(150);
  const usualIgnore = perByte((text) => ask(text, 'src/a/b/c/main.ts'), plain);
  for (const [what, make] of Object.entries(hostileIgnores)) {
    const { text, path } = make();
    const cost = perByte((ignore) => ask(ignore, path), text);
    const took = ((cost * bytes(text)) / 1e6).toFixed(0).padStart(9);
    console.log(
      `  ${`.dockerignore: ${what}`.padEnd(44)}${(bytes(text) / 1000).toFixed(0).padStart(4)} KB${took}${seen(cost / usualIgnore, what)}`,
    );
  }
  target(`no byte costs more than 10 times the normal (worst: ${worst.times.toFixed(1)} ×, ${worst.what})`, worst.times <= 10);
}

async function weigh(): Promise<void> {
  console.log('\nWhat the engine weighs, minified in one file');
  for (const names of ['*', 'review', 'parse, resolve', 'parse']) {
    const { raw, gzip } = await bundle(names);
    console.log(`  ${names.padEnd(20)}${(raw / 1000).toFixed(1).padStart(8)} KB${(gzip / 1000).toFixed(1).padStart(8)} KB gzip`);
  }
}

await compare();
grow();
endure();
await weigh();
console.log(missed.length === 0 ? '\nEvery target is met' : `\n${missed.length} missed`);
process.exitCode = missed.length === 0 ? 0 : 1;
