/**
 * Throws damaged and hostile records at what opens them, here and in `shipshape verify`:
 * `npm run fuzz:records [-- --count 50000 --seed 1]`. Half of them are changed as they travel, half inside, before packing. Each must
 * open or be refused, and what opens must go through grading, the table, the exports and what the pages show. Ends with 1 when anything threw.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verify } from '../cli/commands/verify.ts';
import { loadExercise } from '../cli/exercises.ts';
import { filesIn } from '../cli/files.ts';
import { diskOutline } from '../cli/outline.ts';
import { findExercise } from '../cli/records.ts';
import { root } from '../cli/run.ts';
import { aboutHtml, summaryHtml, verdictsHtml } from '../components/record/record-html.ts';
import { bodyHtml, namesakesHtml, needsHtml, sameHtml } from '../components/team/team-html.ts';
import { toCsv, toMarkdown } from '../course/records/export.ts';
import { pack } from '../course/records/pack.ts';
import { mergeJudged, namesakes, sameAnswers } from '../course/records/people.ts';
import { openRecord, recordData } from '../course/records/read.ts';
import type { RecordAnswer } from '../course/records/record.ts';
import { regrade } from '../course/records/regrade.ts';
import { type Judged, needsOf, tableOf } from '../course/records/table.ts';
import { team } from '../course/strings/index.ts';
import { wholeCourse } from '../course/tracks/standing.ts';
import { chanceFrom } from './random.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '50000' }, seed: { type: 'string', default: '1' } } });
const count = Number(values.count);
const { below, pick, random } = chanceFrom(Number(values.seed));

const splinters = [
  '"__proto__":{"x":1},',
  '"constructor":',
  '\\u202e',
  '\u202e',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=cmd|calc!A1',
  '{"a":',
  '[[[[[[[[[[[[[[',
  '1e999',
  'null',
  '-1',
  '"format":2,',
  '\\',
  '"',
  '\u0000',
  'x'.repeat(300),
  '../../etc/passwd',
  'FROM ${',
  '#',
];

const outline = await diskOutline();
const track = wholeCourse(outline, '');

/** A small record of a few real answers, as data. */
async function specimen(slugs: string[]): Promise<Record<string, unknown>> {
  const answers = await Promise.all(
    slugs.map(async (slug): Promise<RecordAnswer> => {
      const solutions = join(root, 'exercises', slug, 'solutions');
      const folder = join(solutions, readdirSync(solutions)[0] ?? '');
      const files = Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
      return { slug, version: (await loadExercise(slug)).version, files, passed: '2026-11-01T10:00:00.000Z' };
    }),
  );
  const name = pick(['Ada Lovelace', 'Grace', '', 'José', '张伟']);
  return recordData({
    course: '0.1.0',
    engine: '0.1.0',
    made: '2026-11-02T10:00:00.000Z',
    name,
    placement: ['hardening'],
    track: outline.tracks[0],
    answers,
  });
}

function mutated(text: string): string {
  let result = text;
  for (let times = 1 + below(3); times > 0; times--) {
    const at = below(result.length + 1);
    const to = Math.min(result.length, at + below(random() < 0.1 ? 2000 : 12));
    const put = random() < 0.7 ? pick(splinters) : String.fromCharCode(below(random() < 0.8 ? 0x7f : 0xffff));
    result = pick([
      () => result.slice(0, at) + put + result.slice(at),
      () => result.slice(0, at) + put + result.slice(to),
      () => result.slice(0, at) + result.slice(to),
      () => result.slice(0, at) + result.slice(at, to) + result.slice(at),
      () => result.slice(0, at),
    ])();
  }
  return result;
}

const figures = { opened: 0, graded: 0, slowest: 0 };
const refusals = new Map<string, number>();
const failures: string[] = [];
let before: Judged | undefined;

