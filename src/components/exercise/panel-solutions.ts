/** The named approaches, each with its trade-offs, and what it does otherwise than the learner's files. */
import type { Files, Help } from '#engine';
import { help as words } from '../../course/strings/index.ts';
import { colouredLines } from '../code/lines.ts';
import { escapeHtml, inlineHtml, textOf } from '../html.ts';
import { headingHtml } from './panel-help.ts';
import type { Workbench } from './workbench.ts';

/** `changes`: one column of what to take away and put in; `side`: mine and theirs beside one another; `whole`: the file alone. */
export type Look = 'changes' | 'side' | 'whole';

/** What is used of `diff.ts`, which is loaded with the solutions. */
export type Compare = Pick<typeof import('./diff.ts'), 'rowsOf' | 'unifiedHtml' | 'sideHtml'>;

const fileHtml = (path: string, text: string) =>
  `<figure><figcaption>${escapeHtml(path)}</figcaption><pre tabindex="0"><code>${colouredLines(path, text.replace(/\n$/, '')).join('\n')}</code></pre></figure>`;

function comparedHtml(path: string, title: string, mine: string, theirs: string, look: Look, { rowsOf, unifiedHtml, sideHtml }: Compare) {
  const rows = rowsOf(mine, theirs);
  if (rows.every(({ kind }) => kind === 'same')) return `<p>${escapeHtml(words.sameAsMine(path))}</p>`;
  const caption = words.compared(path, textOf(inlineHtml(title)));
  return `<figure><figcaption>${escapeHtml(path)}</figcaption>${look === 'side' ? sideHtml(rows, caption) : unifiedHtml(rows, caption)}</figure>`;
}

const looks: readonly Look[] = ['changes', 'side', 'whole'];

const choiceHtml = (name: string, chosen: Look) =>
  `<p class="looks" role="group" aria-label="${words.views}">${looks
    .map(
      (look) =>
        `<button type="button" class="link" data-do="look" data-name="${escapeHtml(name)}" data-look="${look}" data-focus="${escapeHtml(name)}-${look}" aria-pressed="${look === chosen}">${words.view[look]}</button>`,
    )
    .join(' ')}</p>`;

export function solutionsHtml(
  bench: Workbench,
  shown: { help?: Help; solutions?: Record<string, Files>; compare?: Compare; looks: Record<string, Look>; unfolded: Set<string> },
): string {
  const { grade, attempt, starter } = bench;
  const { help, solutions, compare } = shown;
  const passed = grade?.verdict === 'passed';
  if (!help || !solutions || !(passed || attempt.revealed)) return '';
  const items = help.approaches.map(({ name, title, note }) => {
    const id = escapeHtml(`${bench.host.id}-approach-${name}`);
    // Each verdict draws this anew: what is folded need not be compared.
    const files = shown.unfolded.has(name) ? (solutions[name] ?? {}) : {};
    const look = shown.looks[name] ?? (passed ? 'changes' : 'whole');
    const changed = Object.entries(files).filter(([path, text]) => text !== starter[path] || text !== attempt.files[path]);
    const shows = changed.map(([path, text]) =>
      look === 'whole' || !compare ? fileHtml(path, text) : comparedHtml(path, title, attempt.files[path] ?? '', text, look, compare),
    );
    return `<details id="${id}" data-approach="${escapeHtml(name)}"><summary>${inlineHtml(title)}</summary><p>${inlineHtml(note)}</p>${compare ? choiceHtml(name, look) : ''}${shows.join('')}<button type="button" class="button" data-do="use" data-name="${escapeHtml(name)}" data-focus="use-${escapeHtml(name)}">${words.putIn}</button></details>`;
  });
  return `<div class="approaches">${headingHtml(bench, words.ways(help.approaches.length))}${items.join('')}</div>`;
}
