import { createWorkspace } from '../build/create-workspace.ts';
import type { Workspace } from '../build/workspace.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { review } from '../rules/review.ts';
import { toDiagnostic } from '../rules/rule.ts';
import type { Files } from '../source.ts';
import { engineVersion } from '../version.ts';
import type { Exercise, Goal, GoalResult, Grade, Judgement } from './exercise.ts';
import { goalsOf } from './questions.ts';

const worst = { error: 0, warning: 1, info: 2 };

/**
 * An exercise's verdict on a workspace. The browser, the command line and the tests all call this one function.
 * Files that are not part of the exercise are not looked at; a missing one counts as empty.
 * A file that cannot be read, or that `docker build` would refuse, is said alone: no goal is judged then. So is a dash that a web page made
 * of two hyphens: what follows from it would only confuse. Other pasted typography is said first, beside the goals.
 */
export function grade(exercise: Exercise, files: Files): Grade {
  const own = ownFiles(exercise, files);
  const all = { ...givenFiles(exercise), ...own };
  const workspace = createWorkspace(all, { context: exercise.context });
  const findings = review(all).filter((finding) => Object.hasOwn(own, finding.file));
  const pasted = findings.filter((finding) => finding.rule.startsWith('typographic-') && !finding.stopsBuild);
  const refused = [...findings.filter((finding) => finding.stopsBuild), ...(exercise.readers ?? []).flatMap((read) => read(own))];
  const problems = [...pasted, ...refused];
  if (refused.length > 0 || pasted.some((finding) => finding.rule === 'typographic-dash')) {
    return { verdict: 'unreadable', problems, goals: [], advice: [], engine: engineVersion };
  }
  const goals = goalsOf(exercise).map((goal) => settle(goal, judgeSafely(goal, workspace), workspace));
  return { verdict: verdict(goals), problems, goals, advice: advice(exercise, findings, goals), engine: engineVersion };
}

function ownFiles(exercise: Exercise, files: Files): Files {
  const own: Files = {};
  for (const path of exercise.editable) own[path] = typeof files[path] === 'string' ? files[path] : '';
  for (const path of exercise.optional ?? []) if (typeof files[path] === 'string') own[path] = files[path];
  return own;
}

/** Files that stand beside the learner's own and can be read: a Dockerfile to predict, a package.json. */
export function givenFiles(exercise: Exercise): Files {
  const given: Files = {};
  for (const file of exercise.context) if (file.text !== undefined && !exercise.editable.includes(file.path)) given[file.path] = file.text;
  return given;
}

/** A goal must never take the page down: a fault of ours is told as what it is and does not count against the learner. */
function judgeSafely(goal: Goal, workspace: Workspace): Judgement {
  try {
    return goal.judge(workspace);
  } catch (error) {
    return {
      outcome: 'unknown',
      message: `The grader itself failed on this goal (${String(error)}). Your answer is not at fault; please report it.`,
    };
  }
}

function settle(goal: Goal, judgement: Judgement, workspace: Workspace): GoalResult {
  const severity = goal.kind === 'polish' ? 'info' : 'error';
  return {
    id: goal.id,
    kind: goal.kind,
    title: goal.title,
    outcome: judgement.outcome,
    message: judgement.message,
    ...(judgement.mistake ? { mistake: judgement.mistake } : {}),
    diagnostics: (judgement.findings ?? []).map((finding) => toDiagnostic({ id: goal.id, aka: [], severity }, finding, workspace.lineOf)),
    reasons: judgement.reasons ?? [],
  };
}

/** Passed: nothing that must hold fails, and at least half of what was to be achieved was really seen. */
function verdict(goals: GoalResult[]): Grade['verdict'] {
  const must = goals.filter((goal) => goal.kind !== 'polish');
  const achieve = must.filter((goal) => goal.kind === 'achieve');
  const seen = achieve.filter((goal) => goal.outcome === 'pass').length;
  return must.every((goal) => goal.outcome !== 'fail') && seen * 2 >= achieve.length ? 'passed' : 'not-yet';
}

function advice(exercise: Exercise, findings: Diagnostic[], goals: GoalResult[]): Diagnostic[] {
  const covered = new Set(exercise.goals.flatMap((goal) => goal.covers ?? []));
  const marked = (finding: Diagnostic) =>
    goals.some((goal) => goal.outcome === 'fail' && goal.diagnostics.some((d) => d.file === finding.file && d.line === finding.line));
  return findings
    .filter((finding) => !covered.has(finding.rule) && !finding.rule.startsWith('typographic-') && !marked(finding))
    .sort((a, b) => worst[a.severity] - worst[b.severity] || a.file.localeCompare(b.file) || a.span.start - b.span.start);
}
