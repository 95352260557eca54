/** A grade as HTML: the same words at build time and in the page. Everything in it is escaped; nothing a learner types becomes markup. */
import { type Diagnostic, type GoalResult, type Grade, notAnswered } from '#engine';
import { verdict as words } from '../../course/strings/index.ts';
import { escapeHtml, inlineHtml } from '../html.ts';

export interface VerdictView {
  /** Address of a file's editor on the page: '#ex-repair-the-seed-0'. */
  editor: (file: string) => string;
  /** Id in the page of a goal: 'ex-repair-the-seed-goal-not-root'. */
  goal: (id: string) => string;
  /** The file a line belongs to where nothing else is said: the first tab. */
  mainFile: string;
  /** Address of a rule's page; undefined where it has none. */
  rulePage: (id: string) => string | undefined;
  /** How many goals there are, said while they cannot be judged. */
  goals: number;
  /** Only what must hold, and whether it does: in a lesson the reasons come with the bench, which is loaded before the exercise is in view. */
  brief?: boolean;
}

const must = (goal: GoalResult) => goal.kind !== 'polish';
/** The verdict in a few words: beside the bar, and for screen readers. */
export function summary(grade: Grade, goals: number): string {
  if (grade.verdict === 'unreadable') return words.unreadable;
  const asked = grade.goals.filter(must);
  const { hold, unseen } = tally(grade);
  const told = unseen > 0 ? words.unseen(unseen) : '';
  if (grade.verdict === 'passed') return words.passed(hold, asked.length, unseen === 0, told);
  return words.notYet(hold, asked.length || goals, told);
}

/** Of the goals that must hold: how many do, how many cannot be told, how many there are. */
export function tally(grade: Grade): { hold: number; unseen: number; of: number } {
  const asked = grade.goals.filter(must);
  const count = (outcome: GoalResult['outcome']) => asked.filter((goal) => goal.outcome === outcome).length;
  return { hold: count('pass'), unseen: count('unknown'), of: asked.length };
}

/** One short sentence for the live region: the verdict and the first thing to look at. */
export function announcement(grade: Grade, goals: number): string {
  const first = grade.problems[0];
  if (first) return words.announceLine(summary(grade, goals), first.line);
  const open = grade.goals.find((goal) => must(goal) && goal.outcome === 'fail');
  return open ? words.announceGoal(summary(grade, goals), open.title.replaceAll('`', '')) : `${summary(grade, goals)}.`;
}

/** Key of a fix: which goal (or list of findings), which finding. */
export const fixKey = (owner: string, index: number): string => `${owner}/${index}`;

function placeHtml(place: Diagnostic, view: VerdictView, key: string): string {
  const text = place.file === view.mainFile ? words.line(place.line) : words.lineIn(place.file, place.line);
  return `<a class="place" href="${escapeHtml(view.editor(place.file))}" data-file="${escapeHtml(place.file)}" data-at="${place.span.start}" data-focus="${escapeHtml(key)}">${escapeHtml(text)}</a>`;
}

function fixHtml(place: Diagnostic, key: string): string {
  return place.fix
    ? `<button class="fix needs-js" type="button" data-fix="${escapeHtml(key)}" data-focus="fix-${escapeHtml(key)}">${inlineHtml(place.fix.title)}</button>`
    : '';
}

/** Links to the lines and buttons for the fixes of some findings; each line once. */
function placesHtml(places: Diagnostic[], owner: string, view: VerdictView): string {
  const seen = new Set<string>();
  const links = places.flatMap((place, index) => {
    const where = `${place.file}:${place.line}`;
    const link = seen.has(where) ? '' : placeHtml(place, view, fixKey(owner, index));
    seen.add(where);
    return [link, fixHtml(place, fixKey(owner, index))].filter((html) => html !== '');
  });
  return links.length > 0 ? ` <span class="places">${links.join(' ')}</span>` : '';
}

const marks = { pass: '✓', fail: '✕', unknown: '?', advice: '!', none: '–', open: '○' } as const;
const markHtml = (mark: keyof typeof marks) => `<span class="mark" aria-hidden="true">${marks[mark]}</span>`;

function markOf(goal: GoalResult): keyof typeof words.outcome {
  if (goal.outcome === 'pass') return 'pass';
  if (goal.mistake === notAnswered) return 'open';
  if (goal.outcome === 'unknown') return 'unknown';
  return must(goal) ? 'fail' : 'advice';
}

