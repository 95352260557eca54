/** The small panels: what changed, undo, files to add, the after-word, and hints. */
import type { Help } from '#engine';
import { changed as change, help as words } from '../../course/strings/index.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
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
