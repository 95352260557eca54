/** What stands beside the verdict on request or after passing. The panels are drawn by files of their own; here is what their buttons do. */
import type { Files, Help } from '#engine';
import { askHint, keepFiles, reveal } from '../../course/attempt.ts';
import { help as words } from '../../course/strings/index.ts';
import { changedHtml, hintsHtml, offersHtml, undoHtml, whyHtml } from './panel-help.ts';
import type { Compare, Look } from './panel-solutions.ts';
import { patchParts } from './patch.ts';
import type { Workbench } from './workbench.ts';

/** What a bench shows beside its verdict. */
export interface Shown {
  help?: Help;
  solutions?: Record<string, Files>;
  compare?: Compare;
  /** What draws the solutions, and what draws the panels that somebody opened: each is loaded when it is due. */
  solved?: typeof import('./panel-solutions.ts');
  asked?: typeof import('./panels-asked.ts');
  /** By approach: how it is shown. */
  looks: Record<string, Look>;
  /** Approaches that are unfolded: the others are not compared. */
  unfolded: Set<string>;
  open: Set<'how' | 'past' | 'appeal'>;
  /** Whether the report names the browser. */
  browser: boolean;
  wired: boolean;
}
/** Where the hints and solutions of all exercises are: loaded when the first is asked for. */
const helps = () => import('../../course/help.ts');
const states = new WeakMap<Workbench, Shown>();

const stateOf = (bench: Workbench): Shown => {
  const known = states.get(bench) ?? { looks: {}, unfolded: new Set(), open: new Set(), browser: false, wired: false };
  states.set(bench, known);
  return known;
};

/** Draws everything that is due, and fetches first what it needs for that. */
export function showHelp(bench: Workbench): void {
  const state = stateOf(bench);
  if (!state.wired) wire(bench, state);
  const passed = bench.grade?.verdict === 'passed';
  const needsHelp = passed || bench.attempt.hints > 0 || bench.attempt.revealed;
  const needsSolutions = passed || bench.attempt.revealed;
  if ((needsHelp && !state.help) || (needsSolutions && !state.solutions)) void fetchThen(bench, state, needsSolutions);
  draw(bench, state);
}

function wire(bench: Workbench, state: Shown) {
  state.wired = true;
  const actions = bench.host.querySelector('.actions');
  for (const [name, text] of [
    ['appeal', words.appeal],
    ['past', words.past],
  ] as const) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button quiet', textContent: text });
    button.dataset.do = name;
    actions?.append(button);
  }
  bench.host.addEventListener('click', (event) => void act(bench, (event.target as Element).closest<HTMLElement>('[data-do]')));
  // This event does not bubble.
  bench.host.addEventListener('toggle', ({ target }) => unfold(bench, state, target as HTMLDetailsElement), true);
  bench.host.addEventListener('change', (event) => {
    const box = event.target as HTMLInputElement;
    if (box.dataset.browser === undefined) return;
    state.browser = box.checked;
    draw(bench, state);
  });
}

function unfold(bench: Workbench, state: Shown, { dataset: { approach }, open }: HTMLDetailsElement) {
  if (approach === undefined || state.unfolded.has(approach) === open) return;
  if (!open) return void state.unfolded.delete(approach);
  state.unfolded.add(approach);
  draw(bench, state);
}

async function fetchThen(bench: Workbench, state: Shown, solutions: boolean) {
  try {
    const { loadHelp, loadSolutions } = await helps();
    state.help ??= await loadHelp(bench.exercise.slug);
    if (solutions && !state.solutions) {
      const [found, compare, solved] = await Promise.all([
        loadSolutions(bench.exercise.slug),
        import('./diff.ts').catch(() => undefined),
        import('./panel-solutions.ts'),
      ]);
      state.solved = solved;
      if (found) state.solutions = found;
      if (compare) state.compare = compare;
    }
    draw(bench, state);
  } catch (error) {
    console.error(error);
  }
}

