/** How well the grader does, as `npm run rates` measured it: `content/rates.json`. */

/** What was measured of one exercise. */
export interface ExerciseRates {
  solutions: number;
  wrong: number;
  /** Answers written in other ways, and how many of them got another verdict than the answer itself. */
  rewrites: { right: Count; wrong: Count };
  mutants: {
    /** Solutions with one part of the learner's own work undone. */
    undone: number;
    rejected: number;
    /** Pass, and somebody has read why they may. */
    stillRight: number;
    /** Pass, and should not. */
    holes: number;
    /** Pass, and nobody has read them yet. */
    unread: number;
    /** Solutions without something that the starter had already. */
    given: { undone: number; rejected: number };
  };
}

interface Count {
  written: number;
  changed: number;
}

/** The whole file. `date` is the day of the measurement, `engine` the version that judged, `rewrites` the number of ways to write. */
export interface Rates {
  date: string;
  engine: string;
  rewrites: number;
  exercises: Record<string, ExerciseRates>;
}

/** All exercises together, as one. */
export function total({ exercises }: Rates): ExerciseRates {
  const all = Object.values(exercises);
  const sum = (value: (each: ExerciseRates) => number) => all.reduce((so, each) => so + value(each), 0);
  return {
    solutions: sum((each) => each.solutions),
    wrong: sum((each) => each.wrong),
    rewrites: {
      right: { written: sum((each) => each.rewrites.right.written), changed: sum((each) => each.rewrites.right.changed) },
      wrong: { written: sum((each) => each.rewrites.wrong.written), changed: sum((each) => each.rewrites.wrong.changed) },
    },
    mutants: {
      undone: sum((each) => each.mutants.undone),
      rejected: sum((each) => each.mutants.rejected),
      stillRight: sum((each) => each.mutants.stillRight),
      holes: sum((each) => each.mutants.holes),
      unread: sum((each) => each.mutants.unread),
      given: { undone: sum((each) => each.mutants.given.undone), rejected: sum((each) => each.mutants.given.rejected) },
    },
  };
}
