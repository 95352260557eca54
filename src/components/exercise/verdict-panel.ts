/** The verdict in the page: drawn anew where it differs, with the marks that follow from it, and the way to a goal. */
import type { Diagnostic, Grade } from '#engine';
import { url } from '../../course/url.ts';
import type { Mark } from './about-line.ts';
import { goalId } from './ids.ts';
import type { Judged } from './judge.ts';
import { patch } from './patch.ts';
import type { Subject } from './subject.ts';
import { announcement, findingOf, fixKey, type VerdictView, verdictHtml } from './verdict.ts';

export interface VerdictPanel {
  /** The goals, and what is said of each. */
  show(judged: Judged): void;
  /** The stage graph and the build context. `asServed`: where the page brought them, they stand as they should. */
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
  const drawn = new Map<string, string>();
  const redraw = (part: string, html: string, asServed: boolean) => {
    const box = host.querySelector<HTMLElement>(part);
    if (!box || drawn.get(part) === html) return;
    drawn.set(part, html);
    if (!asServed || box.childElementCount === 0) box.innerHTML = html;
  };
  return {
    show({ grade, rulePages: pages }) {
      rulePages = pages;
      const verdict = host.querySelector<HTMLElement>('.verdict');
      if (verdict) patch(verdict, verdictHtml(grade, view));
    },
    picture({ strip, listing }, asServed) {
      redraw('[data-context] > div', listing, asServed);
      redraw('.strip[data-graph]', strip, asServed);
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
