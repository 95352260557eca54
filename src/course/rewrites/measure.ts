/** How well an exercise's grading stands up: answers written in other ways, and solutions with one thing undone. */
import { type Exercise, type Files, type Grade, grade, type Survivors } from '#engine';
import { rewrites } from './index.ts';
import { mutantsOf } from './mutants.ts';
import { draw, randomFrom, seedOf } from './random.ts';
import { inTurn, type Rewrite } from './rewrite.ts';

/** An exercise with what people may hand in, by the name of its folder: `starter`, `solutions/two-stages`, `wrong/no-user`. */
export interface Attempts {
  exercise: Exercise;
  starter: Files;
  solutions: Record<string, Files>;
  wrong: Record<string, Files>;
  /** What was said of the mutants that pass. */
  survivors: readonly Survivors[];
}

/** An answer whose verdict changed although it does the same: a fault of the grader, or of the rewrite. */
export interface Change {
  attempt: string;
  rewrite: string;
  /** What came out otherwise, in words. */
  what: string;
  files: Files;
}

/** Goals that must hold, and how each came out. */
const outcomes = (result: Grade) => new Map(result.goals.filter((goal) => goal.kind !== 'polish').map((goal) => [goal.id, goal] as const));

/** What of a verdict differs, goal by goal; '' where nothing does. Advice is not compared. */
function difference(before: Grade, after: Grade): string {
  if (before.verdict !== after.verdict && (before.verdict === 'unreadable' || after.verdict === 'unreadable')) {
    const [problem] = [...after.problems, ...before.problems];
    return `${before.verdict} → ${after.verdict}: ${problem?.file}:${problem?.line} ${problem?.message}`;
  }
  const was = outcomes(before);
  return [...outcomes(after).values()]
    .filter((goal) => was.get(goal.id)?.outcome !== goal.outcome)
    .map((goal) => `${goal.id}: ${was.get(goal.id)?.outcome} → ${goal.outcome}: ${goal.message}`)
    .join('\n');
}

/** Compositions of three rewrites, drawn anew for each attempt but always the same ones. */
export function compositions(name: string, count: number): Rewrite[] {
  const random = randomFrom(seedOf(name));
  return Array.from({ length: count }, () => inTurn(draw(rewrites, 3, random)));
}

/** Grades an attempt under each rewrite that applies to it: how many did, and which of them changed a verdict. */
export function underRewrites(exercise: Exercise, attempt: string, files: Files, tried: readonly Rewrite[]) {
  const before = grade(exercise, files);
  const changes: Change[] = [];
  let applied = 0;
  for (const rewrite of tried) {
    const next = rewrite.apply(files);
    if (!next) continue;
    applied++;
    const what = difference(before, grade(exercise, next));
    if (what !== '') changes.push({ attempt, rewrite: rewrite.name, what, files: next });
  }
  return { applied, changes };
}

/** A solution with one thing undone, and whether it still passes. */
export interface Outcome {
  /** Name of the solution. */
  solution: string;
  mutant: string;
  /** Whether the thing undone was the learner's own work: the starter does not have it. */
  own: boolean;
  passes: boolean;
  /** What was said of it, where it passes and somebody has read it. */
  said?: Survivors;
  files: Files;
}

/** What was said of a mutant; undefined where nobody has read it. */
const reading = (survivors: readonly Survivors[], solution: string, mutant: string): Survivors | undefined =>
  survivors.find((each) => each.mutant.test(mutant) && (each.solution?.test(solution) ?? true));

/** The mutants of a solution that can be graded: what was undone, whose work it was. `count` takes a sample, always the same one. */
export function underMutation(
  { exercise, starter, survivors }: Attempts,
  solution: string,
  files: Files,
  count = Number.POSITIVE_INFINITY,
): Outcome[] {
  const options = { asksForSupport: exercise.goals.some((goal) => /support|gets fixes/i.test(`${goal.id} ${goal.title}`)) };
  const bare = (name: string) => name.replace(/ \(\d+\)$/, '');
  const given = new Set(mutantsOf(starter, options).map((mutant) => bare(mutant.name)));
  const all = mutantsOf(files, options).map((mutant) => ({ ...mutant, own: !given.has(bare(mutant.name)) }));
  const chosen =
    count < all.length
      ? draw(
          all.filter((mutant) => mutant.own),
          count,
          randomFrom(seedOf(exercise.slug + solution)),
        )
      : all;
  return chosen.map(({ name, files: broken, own }) => {
    const passes = grade(exercise, broken).verdict === 'passed';
    const said = passes ? reading(survivors, solution, name) : undefined;
    return { solution, mutant: name, own, passes, ...(said && { said }), files: broken };
  });
}
