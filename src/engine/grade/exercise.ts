/** What an exercise is, as data: the engine grades it, the site shows it, the tests prove it. */
import type { ContextFile, Workspace } from '../build/workspace.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Finding } from '../rules/rule.ts';
import type { Files, Span } from '../source.ts';

/** How a goal came out. `unknown`: the engine could not see; never blocks a pass. */
export type Outcome = 'pass' | 'fail' | 'unknown';

/** One step of "how was this decided": the place, what it came to, and by which rule or fact. */
export interface Reason {
  file: string;
  span?: Span;
  text: string;
}

/** What a goal's judge returns. */
export interface Judgement {
  outcome: Outcome;
  /** On pass: one sentence on what is right. On fail: what we found, why it matters, what to look at next. On unknown: what could not be seen and how to make it visible. */
  message: string;
  /** Places to mark, most important first. */
  findings?: Finding[];
  /** The mistake's name where it is one we know: 'unpruned-node-modules'. Tests assert on it. */
  mistake?: string;
  reasons?: Reason[];
}

/** What an exercise asks. `achieve` is the lesson's point, `keep` what already worked, `polish` advice that never blocks. */
export interface Goal {
  /** Kebab-case, unique in the exercise. */
  id: string;
  kind: 'achieve' | 'keep' | 'polish';
  /** As a statement that holds when passed: 'The compiled app is in the image'. */
  title: string;
  /** Ids of general rules that say the same in their own words: their findings are left out of the advice. */
  covers?: string[];
  judge(workspace: Workspace): Judgement;
}

/** How much is asked at a time: one thing just explained, several together, or a whole file with little help. */
export type Difficulty = 'first-steps' | 'practice' | 'challenge';

/** What every exercise has, whatever the learner does in it. */
interface Common {
  /** Folder name and URL. */
  slug: string;
  title: string;
  /** What must hold, never how to type it. Plain text with `code`; paragraphs divided by a blank line. */
  task: string;
  /** Objectives of the lesson it serves, by id. */
  objectives: string[];
  difficulty: Difficulty;
  /** About how long it takes somebody who has read the lesson. */
  minutes: number;
  /**
   * Files the learner may change, in tab order, the one to judge first. The starter holds each of them.
   * Kinds that ask questions keep what was picked in `answers.json`.
   */
  editable: string[];
  /** Files the learner may add: not in the starter, offered by name. */
  optional?: string[];
  /**
   * Who says what keeps files of other kinds from being read, before any goal is judged: `yamlFiles` where the learner writes YAML. The
   * exercise brings it, so that one about Dockerfiles alone loads no reader it has no use for.
   */
  readers?: ((files: Files) => Diagnostic[])[];
  /**
   * The build context beside them. Editable files need not be listed. A file with its text that is not editable is a given one:
   * shown read-only and part of the workspace that is graded.
   */
  context: ContextFile[];
  goals: Goal[];
  /** Raised when the task or a goal changes its meaning: older passes are then graded again. */
  version: number;
}

/** Change files until the goals hold. */
export interface EditExercise extends Common {
  kind: 'edit';
}

/** Bring the lines of one file into order: graded as the file they make. Lines stand apart; a continued instruction is one. */
export interface OrderExercise extends Common {
  kind: 'order';
  /** The file whose lines are moved: the first of `editable`. */
  order: { file: string };
}

/** Pick the lines at fault, then repair the file. */
export interface SpotExercise extends Common {
  kind: 'spot';
  spot: {
    file: string;
    /** Asked above the file: 'Which line makes every build reinstall?' */
    question: string;
    /** 1-based lines of the starter, each of which counts as found. A test holds them against the places that the starter's failing goals mark. */
    lines: number[];
    /** Said for a wrong line: what that line really does. */
    feedback: string;
  };
}

/** Questions on given files. `predict`: the truth is worked out by the engine; `choose` and `match`: it is known, option by option. */
export interface QuestionExercise extends Common {
  kind: 'predict' | 'choose' | 'match';
  questions: Question[];
}

export interface Question {
  /** Kebab-case, unique in the exercise; also its goal's id. */
  id: string;
  text: string;
  /** `one`: radios. `many`: checkboxes, none picked is an answer too once the question was touched. */
  mode: 'one' | 'many';
  options: Option[] | ((workspace: Workspace) => Option[]);
  /** The ids of the options that are right. With `any`, each of them alone is a right answer; else all of them and no other. */
  truth: string[] | ((workspace: Workspace) => string[]);
  any?: boolean;
  /** Said when "none of them" was picked and something is right: what that thought overlooks. */
  none?: string;
  /** Said when every pick is right and some are missing: what was overlooked, without naming it. */
  incomplete?: string;
  /** Why it is so: shown when it is right. */
  because: string;
}

export interface Option {
  id: string;
  text: string;
  /** Said when it was picked and is wrong, or was not picked and is right: what that thought overlooks. */
  feedback?: string;
}

/** What was picked, by question: `{ "first-build": ["2", "3"] }`. Stored as the text of `answers.json`. */
export type Answers = Record<string, string[]>;

export type Exercise = EditExercise | OrderExercise | SpotExercise | QuestionExercise;

/** A goal's result with its findings made whole. */
export interface GoalResult {
  id: string;
  kind: Goal['kind'];
  title: string;
  outcome: Outcome;
  message: string;
  mistake?: string;
  diagnostics: Diagnostic[];
  reasons: Reason[];
}

/** The verdict on a workspace. */
export interface Grade {
  /** `unreadable`: some file cannot be read or would be refused before building; `problems` then holds why, and goals are not judged. */
  verdict: 'unreadable' | 'not-yet' | 'passed';
  /** What is to be said before the goals: what stops the build, and typography that was pasted from a web page. */
  problems: Diagnostic[];
  goals: GoalResult[];
  /** Findings of the general rules that no goal is about, worst first: advice, never blocking. */
  advice: Diagnostic[];
  /** Version of the engine that judged, for records. */
  engine: string;
}

/** Makes an exercise; a place for the types to meet. */
export const exercise = (value: Exercise): Exercise => value;

/** What stands beside an exercise but must not travel with it: loaded when the learner asks (hints) or has passed (the rest). */
export interface Help {
  /** Each rung says more than the one before: where to look, why it matters, which instruction, almost the line. */
  hints: string[];
  /** Shown on passing: one sentence on why it is right. */
  why: string;
  /** The solutions by folder name, in the order worth reading, each with its trade-offs. */
  approaches: { name: string; title: string; note: string }[];
}

/** Makes a help; a place for the types to meet. */
export const help = (value: Help): Help => value;
