/** The workbench behind an exercise in the page: it holds the attempt, asks for verdicts, shows them and keeps the work. */
import type { Files, Grade } from '#engine';
import { type Attempt, edit, fitTo, newAttempt, recordPass, remember, replaceFiles, type Snapshot, undo } from '../../course/attempt.ts';
import { sameFiles } from '../../course/attempt-history.ts';
import { beginExercise, passExercise, updateProgress } from '../../course/progress.ts';
import { readSettings, type Settings, updateSettings } from '../../course/settings.ts';
import { browserShelf, type Trouble } from '../../course/store.ts';
import { storage, bench as words } from '../../course/strings/index.ts';
import { url } from '../../course/url.ts';
import { colouredLines } from '../code/lines.ts';
import { announceProgress } from '../lesson/progress-marks.ts';
import { applySettings, onSettings } from '../site/settings.ts';
import type { Mark } from './about-line.ts';
import { answersEditor } from './answers-editor.ts';
import benchCss from './bench.css?inline';
import type { Editor, EditorEvents } from './editing.ts';
import { createGrader } from './grading.ts';
import { showHelp } from './help.ts';
import { goalId } from './ids.ts';
import type { Judged } from './judge.ts';
import { createKeeper } from './keeper.ts';
import { createLineNote, type LineNote } from './line-note.ts';
import { orderEditor } from './order-editor.ts';
import { offerRepair, withFixes } from './pasted.ts';
import { patch } from './patch.ts';
import { plainEditor } from './plain-editor.ts';
import { showOutcomes } from './questions.ts';
import { type ExerciseHost, type Subject, subjectOf } from './subject.ts';
import { announcement, findingOf, fixKey, tally, type VerdictView, verdictHtml } from './verdict.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds without a keystroke after which the verdict is read out, and after which a version is kept in the history. */
const quiet = 900;
const longPause = 15_000;
const now = () => new Date().toISOString();

