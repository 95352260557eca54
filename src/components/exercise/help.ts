/** What stands beside the verdict on request or after passing: hints, solutions, how a verdict came about. */
import type { Files, Help, Reason } from '#engine';
import { askHint, keepFiles, reveal } from '../../course/attempt.ts';
import { loadHelp, loadSolutions } from '../../course/help.ts';
import { colouredLines } from '../code/lines.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import type { Workbench } from './workbench.ts';

interface Shown {
  help?: Help;
  solutions?: Record<string, Files>;
  how: boolean;
  wired: boolean;
  html: string;
}
const states = new WeakMap<Workbench, Shown>();

const stateOf = (bench: Workbench): Shown => {
  const known = states.get(bench) ?? { how: false, wired: false, html: '' };
  states.set(bench, known);
  return known;
};

/** Draws everything that is due, and fetches first what it needs for that. */
export function showHelp(bench: Workbench): void {
  const state = stateOf(bench);
  if (!state.wired) {
    state.wired = true;
    bench.host.addEventListener('click', (event) => void act(bench, (event.target as Element).closest<HTMLElement>('[data-do]')));
  }
  const passed = bench.grade?.verdict === 'passed';
  const needsHelp = passed || bench.attempt.hints > 0 || bench.attempt.revealed;
  const needsSolutions = passed || bench.attempt.revealed;
  if ((needsHelp && !state.help) || (needsSolutions && !state.solutions)) void fetchThen(bench, state, needsSolutions);
  draw(bench, state);
}

async function fetchThen(bench: Workbench, state: Shown, solutions: boolean) {
  try {
    state.help ??= await loadHelp(bench.exercise.slug);
    if (solutions) state.solutions ??= await loadSolutions(bench.exercise.slug);
    draw(bench, state);
  } catch (error) {
    console.error(error);
  }
}

async function act(bench: Workbench, button: HTMLElement | null) {
  const state = stateOf(bench);
  switch (button?.dataset.do) {
    case 'hint':
      state.help ??= await loadHelp(bench.exercise.slug);
      bench.attempt = askHint(bench.attempt, state.help?.hints.length ?? 0);
      bench.keep();
      return showHelp(bench);
    case 'reveal':
      bench.attempt = reveal(bench.attempt);
      bench.keep();
      showHelp(bench);
      bench.host.querySelector('.approaches')?.scrollIntoView({ block: 'nearest' });
      return;
    case 'how':
      state.how = !state.how;
      return draw(bench, state);
    case 'reset':
      return bench.reset();
    case 'undo':
      return bench.undo();
    case 'keep':
      bench.attempt = keepFiles(bench.attempt);
      bench.keep();
      return draw(bench, state);
    case 'use': {
      const files = state.solutions?.[button.dataset.name ?? ''];
      return files && bench.putIn(files);
    }
    case 'add':
      return bench.setFile(button.dataset.file ?? '', '');
    case 'remove':
      return bench.setFile(button.dataset.file ?? '', null);
    case 'download':
      return download(bench);
  }
}