async function act(bench: Workbench, button: HTMLElement | null) {
  const state = stateOf(bench);
  const { name = '', file = '' } = button?.dataset ?? {};
  switch (button?.dataset.do) {
    case 'hint':
      state.help ??= await (await helps()).loadHelp(bench.exercise.slug);
      bench.attempt = askHint(bench.attempt, state.help?.hints.length ?? 0);
      bench.keep();
      return showHelp(bench);
    case 'reveal':
      bench.remember('reveal');
      bench.attempt = reveal(bench.attempt);
      bench.keep();
      showHelp(bench);
      bench.host.querySelector('.approaches')?.scrollIntoView({ block: 'nearest' });
      return;
    case 'how':
    case 'past':
    case 'appeal':
      return toggle(bench, state, button.dataset.do);
    case 'reset':
      return bench.reset();
    case 'undo':
      return bench.undo();
    case 'keep':
      bench.attempt = keepFiles(bench.attempt);
      bench.keep();
      return draw(bench, state);
    case 'use': {
      const files = state.solutions?.[name];
      return files && bench.putIn(files, 'solution');
    }
    case 'look':
      state.looks[name] = button.dataset.look as Look;
      return draw(bench, state);
    case 'restore': {
      const one = bench.attempt.history[Number(button.dataset.index)];
      return one && bench.putIn(one.files, 'restore');
    }
    case 'put-back':
      return bench.attempt.passing && bench.putIn(bench.attempt.passing, 'restore');
    case 'understood':
      return bench.acceptChange();
    case 'copy-report':
      return state.asked?.copyReport(bench, state.browser);
    case 'add':
      return bench.setFile(file, '');
    case 'remove':
      return bench.setFile(file, null);
    case 'download':
      return download(bench);
  }
}

/** Opens or closes a panel; what was opened is scrolled to, since it stands above its button. */
async function toggle(bench: Workbench, state: Shown, name: 'how' | 'past' | 'appeal') {
  state.asked ??= await import('./panels-asked.ts');
  const opens = !state.open.delete(name);
  if (opens) state.open.add(name);
  draw(bench, state);
  const panel = bench.host.querySelector<HTMLElement>(`.after [data-key=${name}]`);
  if (!opens || !panel) return;
  panel.scrollIntoView({ block: 'nearest' });
  panel.querySelector<HTMLElement>('.heading')?.focus({ preventScroll: true });
}

function download({ exercise, attempt }: Workbench) {
  const text = JSON.stringify({ exercise: exercise.slug, version: exercise.version, files: attempt.files }, null, 2);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `shipshape-${exercise.slug}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Every panel has its place, empty where nothing is due: so each is changed on its own, and focus and folds stay. */
function draw(bench: Workbench, state: Shown) {
  const after = bench.host.querySelector<HTMLElement>('.after');
  if (!after) return;
  patchParts(after, [
    ['changed', changedHtml(bench)],
    ['undo', undoHtml(bench)],
    ['offers', offersHtml(bench)],
    ['why', whyHtml(bench, state.help)],
    ['hints', hintsHtml(bench, state.help)],
    ['approaches', state.solved?.solutionsHtml(bench, state) ?? ''],
    ['how', state.open.has('how') ? (state.asked?.howHtml(bench) ?? '') : ''],
    ['appeal', state.open.has('appeal') ? (state.asked?.appealHtml(bench, state.browser) ?? '') : ''],
    ['past', state.open.has('past') ? (state.asked?.pastHtml(bench, Date.now()) ?? '') : ''],
  ]);
  buttons(bench, state);
}

function buttons({ host, attempt, exercise, grade }: Workbench, state: Shown) {
  const button = (name: string) => host.querySelector<HTMLButtonElement>(`.actions [data-do=${name}]`);
  const passed = grade?.verdict === 'passed';
  const hint = button('hint');
  const rungs = state.help?.hints.length;
  if (hint) {
    hint.textContent = attempt.hints === 0 ? words.hint : words.nextHint(attempt.hints, rungs);
    hint.hidden = passed;
    hint.disabled = rungs !== undefined && attempt.hints >= rungs;
    if (hint.disabled) hint.textContent = words.allHints;
  }
  const show = button('reveal');
  if (show) show.hidden = attempt.revealed || state.solutions !== undefined;
  for (const name of ['how', 'past', 'appeal'] as const) button(name)?.setAttribute('aria-expanded', String(state.open.has(name)));
  const doubt = button('appeal');
  if (doubt) doubt.hidden = passed || !grade;
  const reset = button('reset');
  if (reset)
    reset.disabled = exercise.editable.every((path) => attempt.files[path] === undefined) && Object.keys(attempt.files).length === 0;
}
