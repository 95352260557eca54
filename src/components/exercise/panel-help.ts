/** The small panels: what changed, undo, files to add, the after-word, hints, and how a verdict came about. */
import type { Help, Reason } from '#engine';
import { changed as change, help as words } from '../../course/strings/index.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import { goalId } from './ids.ts';
import type { Workbench } from './workbench.ts';

/** Headings fit where the exercise stands: under a lesson's section, or on a page of its own. */
export const headingHtml = ({ host }: Workbench, text: string): string =>
  `<h${host.dataset.level} class="heading" tabindex="-1">${text}</h${host.dataset.level}>`;

export const linkButton = (what: string, text: string, more = ''): string =>
  `<button type="button" class="link" data-do="${what}" data-focus="${what}${escapeHtml(more)}"${more}>${escapeHtml(text)}</button>`;

export function changedHtml({ changed, exercise }: Workbench): string {
  if (!changed) return '';
  const { before, hold, of, passed } = changed;
  const said = passed ? change.still(before, exercise.version) : change.noLonger(before, exercise.version, hold, of);
  const back = passed ? '' : `${linkButton('put-back', change.putBack)} `;
  return `<p class="undo">${said} ${back}${linkButton('understood', change.understood)}</p>`;
}

export const undoHtml = ({ attempt }: Workbench): string => {
  if (!attempt.before) return '';
  const { said, back } = words.undone[attempt.before.because];
  return `<p class="undo">${said} ${words.kept} ${linkButton('undo', back)} ${linkButton('keep', words.leaveSo)}</p>`;
};

export const offersHtml = ({ exercise, attempt }: Workbench): string => {
  const buttonsFor = exercise.optional.map((path) => {
    const there = attempt.files[path] !== undefined;
    return linkButton(there ? 'remove' : 'add', there ? words.remove(path) : words.add(path), ` data-file="${escapeHtml(path)}"`);
  });
  return buttonsFor.length > 0 ? `<p class="offers">${words.anotherFile} ${buttonsFor.join(' ')}</p>` : '';
};

export const whyHtml = ({ grade }: Workbench, help: Help | undefined): string =>
  grade?.verdict === 'passed' && help ? `<p class="why">${inlineHtml(help.why)}</p>` : '';

export const hintsHtml = (bench: Workbench, help: Help | undefined): string => {
  const hints = help?.hints.slice(0, bench.attempt.hints) ?? [];
  if (hints.length === 0) return '';
  return `<div class="hints">${headingHtml(bench, words.hints)}<ol>${hints.map((hint) => `<li>${inlineHtml(hint)}</li>`).join('')}</ol></div>`;
};

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
