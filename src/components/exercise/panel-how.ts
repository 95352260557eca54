/** *How was this decided?*: of each goal what was looked at. */
import type { Reason } from '#engine';
import { help as words } from '../../course/strings/index.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import { goalId } from './ids.ts';
import { headingHtml } from './panel-help.ts';
import type { Workbench } from './workbench.ts';

const reasonHtml = (exercise: Workbench['exercise'], { file, text }: Reason) =>
  `<dd>${inlineHtml(text)}${file === exercise.editable[0] ? '' : ` <span class="file">${escapeHtml(file)}</span>`}</dd>`;

/** Each goal with its way from line to value to rule. Its title links to the goal: that address can be handed on. */
export function howHtml(bench: Workbench): string {
  const { grade, exercise } = bench;
  if (!grade) return '';
  const items = grade.goals.map((goal) => {
    const said = goal.outcome === 'pass' ? `<dd>${inlineHtml(goal.message)}</dd>` : '';
    const id = escapeHtml(goalId(bench.host.id, goal.id));
    const title = `<dt><a href="#${id}" data-goal="${id}">${inlineHtml(goal.title)}</a></dt>`;
    return `${title}${said}${goal.reasons.map((reason) => reasonHtml(exercise, reason)).join('')}`;
  });
  const trace = items.length > 0 ? `<dl>${items.join('')}</dl>` : `<p>${words.nothingToTrace}</p>`;
  return `<div class="how">${headingHtml(bench, words.how)}${trace}</div>`;
}
