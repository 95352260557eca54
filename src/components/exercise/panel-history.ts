/** Earlier versions of the learner's files, the newest first. */
import type { Snapshot } from '../../course/attempt.ts';
import { sameFiles } from '../../course/attempt-history.ts';
import { help, past as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import { headingHtml } from './panel-help.ts';
import type { Workbench } from './workbench.ts';

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How long ago, in words: '3 minutes ago'. `now` in milliseconds. Less than a minute, and times that are none, are a moment ago. */
export function ago(at: string, now: number): string {
  const seconds = (now - Date.parse(at)) / 1000;
  const step = steps.find(([, size]) => seconds >= size);
  if (!step) return words.now;
  const [unit, size] = step;
  return new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

function cameTo({ verdict }: Snapshot): string {
  if (!verdict) return '';
  if (verdict.state === 'passed') return words.passed;
  return verdict.state === 'unreadable' ? words.unreadable : words.holds(verdict.hold, verdict.of);
}

export function pastHtml(bench: Workbench, now: number): string {
  const { history, files } = bench.attempt;
  const items = history.map((one, index) => {
    const when = ago(one.at, now);
    const verdict = cameTo(one);
    const said = `<time datetime="${escapeHtml(one.at)}">${escapeHtml(when)}</time> <span>${words.why[one.why]}${verdict && one.why !== 'pass' ? `, ${verdict}` : ''}</span>`;
    const button = sameFiles(one.files, files)
      ? `<span class="current">${words.current}</span>`
      : `<button type="button" class="link" data-do="restore" data-index="${index}" data-focus="restore-${index}" aria-label="${escapeHtml(words.restoreFrom(when))}">${words.restore}</button>`;
    return `<li${one.verdict?.state === 'passed' ? ' data-mark="pass"' : ''}>${said} ${button}</li>`;
  });
  const list =
    items.length > 0 ? `<p>${words.intro}</p><ol class="plain" reversed>${items.reverse().join('')}</ol>` : `<p>${words.empty}</p>`;
  return `<div class="past">${headingHtml(bench, help.past)}${list}</div>`;
}
