/** Answers and records to hand in, made of what the exercises bring along. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '#engine';
import { verify } from '../cli/commands/verify.ts';
import { filesIn } from '../cli/files.ts';
import { root } from '../cli/run.ts';
import { packRecord } from '../course/records/read.ts';
import type { CompletionRecord, RecordAnswer } from '../course/records/record.ts';

/** The n-th solution (or wrong answer) of an exercise, by the order of the folders' names. */
export function answer(slug: string, kind: 'solutions' | 'wrong' = 'solutions', n = 0): Files {
  const all = join(root, 'exercises', slug, kind);
  const names = readdirSync(all);
  return answerNamed(slug, `${kind}/${names[n % names.length]}`);
}

/** An answer by its folder: 'solutions/prune'. */
export function answerNamed(slug: string, folder: string): Files {
  const path = join(root, 'exercises', slug, folder);
  const files = filesIn(path).filter((file) => file !== 'feedback.txt');
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(path, file), 'utf8')]));
}

/** A packed record of these answers. */
export const recordOf = (answers: RecordAnswer[], more: Partial<CompletionRecord> = {}): Promise<string> =>
  packRecord({ course: '0.1.0', engine: '0.1.0', made: '2026-11-20T10:00:00.000Z', placement: [], answers, ...more });

/** A record of one of many, with some answers to these exercises, right ones and wrong ones. The name is what a spreadsheet must not run. */
export function colleague(at: number, slugs: readonly string[]): Promise<string> {
  const answers = slugs.slice(0, at % (slugs.length + 1)).map((slug, n): RecordAnswer => {
    return { slug, version: 1, files: answer(slug, (at + n) % 3 === 0 ? 'wrong' : 'solutions', at) };
  });
  return recordOf(answers, { name: `=Colleague ${at}`, made: `2026-11-${10 + (at % 15)}T10:00:00.000Z` });
}

/** Runs `shipshape verify` and gives back its exit code and what it wrote. */
export async function runVerify(files: string[], options: Parameters<typeof verify.run>[1]): Promise<{ code: number; out: string }> {
  const said: string[] = [];
  const { log } = console;
  const { write } = process.stdout;
  console.log = (text: string) => void said.push(`${text}\n`);
  process.stdout.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
  try {
    const code = await verify.run(files, options);
    return { code, out: said.join('') };
  } finally {
    console.log = log;
    process.stdout.write = write;
  }
}
