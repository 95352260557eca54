/** The buttons of the backup: a file out, a file in. What a file would change is said before it is done, and can be undone. */
import {
  applyImport,
  type Before,
  changesNothing,
  type ImportPlan,
  largestBackup,
  planImport,
  readBackup,
  undoImport,
  type WholeShelf,
} from '../../course/backup.ts';
import { showDate } from '../../course/dates.ts';
import { progressKind } from '../../course/progress.ts';
import { browserShelf, load } from '../../course/store.ts';
import { backup as words } from '../../course/strings/index.ts';
import { announceProgress } from '../lesson/progress-marks.ts';
import { downloadBackup } from './download.ts';

const button = (text: string, act: () => void, primary = false) => {
  const made = Object.assign(document.createElement('button'), {
    type: 'button',
    className: primary ? 'button primary' : 'button',
    textContent: text,
  });
  made.addEventListener('click', act);
  return made;
};

const paragraph = (text: string, className = '') => Object.assign(document.createElement('p'), { textContent: text, className });

function listOf(lines: (string | Node)[][]): HTMLUListElement {
  const list = document.createElement('ul');
  for (const line of lines) {
    const item = document.createElement('li');
    item.append(...line);
    list.append(item);
  }
  return list;
}

/** What a plan changes, one line each. */
function changesOf(plan: ImportPlan): string[] {
  const counted = (list: string[], say: (count: number) => string) => (list.length > 0 ? [say(list.length)] : []);
  const lines = [
    ...counted(plan.newAttempts, words.newAttempts),
    ...counted(plan.changedAttempts, words.changedAttempts),
    ...counted(plan.addedPasses, words.addedPasses),
    ...counted(plan.addedLessons, words.addedLessons),
    ...counted(plan.addedReviews, words.addedReviews),
    ...(plan.settings ? [words.settings] : []),
    ...(plan.track ? [words.track] : []),
    ...(plan.records ? [words.records] : []),
    ...(plan.own ? [words.own] : []),
  ];
  return lines.length > 0 ? lines : [words.other];
}

export function wireBackup(panel: HTMLElement | null): void {
  const input = panel?.querySelector<HTMLInputElement>('input[type=file]');
  const place = panel?.querySelector<HTMLElement>('.plan');
  const said = panel?.querySelector<HTMLElement>('.said');
  const shelf: WholeShelf | undefined = browserShelf() as Storage | undefined;
  if (!panel || !input || !place || !said) return;

  const close = (text: string, ...more: Node[]) => {
    const focused = place.contains(document.activeElement);
    place.hidden = true;
    place.replaceChildren();
    said.replaceChildren(text, ...(more.length > 0 ? [' '] : []), ...more);
    if (focused) (said.querySelector('button') ?? panel.querySelector<HTMLElement>('[data-do=import]'))?.focus();
  };
  const redraw = () => announceProgress(load(shelf, progressKind).value);

  const apply = (plan: ImportPlan) => {
    if (!shelf) return;
    const before = applyImport(shelf, plan);
    if (before === 'full') return close(words.full);
    redraw();
    close(
      words.applied,
      button(words.undo, () => undo(before)),
    );
  };
  const undo = (before: Before) => {
    if (shelf) undoImport(shelf, before);
    redraw();
    close(words.undone);
    panel.querySelector<HTMLElement>('[data-do=import]')?.focus();
  };

  const show = (made: string, plan: ImportPlan) => {
    const nothing = changesNothing(plan);
    const left = plan.leftOut.map(({ key, why }) => [
      Object.assign(document.createElement('code'), { textContent: key.slice(0, 80) }),
      `: ${words.why[why]}`,
    ]);
    const ways = paragraph('', 'ways');
    if (!nothing) ways.append(button(words.apply, () => apply(plan), true));
    ways.append(button(nothing ? words.close : words.leave, () => close(nothing ? '' : words.left)));
    place.replaceChildren(
      paragraph(/^\d{4}-\d\d-\d\d/.test(made) ? words.from(showDate(made)) : words.undated, 'from'),
      ...(nothing ? [paragraph(words.nothingNew)] : [paragraph(words.will), listOf(changesOf(plan).map((line) => [line]))]),
      ...(left.length > 0 ? [paragraph(words.leftOut), listOf(left.slice(0, 20))] : []),
      ways,
    );
    said.textContent = '';
    place.hidden = false;
    place.focus();
  };

  const take = async (file: File) => {
    if (!shelf) return close(words.blocked);
    // Its size first: a file of gigabytes is not read at all. A character has three bytes at most for each UTF-16 unit.
    if (file.size > 3 * largestBackup) return close(words.refused['too-large']);
    const text = await file.text().catch(() => undefined);
    if (text === undefined) return close(words.unreadable);
    const read = readBackup(text);
    if ('refused' in read) return close(words.refused[read.refused]);
    show(read.backup.made, planImport(shelf, read.backup));
  };

  panel.querySelector('[data-do=export]')?.addEventListener('click', () => {
    const documents = shelf ? downloadBackup(shelf) : undefined;
    close(documents === undefined ? words.blocked : documents === 0 ? words.nothing : words.made(documents));
  });
  panel.querySelector('[data-do=import]')?.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void take(file);
    // The same file may be chosen again.
    input.value = '';
  });
}