function goalHtml(goal: GoalResult, folded: boolean, passed: boolean, view: VerdictView): string {
  const mark = markOf(goal);
  const title = `<span class="word${goal.outcome === 'pass' ? ' visually-hidden' : ''}">${words.outcome[mark]}:</span> <span class="title">${inlineHtml(goal.title)}</span>`;
  const said = view.brief ? '' : `<p>${inlineHtml(goal.message)}${placesHtml(goal.diagnostics, goal.id, view)}</p>`;
  const body =
    mark === 'open'
      ? title
      : goal.outcome === 'pass'
        ? `${title}${passed && !must(goal) ? said : ''}`
        : folded && said
          ? `<details><summary>${title}</summary>${said}</details>`
          : `${title}${said}`;
  // A goal can be linked to, and is where a mark in the editor leads. In a lesson the bench brings the address along.
  const key = view.brief ? '' : ` id="${escapeHtml(view.goal(goal.id))}" tabindex="-1" data-key="goal-${escapeHtml(goal.id)}"`;
  return `<li${key} data-mark="${mark}">${markHtml(mark)}<div>${body}</div></li>`;
}

const groups = ['achieve', 'keep', 'polish'] as const;
const openAtOnce = 3;

function goalsHtml(grade: Grade, view: VerdictView): string {
  const failing = grade.goals.filter((goal) => must(goal) && goal.outcome === 'fail' && goal.mistake !== notAnswered);
  const folded = new Set(failing.slice(openAtOnce));
  return groups
    .map((kind) => {
      const goals = view.brief && kind === 'polish' ? [] : grade.goals.filter((goal) => goal.kind === kind);
      if (goals.length === 0) return '';
      const items = goals.map((goal) => goalHtml(goal, folded.has(goal), grade.verdict === 'passed', view));
      return `<p class="group">${words.group[kind]}</p><ol class="goals plain">${items.join('')}</ol>`;
    })
    .join('');
}

function findingHtml(place: Diagnostic, owner: string, index: number, mark: 'fail' | 'advice', view: VerdictView): string {
  const page = view.rulePage(place.rule);
  const rule = page ? ` <a class="rule" href="${escapeHtml(page)}">${escapeHtml(place.rule)}</a>` : '';
  const links = `<span class="places">${placeHtml(place, view, fixKey(owner, index))} ${fixHtml(place, fixKey(owner, index))}</span>`;
  return `<li data-key="${owner}-${index}" data-mark="${mark}">${markHtml(mark)}<div><p>${inlineHtml(place.message)} ${links}${rule}</p></div></li>`;
}

function adviceHtml(grade: Grade, view: VerdictView): string {
  if (grade.advice.length === 0 || view.brief) return '';
  const items = grade.advice.map((place, index) => findingHtml(place, 'advice', index, 'advice', view));
  return `<details class="more" data-key="advice"><summary>${words.remarks(grade.advice.length)}</summary><ol class="goals plain">${items.join('').replaceAll('data-key=', 'data-part=')}</ol></details>`;
}

function problemsHtml(grade: Grade, view: VerdictView): string {
  const all = grade.problems.map((place, index) => findingHtml(place, 'problem', index, 'fail', view));
  const rest = all.slice(openAtOnce);
  const more =
    rest.length > 0
      ? `<details class="more" data-key="problems"><summary>${words.more(rest.length)}</summary><ol class="goals plain">${rest.join('').replaceAll('data-key=', 'data-part=')}</ol></details>`
      : '';
  return all.length > 0
    ? `<ol class="goals plain" data-key="said-first">${all.slice(0, openAtOnce).join('').replaceAll('data-key=', 'data-part=')}</ol>${more}`
    : '';
}

const waitingHtml = (view: VerdictView) => `<p class="waiting" data-key="waiting">${words.waiting(view.goals)}</p>`;

/** A slab for each goal that must hold. The words beside it say the same. */
function barHtml(grade: Grade, view: VerdictView): string {
  const asked = grade.goals.filter(must);
  const slabs =
    asked.length > 0 ? asked.map((goal) => `<i data-mark="${markOf(goal)}"></i>`) : Array.from({ length: view.goals }, () => '<i></i>');
  return `<span class="bar" aria-hidden="true">${slabs.join('')}</span>`;
}

/** The whole verdict. Its parts carry `data-key`, so that the page changes only those that differ. */
export function verdictHtml(grade: Grade, view: VerdictView): string {
  const sum = `<div class="sum" data-key="sum" data-verdict="${grade.verdict}"><p>${escapeHtml(summary(grade, view.goals))}</p>${barHtml(grade, view)}</div>`;
  if (grade.verdict === 'unreadable') return `${sum}${problemsHtml(grade, view)}${waitingHtml(view)}`;
  return `${sum}${problemsHtml(grade, view)}${goalsHtml(grade, view)}${adviceHtml(grade, view)}`;
}

/** The finding behind a fix's key. */
export function findingOf(grade: Grade, key: string): Diagnostic | undefined {
  const at = key.lastIndexOf('/');
  const owner = key.slice(0, at);
  const index = Number(key.slice(at + 1));
  if (owner === 'advice') return grade.advice[index];
  if (owner === 'problem') return grade.problems[index];
  return grade.goals.find((goal) => goal.id === owner)?.diagnostics[index];
}
