/** What the rules find in a reader's own files, as HTML. Everything in it is escaped; nothing that somebody types becomes markup. */
import type { Diagnostic } from '#engine';
import { findings as words } from '../../course/strings/index.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import type { Places } from './places.ts';

export type { Places } from './places.ts';

/** How a finding is sorted: it stops the build, it should be fixed, or it is advice. */
export type Weight = 'stops' | 'fix' | 'advice';

export interface Found {
  finding: Diagnostic;
  /** Its place among all findings. */
  index: number;
}

export interface FindingGroup {
  weight: Weight;
  /** Findings of one rule stand together; the rule that comes first in the files comes first. */
  rules: Found[][];
}

/** So many findings of one rule are shown at once, and so many at all: with thousands of them the page would stand still. */
const openAtOnce = 3;
export const mostListed = 100;
const mostLessons = 5;

const weights = ['stops', 'fix', 'advice'] as const;
export const weightOf = ({ stopsBuild, severity }: Diagnostic): Weight => (stopsBuild ? 'stops' : severity === 'info' ? 'advice' : 'fix');

/** The findings by weight, then by rule; only groups that hold something. */
export function groupsOf(findings: readonly Diagnostic[]): FindingGroup[] {
  const byWeight = Map.groupBy(
    findings.map((finding, index): Found => ({ finding, index })),
    ({ finding }) => weightOf(finding),
  );
  return weights.flatMap((weight) => {
    const found = byWeight.get(weight);
    return found ? [{ weight, rules: [...Map.groupBy(found, ({ finding }) => finding.rule).values()] }] : [];
  });
}

/** Whether all that is found is that nothing is there yet. */
const isEmpty = (findings: readonly Diagnostic[]) => findings.length > 0 && findings.every(({ rule }) => rule === 'no-instructions');

/** The findings in one sentence. */
export function sumOf(findings: readonly Diagnostic[]): string {
  if (findings.length === 0) return words.nothing;
  if (isEmpty(findings)) return words.empty;
  const count = (weight: Weight) => findings.filter((finding) => weightOf(finding) === weight).length;
  return words.sum(count('stops'), count('fix'), count('advice'));
}

/** The file that a line belongs to where nothing else is said. */
const mainFile = 'Dockerfile';
const placeName = ({ file, line }: Diagnostic) => (file === mainFile ? words.line(line) : words.lineIn(file, line));

/** One plain sentence for a live region: the sum, and where to look first. */
export function findingsSaid(findings: readonly Diagnostic[]): string {
  const first = groupsOf(findings)[0]?.rules[0]?.[0]?.finding;
  if (!first) return words.nothingSaid;
  if (isEmpty(findings)) return words.empty;
  return words.first(sumOf(findings), first.file === mainFile ? words.atLine(first.line) : placeName(first));
}

/** Key of a finding's fix, from its place among the findings. */
export const findingKey = (index: number): string => `finding/${index}`;

/** The finding behind a key. */
export function findingOf(findings: readonly Diagnostic[], key: string): Diagnostic | undefined {
  const index = /^finding\/(\d+)$/.exec(key)?.[1];
  return index === undefined ? undefined : findings[Number(index)];
}

