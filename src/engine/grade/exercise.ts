/** What an exercise is, as data: the engine grades it, the site shows it, the tests prove it. */
import type { ContextFile, Workspace } from '../build/workspace.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Finding } from '../rules/rule.ts';
import type { Span } from '../source.ts';

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

export interface Exercise {
  /** Folder name and URL. */
  slug: string;
  title: string;
  /** What must hold, never how to type it. Plain text with `code`; paragraphs divided by a blank line. */
  task: string;
  /** 'edit' is the only kind so far: change files until the goals hold. */
  kind: 'edit';
  /** Objectives of the lesson it serves, by id. */
  objectives: string[];
  minutes: number;
  /** Files the learner may change, in tab order, the one to judge first. The starter holds each of them. */
  editable: string[];
  /** Files the learner may add: not in the starter, offered by name. */
  optional?: string[];
  /** The build context beside them. Editable files need not be listed. */
  context: ContextFile[];
  goals: Goal[];
  /** Raised when the task or a goal changes its meaning: older passes are then graded again. */
  version: number;
}

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