async function tryOne(text: string): Promise<void> {
  const opened = await openRecord(text, outline.tracks);
  if (opened.refused) return void refusals.set(opened.refused, (refusals.get(opened.refused) ?? 0) + 1);
  figures.opened++;
  const judged: Judged = { record: opened.value, verdicts: await regrade(opened.value, findExercise) };
  figures.graded += judged.verdicts.length;
  const people = before ? [before, judged] : [judged];
  for (const by of ['exercise', 'objective'] as const) {
    const table = tableOf(people, opened.value.track ?? track, outline, by);
    const csv = toCsv(table, team.exports);
    if (/(^|,)"[=+\-@]/m.test(csv)) throw new Error('a formula in the CSV');
    if (/[<>]/.test(toMarkdown(table, team.exports))) throw new Error('markup in the Markdown');
  }
  // What the pages show of it is markup of ours, and texts.
  const needs = needsOf(people, track, outline);
  const rows = tableOf(people, track, outline).rows.map((row, at) => ({ ...row, at }));
  const pages = [aboutHtml(judged), summaryHtml(judged, outline), verdictsHtml(judged), bodyHtml(rows), needsHtml(needs)];
  const html = [...pages, sameHtml(sameAnswers(people, outline, {})), namesakesHtml([{ name: judged.record.name ?? '', count: 2 }])].join(
    '',
  );
  if (/<(?:script|img)\b|="[^"<>]*"[^\s>]/i.test(html)) throw new Error('markup of somebody else on a page');
  for (const { records } of namesakes(people)) if (records[0] && records[1]) mergeJudged(records[0], records[1]);
  before = judged;
}

/** The command on many files at once, its output kept from the terminal. */
async function tryCommand(folder: string, texts: string[]): Promise<void> {
  const files = texts.map((text, at) => {
    const file = join(folder, `${at}.shipshape.json`);
    writeFileSync(file, text);
    return file;
  });
  const { log, error } = console;
  console.log = console.error = () => undefined;
  try {
    const code = await verify.run(files, { json: true });
    if (code !== 0 && code !== 1 && code !== 2) throw new Error(`exit code ${code}`);
  } finally {
    console.log = log;
    console.error = error;
  }
}

const slugs = outline.exercises.map(({ slug }) => slug);
const specimens = await Promise.all(Array.from({ length: 40 }, () => specimen([pick(slugs), pick(slugs)])));
const jsons = specimens.map((data) => JSON.stringify(data));
const packed = await Promise.all(jsons.map(pack));
const folder = mkdtempSync(join(tmpdir(), 'shipshape-fuzz-'));
const began = performance.now();
let batch: string[] = [];
for (let round = 0; round < count; round++) {
  const within = mutated(pick(jsons));
  const text = pick([
    () => mutated(pick(packed)),
    () => within,
    () => JSON.stringify({ shipshape: 'record', format: 1, packed: mutated(pick(packed)) }),
  ])();
  const sent = round % 2 === 0 ? text : await pack(within);
  // Time of the processor, not of the clock: a busy machine is no slow grader.
  const start = process.cpuUsage();
  await tryOne(sent).catch((error) => failures.push(`${String(error)} on ${JSON.stringify(sent).slice(0, 400)}`));
  const { user, system } = process.cpuUsage(start);
  figures.slowest = Math.max(figures.slowest, (user + system) / 1000);
  batch.push(sent);
  if (batch.length < 500 && round < count - 1) continue;
  await tryCommand(folder, batch).catch((error) => failures.push(`the command: ${String(error)}`));
  batch = [];
}
rmSync(folder, { recursive: true });

console.log(
  `${count} records, seed ${values.seed}, ${((performance.now() - began) / 1000).toFixed(0)} s; each opened here and by \`verify\``,
);
console.log(`${figures.opened} opened, ${figures.graded} answers graded, slowest ${figures.slowest.toFixed(0)} ms of processor time`);
for (const [reason, times] of refusals) console.log(`  ${String(times).padStart(6)} refused: ${reason}`);
for (const failure of failures.slice(0, 20)) console.log(`FAILED: ${failure}`);
console.log(failures.length === 0 ? 'nothing failed' : `${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