function download({ exercise, attempt }: Workbench) {
  const text = JSON.stringify({ exercise: exercise.slug, version: exercise.version, files: attempt.files }, null, 2);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `shipshape-${exercise.slug}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function draw(bench: Workbench, state: Shown) {
  const after = bench.host.querySelector<HTMLElement>('.after');
  if (!after) return;
  const html = [
    undoHtml(bench),
    offersHtml(bench),
    whyHtml(bench, state),
    hintsHtml(bench, state),
    solutionsHtml(bench, state),
    howHtml(bench, state),
  ].join('');
  if (html !== state.html) {
    const open = new Set([...after.querySelectorAll('details[open]')].map((fold) => fold.id));
    state.html = html;
    after.innerHTML = html;
    for (const fold of after.querySelectorAll('details')) fold.open = open.has(fold.id);
  }
  buttons(bench, state);
}

function buttons({ host, attempt, exercise, grade }: Workbench, state: Shown) {
  const button = (name: string) => host.querySelector<HTMLButtonElement>(`.actions [data-do=${name}]`);
  const passed = grade?.verdict === 'passed';
  const hint = button('hint');
  const rungs = state.help?.hints.length;
  if (hint) {
    hint.textContent = attempt.hints === 0 ? 'Hint' : `Next hint (${attempt.hints} of ${rungs ?? '…'} seen)`;
    hint.hidden = passed;
    hint.disabled = rungs !== undefined && attempt.hints >= rungs;
    if (hint.disabled) hint.textContent = 'All hints shown';
  }
  const show = button('reveal');
  if (show) show.hidden = attempt.revealed || state.solutions !== undefined;
  button('how')?.setAttribute('aria-expanded', String(state.how));
  const reset = button('reset');
  if (reset)
    reset.disabled = exercise.editable.every((path) => attempt.files[path] === undefined) && Object.keys(attempt.files).length === 0;
}

/** Headings fit where the exercise stands: under a lesson's section, or on a page of its own. */
const headingHtml = ({ host }: Workbench, text: string) => `<h${host.dataset.level} class="heading">${text}</h${host.dataset.level}>`;

const undoHtml = ({ attempt }: Workbench): string => {
  if (!attempt.before) return '';
  const [what, back] =
    attempt.before.because === 'reset'
      ? ['The files are back at the start.', 'Undo the reset']
      : ['A solution is in the editor.', 'Bring mine back'];
  return `<p class="undo">${what} Your own are kept. <button type="button" class="link" data-do="undo">${back}</button> <button type="button" class="link" data-do="keep">Leave it so</button></p>`;
};

const offersHtml = ({ exercise, attempt }: Workbench): string => {
  const buttonsFor = exercise.optional.map((path) => {
    const there = attempt.files[path] !== undefined;
    return `<button type="button" class="link" data-do="${there ? 'remove' : 'add'}" data-file="${escapeHtml(path)}">${there ? 'Remove' : 'Add'} ${escapeHtml(path)}</button>`;
  });
  return buttonsFor.length > 0 ? `<p class="offers">Another file? ${buttonsFor.join(' ')}</p>` : '';
};

const whyHtml = ({ grade }: Workbench, { help }: Shown): string =>
  grade?.verdict === 'passed' && help ? `<p class="why">${inlineHtml(help.why)}</p>` : '';

const hintsHtml = (bench: Workbench, { help }: Shown): string => {
  const hints = help?.hints.slice(0, bench.attempt.hints) ?? [];
  if (hints.length === 0) return '';
  return `<div class="hints">${headingHtml(bench, 'Hints')}<ol>${hints.map((hint) => `<li>${inlineHtml(hint)}</li>`).join('')}</ol></div>`;
};

const fileHtml = ([path, text]: [string, string]) =>
  `<figure><figcaption>${escapeHtml(path)}</figcaption><pre tabindex="0"><code>${colouredLines(path, text.replace(/\n$/, '')).join('\n')}</code></pre></figure>`;

function solutionsHtml(bench: Workbench, { help, solutions }: Shown): string {
  const { grade, attempt, starter } = bench;
  if (!help || !solutions || !(grade?.verdict === 'passed' || attempt.revealed)) return '';
  const items = help.approaches.map(({ name, title, note }) => {
    const files = solutions[name] ?? {};
    const changed = Object.entries(files).filter(([path, text]) => text !== starter[path]);
    return `<details id="approach-${escapeHtml(name)}"><summary>${inlineHtml(title)}</summary><p>${inlineHtml(note)}</p>${changed.map(fileHtml).join('')}<button type="button" class="button" data-do="use" data-name="${escapeHtml(name)}">Put it in the editor</button></details>`;
  });
  return `<div class="approaches">${headingHtml(bench, `${help.approaches.length} ways to do it`)}${items.join('')}</div>`;
}

const reasonHtml = (exercise: Workbench['exercise'], { file, text }: Reason) =>
  `<dd>${inlineHtml(text)}${file === exercise.editable[0] ? '' : ` <span class="file">${escapeHtml(file)}</span>`}</dd>`;

function howHtml(bench: Workbench, { how }: Shown): string {
  const { grade, exercise } = bench;
  if (!how || !grade) return '';
  const items = grade.goals.map((goal) => {
    const said = goal.outcome === 'pass' ? `<dd>${inlineHtml(goal.message)}</dd>` : '';
    return `<dt>${inlineHtml(goal.title)}</dt>${said}${goal.reasons.map((reason) => reasonHtml(exercise, reason)).join('')}`;
  });
  const trace = items.length > 0 ? `<dl>${items.join('')}</dl>` : '<p>There is nothing to trace: no goal was judged.</p>';
  return `<div class="how">${headingHtml(bench, 'How this was decided')}${trace}</div>`;
}
