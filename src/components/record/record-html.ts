/** A record that was graded again, as HTML. Everything in it came from somebody: all of it is escaped. */
import { showDate } from '../../course/dates.ts';
import type { Outline } from '../../course/outline.ts';
import { visibleText } from '../../course/records/names.ts';
import type { RecordAnswer } from '../../course/records/record.ts';
import { type AnswerVerdict, passedIn } from '../../course/records/regrade.ts';
import type { Judged } from '../../course/records/table.ts';
import { record as words } from '../../course/strings/index.ts';
import { standingOn } from '../../course/tracks/standing.ts';
import { colouredLines } from '../code/lines.ts';
import { escapeHtml, inlineHtml } from '../html.ts';

const marks = { passed: '✓', 'not-yet': '✕', unreadable: '✕', unknown: '?' };

/** Longer files are shown without colours: colouring one takes the parser's time. */
const coloured = 60_000;

export function fileHtml(path: string, text: string): string {
  const shown = visibleText(text.replace(/\n$/, ''));
  const lines = shown.length > coloured ? escapeHtml(shown) : colouredLines(path, shown).join('\n');
  return `<figure><figcaption>${escapeHtml(visibleText(path))}</figcaption><pre tabindex="0" dir="ltr"><code>${lines}</code></pre></figure>`;
}

export const filesHtml = (files: Record<string, string>): string =>
  Object.entries(files)
    .map(([path, text]) => fileHtml(path, text))
    .join('') || `<p class="small">${words.noFiles}</p>`;

function verdictHtml(verdict: AnswerVerdict, answer: RecordAnswer | undefined): string {
  const { slug, title, state, changed, open, passed } = verdict;
  const notes = [
    ...(changed ? [words.changed(changed.answered, changed.now)] : []),
    ...(passed ? [words.passedOn(showDate(passed))] : []),
    ...(state === 'unknown' ? [words.unknownWhy] : []),
  ];
  const missed = open.length > 0 ? `<ul class="open">${open.map((line) => `<li>${inlineHtml(line)}</li>`).join('')}</ul>` : '';
  return `<li data-state="${state}"><details data-slug="${escapeHtml(slug)}"><summary><span class="mark" aria-hidden="true">${marks[state]}</span><span class="title">${inlineHtml(title)}</span> <span class="state">${words.states[state]}</span></summary><div class="body">${notes.map((note) => `<p class="small">${escapeHtml(note)}</p>`).join('')}${missed}<div class="pair"><section><h4>${words.answer}</h4>${answer ? filesHtml(answer.files) : ''}</section><section data-solution><h4>${words.solution}</h4><p class="small">${state === 'unknown' ? words.noSolution : words.loading}</p></section></div></div></details></li>`;
}

/** Who, when, with what: under the name. */
export function aboutHtml({ record }: Judged): string {
  const said = [
    ...(record.made ? [words.made(showDate(record.made))] : []),
    ...(record.track ? [words.follows(record.track.title)] : []),
    ...(record.course ? [words.versions(record.course, record.engine || '?')] : []),
  ];
  return said.map((line) => `<span>${escapeHtml(line)}</span>`).join(' ');
}

/** What holds, in a sentence or two. */
export function summaryHtml({ record, verdicts }: Judged, outline: Outline): string {
  const passed = new Set(passedIn(verdicts));
  const lines = [words.holds(passed.size, verdicts.length)];
  if (verdicts.some(({ changed }) => changed)) lines.push(words.someChanged);
  if (record.track) {
    const { held, asked } = standingOn(record.track, outline, passed);
    lines.push(words.trackHolds(record.track.title, held, asked));
  }
  const placed = outline.modules.filter(
    ({ slug, check }) => record.placement.includes(slug) && check.length > 0 && check.every((each) => passed.has(each)),
  );
  if (placed.length > 0) lines.push(words.placed(placed.map(({ title }) => title).join(', ')));
  const unproven = record.placement.filter((slug) => !placed.some((module) => module.slug === slug));
  const titleOf = (slug: string) => outline.modules.find((module) => module.slug === slug)?.title ?? slug;
  if (unproven.length > 0) lines.push(words.notPlaced(unproven.map(titleOf).join(', ')));
  return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
}

export function verdictsHtml({ record, verdicts }: Judged): string {
  const order = { 'not-yet': 0, unreadable: 0, unknown: 1, passed: 2 };
  const sorted = [...verdicts].sort((a, b) => order[a.state] - order[b.state]);
  const items = sorted.map((verdict) =>
    verdictHtml(
      verdict,
      record.answers.find(({ slug }) => slug === verdict.slug),
    ),
  );
  return `<ol class="plain verdicts">${items.join('')}</ol>`;
}
