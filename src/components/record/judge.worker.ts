/** Opens and grades records beside the page, so that it stays fluid whatever is in them. */
import { exerciseSlugs, loadExercise } from '../../course/exercises.ts';
import { openRecord } from '../../course/records/read.ts';
import type { RecordAnswer } from '../../course/records/record.ts';
import { type AnswerVerdict, regradeAnswer } from '../../course/records/regrade.ts';
import type { Ask, Told } from './judging.ts';

const find = async (slug: string) => (exerciseSlugs.includes(slug) ? loadExercise(slug) : undefined);

/** The same answer of two people is graded once. A bounded memory: hostile records are many and large. */
const known = new Map<string, AnswerVerdict>();
const most = 5000;

async function judge(answer: RecordAnswer): Promise<AnswerVerdict> {
  const key = JSON.stringify([answer.slug, answer.version, Object.entries(answer.files).sort()]);
  const { passed: _, ...verdict } = known.get(key) ?? (await regradeAnswer(answer, find));
  if (known.size < most && key.length < 20_000) known.set(key, verdict);
  return { ...verdict, ...(answer.passed ? { passed: answer.passed } : {}) };
}

const tell = (told: Told) => postMessage(told);

addEventListener('message', async ({ data: { turn, text, tracks } }: MessageEvent<Ask>) => {
  const { value: record, refused } = await openRecord(text, tracks);
  if (!record) return tell({ turn, refused: refused ?? 'damaged' });
  const verdicts: AnswerVerdict[] = [];
  for (const answer of record.answers) {
    verdicts.push(await judge(answer));
    tell({ turn, done: verdicts.length, of: record.answers.length });
  }
  tell({ turn, judged: { record, verdicts } });
});