/** Styles that only a running bench needs: they come with it, once for the page. */
let dressed = false;
function dress() {
  if (dressed) return;
  dressed = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(benchCss);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

export function startBench(host: ExerciseHost): void {
  dress();
  new Bench(host).start();
}

class Bench implements Workbench {
  readonly host: ExerciseHost;
  readonly exercise: Subject;
  readonly starter: Files;
  attempt: Attempt;
  grade?: Grade;
  /** The files that `grade` is about. */
  #graded?: Files;
  #panes: HTMLElement[];
  #editors = new Map<string, Editor>();
  #marks: Mark[] = [];
  #grader;
  #keeper;
  #note: LineNote | undefined;
  #view: VerdictView;
  #rulePages: string[] = [];
  #given = false;
  #hasBegun = false;
  #noting: ReturnType<typeof setTimeout> | undefined;
  #spoken = '';
  #speaking: ReturnType<typeof setTimeout> | undefined;
  #pausing: ReturnType<typeof setTimeout> | undefined;
  /** Whether anything was done here: the verdict on a starter is in the page already and is not announced. */
  #touched = false;
  /** Whether the change of editor that is under way was asked for here: then the focus stays on its button. */
  #byHand = false;
  /** Set while texts are put in from elsewhere: they are no keystrokes. */
  #placing = false;

  constructor(host: ExerciseHost) {
    const exercise = subjectOf(host);
    this.host = host;
    this.exercise = exercise;
    this.#panes = [...host.querySelectorAll<HTMLElement>('.pane[data-file]')];
    const asked = this.#panes.filter((pane) => pane.dataset.optional === undefined);
    this.starter = Object.fromEntries(asked.map((pane) => [pane.dataset.file ?? '', this.#area(pane).defaultValue]));
    this.attempt = newAttempt(exercise.version, this.starter);
    this.#view = {
      editor: (file) => `#${this.#paneOf(file)?.querySelector('textarea')?.id ?? host.id}`,
      goal: (id) => goalId(host.id, id),
      mainFile: exercise.editable[0] ?? '',
      rulePage: (id) => (this.#rulePages.includes(id) ? url(`rules/${id}/`) : undefined),
      goals: exercise.goals,
    };
    this.#grader = createGrader(
      exercise.slug,
      (judged, files) => this.#show(judged, files),
      (error) => {
        console.error(error);
        this.#tell(words.noGrader);
      },
    );
    this.#keeper = createKeeper(
      browserShelf(),
      exercise,
      this.starter,
      (attempt) => this.adopt(attempt),
      (trouble) => this.#trouble(trouble),
    );
  }

  start() {
    const typed = this.#panes.flatMap((pane) => {
      const area = this.#area(pane);
      return area.value === area.defaultValue ? [] : [[pane.dataset.file ?? '', area.value] as const];
    });
    this.#touched = typed.length > 0;
    const { attempt, trouble } = this.#keeper.restore();
    this.#trouble(trouble);
    if (attempt) this.attempt = attempt;
    for (const [path, text] of typed) this.attempt = edit(this.attempt, path, text, now());
    for (const pane of this.#panes) this.#open(pane, plainEditor);
    this.#place();
    this.#offerFiles();
    this.#resume();
    this.#listen();
    showHelp(this);
    this.#judge();
    void this.#regrade();
    void this.#setMode(readSettings(browserShelf()).editor, false);
  }

  /** The learner's files are others now: a reset, a solution, an undo, or what another tab has done. */
  adopt(attempt: Attempt) {
    this.attempt = attempt;
    this.#place();
    this.#offerFiles();
    showHelp(this);
    this.#judge();
  }

  /** The same, and it is stored. */
  replace(attempt: Attempt) {
    this.#touched = true;
    this.adopt(attempt);
    this.keep();
  }

  keep() {
    this.#keeper.keep(this.attempt);
  }

  remember(why: Snapshot['why']) {
    if (sameFiles(this.attempt.files, this.starter)) return;
    const current = this.grade && this.#graded && sameFiles(this.#graded, this.attempt.files) ? this.grade : undefined;
    const { hold, of } = current ? tally(current) : { hold: 0, of: 0 };
    this.attempt = remember(this.attempt, now(), why, current && { state: current.verdict, hold, of });
  }

  putIn(files: Files, because: 'solution' | 'restore') {
    this.remember(because);
    this.replace(fitTo(replaceFiles(this.attempt, files, because, now()), this.starter, this.exercise.optional));
  }

  reset() {
    this.remember('reset');
    this.replace(replaceFiles(this.attempt, this.starter, 'reset', now()));
  }

  undo() {
    this.replace(undo(this.attempt, now()));
  }

  /** Adds a file the exercise allows, or takes it away (null). */
  setFile(path: string, text: string | null) {
    this.replace(edit(this.attempt, path, text, now()));
    if (text !== null) this.goTo(path, 0);
  }

  goTo(path: string, offset: number) {
    this.#tabOf(path)?.click();
    this.#editors.get(path)?.goTo(offset);
  }

  say(text: string) {
    const region = this.host.querySelector('[role=status]');
    clearTimeout(this.#speaking);
    if (region) region.textContent = text;
  }

  #area(pane: HTMLElement): HTMLTextAreaElement {
    return pane.querySelector('textarea') as HTMLTextAreaElement;
  }

  #paneOf(path: string) {
    return this.#panes.find((pane) => pane.dataset.file === path);
  }

  #tabOf(path: string): HTMLElement | null {
    const pane = this.#paneOf(path);
    return pane ? this.host.querySelector(`[aria-controls="${CSS.escape(pane.id)}"]`) : null;
  }

  /** The file whose tab is open, where it is one that is typed. */
  #here() {
    const path = this.#panes.find((pane) => pane.classList.contains('shown') && pane.dataset.form === undefined)?.dataset.file;
    const editor = path === undefined ? undefined : this.#editors.get(path);
    if (path === undefined || !editor) return undefined;
    return { path, editor, marks: this.#marks.filter((mark) => mark.file === path) };
  }

  #listen() {
    this.host.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#leave());
    addEventListener('pagehide', () => this.#leave());
    const work = this.host.querySelector<HTMLElement>('.work');
    const keys = work?.querySelector(':scope > .keys') ?? null;
    if (!work || this.#panes.every((pane) => pane.dataset.form !== undefined)) return;
    offerRepair(
      work,
      keys,
      () => {
        const here = this.#here();
        return here && { path: here.path, ...here.editor };
      },
      (text) => this.say(text),
    );
    this.#note = createLineNote(work, keys, () => this.#here(), { say: (text) => this.say(text), fix: (key) => this.#applyFix(key) });
    onSettings(({ editor }) => {
      void this.#setMode(editor, this.#byHand);
      this.#byHand = false;
    });
  }

  /** Puts an editor in place of what stands over a pane's text area. */
  #open(pane: HTMLElement, make: (area: HTMLTextAreaElement, events: EditorEvents) => Editor) {
    const path = pane.dataset.file ?? '';
    const changed = (text: string) => this.#typed(path, text);
    const form = pane.querySelector<HTMLElement>('[data-answers]');
    const list = pane.querySelector<HTMLElement>('[data-order]');
    if (form || list) {
      if (form) this.#editors.set(path, answersEditor(form, changed));
      else if (list) this.#editors.set(path, orderEditor(list, path, changed));
      return;
    }
    this.#editors.get(path)?.close();
    this.#editors.set(path, make(this.#area(pane), { changed, moved: (offset) => this.#moved(path, offset) }));
  }

  /** Opens the editors of one mode; where CodeMirror cannot be loaded, the text areas go on working, with the same verdicts. */
  async #setMode(mode: Settings['editor'], asked: boolean) {
    const typed = this.#panes.filter((each) => each.dataset.form === undefined);
    if (typed.length === 0) return;
    let trouble = '';
    if (mode === 'rich') {
      try {
        const { openEditor } = await import('./editor.ts');
        for (const pane of typed) this.#open(pane, (area, events) => openEditor(area, pane.dataset.file ?? '', events));
      } catch (error) {
        console.error(error);
        trouble = words.notRich;
      }
    } else for (const pane of typed) this.#open(pane, plainEditor);
    if (this.grade) this.#mark(this.grade);
    this.#sayKeys(trouble ? 'plain' : mode, trouble);
    if (asked) {
      this.say(trouble || (mode === 'rich' ? words.nowRich : words.nowPlain));
      this.host.querySelector<HTMLElement>('.work > .keys button')?.focus();
    }
  }

  #sayKeys(mode: Settings['editor'], trouble: string) {
    const keys = this.host.querySelector<HTMLElement>('.work > .keys');
    if (!keys) return;
    const button = `<button type="button" class="link" data-do="mode" data-mode="${mode === 'rich' ? 'plain' : 'rich'}">${mode === 'rich' ? words.toPlain : words.toRich}</button>`;
    keys.innerHTML = `${trouble ? `<b>${trouble}</b> ` : ''}<span class="keyboard">${mode === 'rich' ? words.keysRich : words.keysPlain}</span> ${words.kept} ${button}`;
  }

  /** Files to read come with the first verdict and get tabs of their own: in the page they would only make it heavier. */
  #showGiven(given: Files) {
    if (this.#given || !['edit', 'order', 'spot'].includes(this.host.dataset.kind ?? '')) return;
    this.#given = true;
    const tabs = this.host.querySelector('[role=tablist]');
    let first = tabs?.querySelector('[data-for=context]') ?? null;
    const lastPane = this.#panes.at(-1);
    for (const [path, text] of Object.entries(given).reverse()) {
      const tab = Object.assign(document.createElement('button'), { type: 'button', role: 'tab', textContent: words.given(path) });
      const pane = Object.assign(document.createElement('div'), { className: 'pane given', role: 'tabpanel' });
      pane.innerHTML = `<pre tabindex="0"><code>${colouredLines(path, text).join('\n')}</code></pre>`;
      first = tabs?.insertBefore(tab, first) ?? null;
      lastPane?.after(pane);
    }
    this.host.wire();
  }

  /** Puts the attempt's texts into the editors that show something else. */
  #place() {
    this.#placing = true;
    for (const [path, editor] of this.#editors) {
      const text = this.attempt.files[path] ?? '';
      if (editor.text() !== text) editor.setText(text);
    }
    this.#placing = false;
  }

  /** The tab and the cursor as they were. Where the address names the exercise, it stands in the window where it stood. */
  #resume() {
    const { place } = this.attempt;
    if (!place) return;
    if (place.file !== this.exercise.editable[0]) this.#tabOf(place.file)?.click();
    this.#editors.get(place.file)?.place(place.cursor);
    if (location.hash === `#${this.host.id}`) scrollBy(0, this.host.getBoundingClientRect().top - place.top);
  }

  #typed(path: string, text: string) {
    if (this.#placing) return;
    this.#touched = true;
    this.attempt = edit(this.attempt, path, text, now());
    this.keep();
    this.#begun();
    this.#judge();
    clearTimeout(this.#pausing);
    this.#pausing = setTimeout(() => {
      this.remember('pause');
      this.keep();
      showHelp(this);
    }, longPause);
  }

  #moved(path: string, cursor: number) {
    this.attempt = { ...this.attempt, place: { file: path, cursor, top: this.host.getBoundingClientRect().top } };
    if (this.#touched) this.keep();
    this.#noteSoon();
  }

  /** After the keystroke is on the screen: the note may wait, the letter may not. */
  #noteSoon() {
    clearTimeout(this.#noting);
    this.#noting = setTimeout(() => {
      const here = this.#here();
      if (here && this.#paneOf(here.path)?.contains(document.activeElement)) this.#note?.show(here);
    }, 60);
  }

  #leave() {
    if (!this.#touched) return;
    if (this.attempt.place)
      this.attempt = { ...this.attempt, place: { ...this.attempt.place, top: this.host.getBoundingClientRect().top } };
    this.remember('pause');
    this.keep();
    this.#keeper.flush();
  }

  #begun() {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const { value } = updateProgress(browserShelf(), (progress) => beginExercise(progress, this.exercise.slug, now()));
    announceProgress(value);
  }

  #judge() {
    this.#grader.judge(this.attempt.files);
  }

  /** What passed under an older version of the exercise is graded again, and it is said what came of it. */
  async #regrade() {
    const { passing, passed } = this.attempt;
    if (!passing || !passed || passed.version >= this.exercise.version) return;
    const { grade } = await this.#grader.once(passing);
    this.changed = { before: passed.version, ...tally(grade), passed: grade.verdict === 'passed' };
    showHelp(this);
  }

  changed?: { before: number; hold: number; of: number; passed: boolean };

  /** The learner has read that the exercise changed: it is not said again. */
  acceptChange() {
    const { passed } = this.attempt;
    if (passed) this.attempt = { ...this.attempt, passed: { ...passed, version: this.exercise.version } };
    this.changed = undefined;
    this.keep();
    showHelp(this);
  }

  #show({ grade, rulePages, strip, listing, given }: Judged, files: Files) {
    const first = this.grade === undefined;
    this.grade = grade;
    this.#graded = files;
    this.#rulePages = rulePages;
    const verdict = this.host.querySelector<HTMLElement>('.verdict');
    if (verdict) patch(verdict, verdictHtml(grade, this.#view));
    const form = this.host.querySelector('[data-answers]');
    if (form) showOutcomes(form, grade.goals);
    this.#mark(grade);
    this.#showGiven(given);
    this.#redraw('[data-context] > div', listing);
    this.#redraw('.strip[data-graph]', strip);
    if (grade.verdict === 'passed') this.#passed();
    showHelp(this);
    this.#speak(announcement(grade, this.#view.goals));
    if (first && location.hash.startsWith(`#${this.host.id}-goal-`)) this.#toGoal(location.hash.slice(1));
  }

  #passed() {
    const { slug, version } = this.exercise;
    const { passing } = this.attempt;
    const current = this.#graded && sameFiles(this.#graded, this.attempt.files);
    if (!current || (passing && sameFiles(passing, this.attempt.files))) return;
    this.remember('pass');
    this.attempt = recordPass(this.attempt, now());
    this.keep();
    const { value, trouble } = updateProgress(browserShelf(), (progress) =>
      passExercise(progress, slug, version, now(), this.attempt.revealed),
    );
    if (trouble) this.#trouble(trouble);
    announceProgress(value);
  }

  #mark(grade: Grade) {
    const open = grade.goals.filter((goal) => goal.outcome === 'fail' || goal.outcome === 'unknown');
    this.#marks = [
      ...grade.problems.map((place, index) => ({ ...place, key: fixKey('problem', index) })),
      ...open.flatMap((goal) =>
        goal.diagnostics.map((place, index) => ({
          ...place,
          message: place.message || goal.message,
          key: fixKey(goal.id, index),
          goal: goalId(this.host.id, goal.id),
        })),
      ),
      ...grade.advice.map((place, index) => ({ ...place, key: fixKey('advice', index) })),
    ];
    for (const [path, editor] of this.#editors) editor.setMarks(this.#marks.filter((mark) => mark.file === path));
    this.#noteSoon();
  }

  #redraw(part: string, html: string) {
    const box = this.host.querySelector<HTMLElement>(part);
    if (!box || box.dataset.drawn === html) return;
    box.dataset.drawn = html;
    box.innerHTML = html;
  }

  /** Tabs of files the learner may add are shown once they are added; until then a button offers each. */
  #offerFiles() {
    for (const pane of this.#panes.filter((each) => each.dataset.optional !== undefined)) {
      const there = this.attempt.files[pane.dataset.file ?? ''] !== undefined;
      const tab = this.host.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(pane.id)}"]`);
      pane.hidden = !there;
      if (tab) tab.hidden = !there;
      if (!there && tab?.getAttribute('aria-selected') === 'true') this.host.querySelector<HTMLElement>('[role=tab]')?.click();
    }
  }

  /** One sentence for screen readers, when typing has paused and there is something new. */
  #speak(text: string) {
    if (text === this.#spoken || !this.#touched) return;
    this.#spoken = text;
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => this.say(text), quiet);
  }

  #trouble(trouble: Trouble | undefined) {
    this.#tell(trouble ? storage[trouble] : '', trouble !== undefined && trouble !== 'damaged');
  }

  /** A notice below the verdict, read out at once; an empty text takes it away. */
  #tell(text: string, download = false) {
    const notice = this.host.querySelector<HTMLElement>('.notice');
    if (!notice || (notice.dataset.text ?? '') === text) return;
    notice.dataset.text = text;
    notice.textContent = text;
    notice.hidden = text === '';
    if (!download) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: words.download });
    button.dataset.do = 'download';
    notice.append(' ', button);
  }

  #click(event: MouseEvent) {
    const target = event.target as Element;
    const place = target.closest<HTMLElement>('.place');
    if (place?.dataset.file !== undefined) {
      event.preventDefault();
      this.goTo(place.dataset.file, Number(place.dataset.at));
    }
    const goal = target.closest<HTMLElement>('[data-goal]')?.dataset.goal;
    if (goal) {
      event.preventDefault();
      history.replaceState(history.state, '', `#${goal}`);
      this.#toGoal(goal);
    }
    const key = target.closest<HTMLElement>('[data-fix]')?.dataset.fix;
    if (key) this.#applyFix(key);
    const mode = target.closest<HTMLElement>('[data-mode]')?.dataset.mode;
    if (mode === 'rich' || mode === 'plain') {
      this.#byHand = true;
      applySettings(updateSettings(browserShelf(), { editor: mode }).value);
    }
  }

  #toGoal(id: string) {
    const goal = document.getElementById(id);
    if (!goal) return;
    for (const fold of goal.querySelectorAll('details')) fold.open = true;
    goal.scrollIntoView({ block: 'center' });
    goal.focus({ preventScroll: true });
  }

  #applyFix(key: string) {
    const finding = this.grade && findingOf(this.grade, key);
    const editor = finding && this.#editors.get(finding.file);
    if (!editor || !finding?.fix) return;
    editor.setText(withFixes(editor.text(), [finding]));
    this.goTo(finding.file, finding.span.start);
  }
}
