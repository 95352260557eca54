/**
 * Throws strange text at the engine and says what broke: `npm run fuzz [-- --count 200000 --seed 1 --deep 20]`. `deep` says to
 * how many inputs one goes through the whole review as well (0: none). Ends with 1 when anything threw or did not add up.
 */
import { parseArgs } from 'node:util';
import * as engine from '#engine';
import { chanceFrom } from './random.ts';
import { dockerfiles, dockerignores, splinters } from './specimens.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    deep: { type: 'string', default: '20' },
  },
});
const count = Number(values.count);
const deep = Number(values.deep);

const { random, below, pick } = chanceFrom(Number(values.seed));
const character = () => String.fromCharCode(below(random() < 0.9 ? 0x7f : 0xffff));

function noise(): string {
  const pieces = Array.from({ length: below(40) }, () => (random() < 0.6 ? pick(splinters) : character()));
  return pieces.join(random() < 0.5 ? '' : ' ');
}

function mutated(text: string, others: readonly string[]): string {
  let result = text;
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(result.length + 1);
    const to = Math.min(result.length, at + below(12));
    const other = pick(others);
    const changes = [
      () => result.slice(0, at),
      () => result.slice(at),
      () => result.slice(0, at) + result.slice(to),
      () => result.slice(0, at) + pick(splinters) + result.slice(at),
      () => result.slice(0, at) + pick(splinters) + result.slice(to),
      () => result.slice(0, at) + other.slice(below(other.length)),
      () => result.slice(0, to) + result.slice(at),
    ];
    result = pick(changes)();
  }
  return result;
}

/** What does not add up in a tree, in words. */
function faultIn(text: string, syntax: engine.Syntax): string | undefined {
  if (engine.print(syntax) !== text) return 'print gives another text';
  let at = 0;
  for (const { span } of syntax.tokens) {
    if (span.start !== at || span.end <= span.start) return 'tokens leave a gap or overlap';
    at = span.end;
  }
  let last = 0;
  for (const { span, words, flags, keywordSpan } of syntax.instructions) {
    if (span.start < last || span.end < span.start || span.end > text.length) return 'an instruction lies outside its place';
    last = span.end;
    const strays = [...words, ...flags, { span: keywordSpan }].some((inner) => inner.span.start < span.start || inner.span.end > span.end);
    if (strays) return 'a word lies outside its instruction';
  }
  const stray = syntax.diagnostics.find(({ span }) => span.start < 0 || span.end < span.start || span.end > text.length);
  return stray && `the span of ${stray.rule} lies outside the text`;
}

const failures = new Map<string, { times: number; text: string }>();
function fail(what: string, text: string): void {
  const known = failures.get(what);
  if (known) known.times++;
  else failures.set(what, { times: 1, text });
}

const figures = new Map<string, { inputs: number; spent: number; slowest: number }>();
function attempt(name: string, text: string, work: () => string | undefined): void {
  const figure = figures.get(name) ?? { inputs: 0, spent: 0, slowest: 0 };
  figures.set(name, figure);
  const start = performance.now();
  try {
    const fault = work();
    if (fault) fail(`${name}: ${fault}`, text);
  } catch (error) {
    fail(`${name} threw ${error instanceof Error ? error.message : error}`, text);
  }
  const took = performance.now() - start;
  figure.inputs++;
  figure.spent += took;
  figure.slowest = Math.max(figure.slowest, took);
}

const env = { A: 'a.b.c', NAME: '', NODE: '24', value: 'x y' };
const paths = ['a', 'src/a/b/c.test.ts', 'node_modules/x/y.log', '.git', '/', 'a//..//b', ''];
let characters = 0;

for (let round = 0; round < count; round++) {
  const text = random() < 0.15 ? noise() : mutated(pick(dockerfiles), dockerfiles);
  const from = below(text.length);
  const word = random() < 0.5 ? noise() : text.slice(from, from + below(60));
  const ignore = random() < 0.2 ? noise() : mutated(pick(dockerignores), dockerignores);
  const options = { escape: random() < 0.8 ? '\\' : '`' } as const;
  characters += text.length;
  attempt('parse', text, () => faultIn(text, engine.parse(text)));
  attempt('expand', word, () => {
    engine.expand(word, env, options);
    engine.expandWords(word, env, options);
    return undefined;
  });
  attempt('parseIgnore', ignore, () => {
    const { excludes } = engine.parseIgnore(ignore);
    for (const path of paths) excludes(path);
    return undefined;
  });
  if (deep === 0 || round % deep !== 0) continue;
  attempt('review', text, () => {
    const files = { Dockerfile: text, '.dockerignore': ignore };
    const stray = engine
      .review(files, { everything: true })
      .find(({ file, span }) => span.end > (file === 'Dockerfile' ? text : ignore).length);
    return stray && `the span of ${stray.rule} lies outside the text`;
  });
}

console.log(`${count} rounds, ${(characters / 1e6).toFixed(1)} million characters of Dockerfiles, seed ${values.seed}`);
for (const [name, { inputs, spent, slowest }] of figures) {
  console.log(
    `${name.padEnd(12)}${String(inputs).padStart(8)} inputs ${(spent / 1000).toFixed(1).padStart(7)} s, slowest ${slowest.toFixed(1)} ms`,
  );
}
for (const [what, { times, text }] of failures) console.log(`FAILED ${times} times: ${what}\n  first on ${JSON.stringify(text)}`);
console.log(failures.size === 0 ? 'nothing failed' : `${failures.size} kinds of failure`);
process.exitCode = failures.size === 0 ? 0 : 1;
