/** The way of a track as HTML: the same at build time, where nothing is done yet, and in the page, where the reader's progress is known. */
import { tracks as words } from '../../course/strings/index.ts';
import type { Standing, Step } from '../../course/tracks/standing.ts';
import { escapeHtml, inlineHtml } from '../html.ts';

const marks: Record<Step['state'], string> = { done: '✓', placed: '»', open: '', gone: '–' };

function stepHtml(step: Step, base: string, next: Step | undefined): string {
  const { kind, title, path, minutes, optional, state } = step;
  const name = state === 'gone' ? `<span>${inlineHtml(title)}</span>` : `<a href="${escapeHtml(base + path)}">${inlineHtml(title)}</a>`;
  const said = [words.kinds[kind], ...(minutes > 0 ? [words.minutes(minutes)] : []), ...(optional ? [words.optional] : [])].join(' · ');
  const outcome = state === 'open' ? '' : `<b>${words.states[state]}</b> · `;
  const here = step === next ? ` <span class="here">${words.next}</span>` : '';
  return `<li data-state="${state}" data-kind="${kind}"${step === next ? ' aria-current="step"' : ''}><span class="box" aria-hidden="true">${marks[state]}</span><span>${name}${here}<small>${outcome}${said}</small></span></li>`;
}

/** The steps, then the closing set. */
export function wayHtml({ steps, next }: Standing, base: string): string {
  const list = (some: Step[]) => `<ol class="plain way">${some.map((step) => stepHtml(step, base, next)).join('')}</ol>`;
  const closing = steps.filter((step) => step.closing);
  const first = steps.filter((step) => !step.closing);
  const closingHtml = closing.length > 0 ? `<h2>${words.closing}</h2><p class="said">${words.closingWhy}</p>${list(closing)}` : '';
  return `${first.length > 0 ? list(first) : ''}${closingHtml}`;
}

/** What is done, what is left, and the step to go on with. */
export function progressHtml({ asked, held, next, minutesLeft, steps }: Standing, base: string): string {
  const begun = steps.some(({ state }) => state === 'done' || state === 'placed');
  const bar = `<progress max="${Math.max(1, asked)}" value="${held}" aria-label="${words.progress}"></progress>`;
  const counted = `<p><b>${words.held(held, asked)}</b>${minutesLeft > 0 ? ` · ${words.left(minutesLeft)}` : ''}</p>`;
  if (!next) return `${bar}${counted}<p>${words.done}</p>`;
  const label = held === asked ? words.goOnOptional(next.title) : begun ? words.goOn(next.title) : words.begin(next.title);
  return `${bar}${counted}<p class="actions no-print"><a class="button primary" href="${escapeHtml(base + next.path)}">${escapeHtml(label.replaceAll('`', ''))}</a></p>`;
}
