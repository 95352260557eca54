/** The verdict in the page: drawn anew where it differs, with the marks that follow from it, and the way to a goal. */
import type { Diagnostic, Grade } from '#engine';
import { url } from '../../course/url.ts';
import type { Mark } from './about-line.ts';
import { drawnWhenSeen } from './drawn-when-seen.ts';
import { goalId } from './ids.ts';
import type { Judged } from './judge.ts';
import { patch } from './patch.ts';
import type { Subject } from './subject.ts';
import { announcement, findingOf, fixKey, type VerdictView, verdictHtml } from './verdict.ts';

export interface VerdictPanel {
  /**
   * The goals, and what is said of each.
   * @param asServed the files are those that the page came with: what it brought stands as it should
   */
  show(judged: Judged, asServed: boolean): void;
  /** The stage graph and the build context. */
  picture(judged: Judged, asServed: boolean): void;
  /** The verdict in one sentence. */
  sentence(grade: Grade): string;
}

/** `addressOf` gives the address of a file's editor on the page. */
export function createVerdictPanel(host: HTMLElement, exercise: Subject, addressOf: (file: string) => string): VerdictPanel {
  let rulePages: string[] = [];
  const view: VerdictView = {
    editor: addressOf,
    goal: (id) => goalId(host.id, id),
    mainFile: exercise.editable[0] ?? '',
    rulePage: (id) => (rulePages.includes(id) ? url(`rules/${id}/`) : undefined),
    goals: exercise.goals,
  };
  const [graph, context] = ['.strip[data-graph]', '[data-context] > div'].map((part) => {
    const box = host.querySelector<HTMLElement>(part);
    return box && { box, ...drawnWhenSeen(box) };
  });
  return {
    show({ grade, rulePages: pages }, asServed) {
      rulePages = pages;
      const verdict = host.querySelector<HTMLElement>('.verdict');
      // In a lesson it is only the half of it: what the goals are.
      if (!verdict || (asServed && verdict.querySelector('[data-key^="goal-"]'))) return;
      patch(verdict, verdictHtml(grade, view));
    },
    picture({ strip, listing }, asServed) {
      for (const [part, html] of [
        [graph, strip],
        [context, listing],
      ] as const) {
        if (asServed && part?.box.childElementCount) part.stands(html);
        part?.draw(html);
      }
    },
    sentence: (grade) => announcement(grade, exercise.goals),
  };
}

/** What an editor shows of a grade: everything that cannot be read, that fails a goal, or that is advised. `host` is the id of the exercise's element. */
export function marksOf(grade: Grade, host: string): Mark[] {
  const open = grade.goals.filter((goal) => goal.outcome === 'fail' || goal.outcome === 'unknown');
  return [
    ...grade.problems.map((place, index) => ({ ...place, key: fixKey('problem', index) })),
    ...open.flatMap((goal) =>
      goal.diagnostics.map((place, index) => ({
        ...place,
        message: place.message || goal.message,
        key: fixKey(goal.id, index),
        goal: goalId(host, goal.id),
      })),
    ),
    ...grade.advice.map((place, index) => ({ ...place, key: fixKey('advice', index) })),
  ];
}

/** Goes to a goal by its id in the page, with everything in it unfolded. */
export function toGoal(id: string): void {
  const goal = document.getElementById(id);
  if (!goal) return;
  for (const fold of goal.querySelectorAll('details')) fold.open = true;
  goal.scrollIntoView({ block: 'center' });
  goal.focus({ preventScroll: true });
}

/** The finding behind a fix's key, where it still has a fix. */
export function fixIn(grade: Grade | undefined, key: string): Diagnostic | undefined {
  const finding = grade && findingOf(grade, key);
  return finding?.fix ? finding : undefined;
}