const link = (name: string, href: string, text: string) => `<a class="${name}" href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

/** Link to the line, and the button for the fix. */
function placesHtml({ finding, index }: Found, places: Places): string {
  const { file, span, fix } = finding;
  const key = escapeHtml(findingKey(index));
  const line = `<a class="place" href="${escapeHtml(places.editor(file))}" data-file="${escapeHtml(file)}" data-at="${span.start}" data-focus="${key}">${escapeHtml(placeName(finding))}</a>`;
  const button = fix
    ? ` <button class="fix" type="button" data-fix="${key}" data-focus="fix-${key}">${inlineHtml(fix.title)}</button>`
    : '';
  return `<span class="places">${line}${button}</span>`;
}

/** The word for a mark. It is seen where the title above does not say it already. */
function wordHtml({ severity }: Diagnostic, weight: Weight): string {
  const word = weight === 'fix' ? words.word[severity] : weight === 'stops' ? words.word.stops : words.word.info;
  return `<span class="word${weight === 'fix' ? '' : ' visually-hidden'}">${word}:</span>`;
}

interface ItemOptions {
  /** Link to the rule's page. */
  rule?: boolean;
  /** Link to the lesson. */
  lesson?: boolean;
  /** Key of the part, for those that are not folded into another. */
  key?: string;
}

function itemHtml(found: Found, weight: Weight, places: Places, options: ItemOptions): string {
  const { finding } = found;
  const mark = finding.stopsBuild || finding.severity === 'error' ? 'fail' : 'advice';
  const page = options.rule ? places.rulePage(finding.rule) : undefined;
  const lesson = options.lesson ? places.lesson(finding.rule) : undefined;
  const rule = page ? ` ${link('rule', page, finding.rule)}` : '';
  const taught = lesson ? ` <span class="taught">${words.taught}${link('lesson', lesson.href, lesson.title)}</span>` : '';
  const shape = `<span class="mark" aria-hidden="true">${mark === 'fail' ? '✕' : '!'}</span>`;
  const key = options.key ? ` data-key="${escapeHtml(options.key)}"` : '';
  return `<li${key} data-mark="${mark}">${shape}<div><p>${wordHtml(finding, weight)} ${inlineHtml(finding.message)} ${placesHtml(found, places)}${rule}${taught}</p></div></li>`;
}

/** The findings of one rule: the first three, the others folded. Rule and lesson are named where they are new. */
function ruleHtml(all: Found[], weight: Weight, places: Places): string {
  const open = all
    .slice(0, openAtOnce)
    .map((found, index) => itemHtml(found, weight, places, { rule: true, lesson: index === 0, key: `${weight}-${found.index}` }));
  const rest = all.slice(openAtOnce);
  if (rest.length === 0) return open.join('');
  const name = all[0]?.finding.rule ?? '';
  const folded = all.slice(openAtOnce, mostListed).map((found) => itemHtml(found, weight, places, {}));
  const unlisted = all.length > mostListed ? `<p class="unlisted">${words.unlisted(all.length - mostListed)}</p>` : '';
  return `${open.join('')}<li class="rest" data-key="${weight}-more-${escapeHtml(name)}"><details class="more"><summary>${words.more(rest.length)} <code>${escapeHtml(name)}</code></summary><ol class="goals plain">${folded.join('')}</ol>${unlisted}</details></li>`;
}

/** The lessons that explain most of what was found. */
function lessonsHtml(findings: readonly Diagnostic[], places: Places): string {
  const counts = new Map<string, { title: string; count: number }>();
  for (const { rule } of findings) {
    const lesson = places.lesson(rule);
    if (lesson) counts.set(lesson.href, { title: lesson.title, count: (counts.get(lesson.href)?.count ?? 0) + 1 });
  }
  if (counts.size === 0) return '';
  const most = [...counts].sort(([, a], [, b]) => b.count - a.count).slice(0, mostLessons);
  const items = most.map(
    ([href, { title, count }]) => `<li>${link('lesson', href, title)} <span class="count">${words.explains(count)}</span></li>`,
  );
  return `<div class="helps" data-key="lessons"><p class="group">${words.lessons}</p><ol class="lessons plain">${items.join('')}</ol></div>`;
}

/**
 * The findings: the sum first, then what stops the build, what should be fixed and what is advice, then the lessons that help.
 * Its parts carry `data-key`, so that a page can change only those that differ. `data-verdict` is 'nothing', 'empty' or the
 * weight of the worst finding.
 */
export function findingsHtml(findings: readonly Diagnostic[], places: Places): string {
  const groups = groupsOf(findings);
  const verdict = isEmpty(findings) ? 'empty' : (groups[0]?.weight ?? 'nothing');
  const sum = `<p class="sum" data-key="sum" data-verdict="${verdict}">${escapeHtml(sumOf(findings))}</p>`;
  if (verdict === 'empty') return sum;
  const lists = groups.map(({ weight, rules }) => {
    const items = rules.map((all) => ruleHtml(all, weight, places));
    return `<p class="group">${words.group[weight]}</p><ol class="goals plain">${items.join('')}</ol>`;
  });
  return `${sum}${lists.join('')}${lessonsHtml(findings, places)}`;
}
