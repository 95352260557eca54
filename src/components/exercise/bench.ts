/** The workbench behind an exercise in the page: it holds the attempt, asks for verdicts, shows them and keeps the work. */
import type { Diagnostic, Files, Grade } from '#engine';
import { type Attempt, edit, newAttempt, recordPass, replaceFiles, undo } from '../../course/attempt.ts';
import { beginExercise, passExercise, updateProgress } from '../../course/progress.ts';
import { browserShelf, type Trouble } from '../../course/store.ts';
import { storage, bench as words } from '../../course/strings/index.ts';
import { url } from '../../course/url.ts';
import { colouredLines } from '../code/lines.ts';
import { announceProgress } from '../lesson/progress-marks.ts';
import { answersEditor } from './answers-editor.ts';
import benchCss from './bench.css?inline';
import type { Editor } from './editor.ts';
import { createGrader } from './grading.ts';
import { showHelp } from './help.ts';
import type { Judged } from './judge.ts';
import { createKeeper } from './keeper.ts';
import { orderEditor } from './order-editor.ts';
import { patch } from './patch.ts';
import { plainEditor } from './plain-editor.ts';
import { showOutcomes } from './questions.ts';
import { type ExerciseHost, type Subject, subjectOf } from './subject.ts';
import { announcement, findingOf, type VerdictView, verdictHtml } from './verdict.ts';
import type { Workbench } from './workbench.ts';

const quiet = 900;

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
  #panes: HTMLElement[];
  #editors = new Map<string, Editor>();
  #grader;
  #keeper;
  #view: VerdictView;
  #rulePages: string[] = [];
  #given = false;
  #spoken = '';
  #speaking: ReturnType<typeof setTimeout> | undefined;
  /** Whether anything was done here: the verdict on a starter is in the page already and is not announced. */
  #touched = false;
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
      editor: (file) => `#${this.#panes.find((pane) => pane.dataset.file === file)?.querySelector('textarea')?.id ?? host.id}`,
      mainFile: exercise.editable[0] ?? '',
      rulePage: (id) => (this.#rulePages.includes(id) ? url(`rules/${id}/`) : undefined),
      goals: exercise.goals,
    };
    this.#grader = createGrader(
      exercise.slug,
      (judged) => this.#show(judged),
      (error) => {
        console.error(error);
        this.#say(words.noGrader);
      },
    );
    this.#keeper = createKeeper(
      browserShelf(),
      exercise,
      this.starter,
      (attempt) => this.adopt(attempt),
      (trouble) => this.#tell(trouble),
    );
  }

  start() {
    const typed = this.#panes.flatMap((pane) => {
      const area = this.#area(pane);
      return area.value === area.defaultValue ? [] : [[pane.dataset.file ?? '', area.value] as const];
    });
    this.#touched = typed.length > 0;
    const { attempt, trouble } = this.#keeper.restore();
    this.#tell(trouble);
    if (attempt) this.attempt = attempt;
    for (const [path, text] of typed) this.attempt = edit(this.attempt, path, text);
    for (const pane of this.#panes) this.#openPlain(pane);
    this.#place();
    this.#offerFiles();
    this.host.addEventListener('click', (event) => this.#click(event));
    showHelp(this);
    this.#judge();
    void this.#openEditors();
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

  putIn(files: Files) {
    this.replace(replaceFiles(this.attempt, files, 'solution'));
  }

  reset() {
    this.replace(replaceFiles(this.attempt, this.starter, 'reset'));
  }

  undo() {
    this.replace(undo(this.attempt));
  }

  /** Adds a file the exercise allows, or takes it away (null). */
  setFile(path: string, text: string | null) {
    this.attempt = edit(this.attempt, path, text);
    this.replace(this.attempt);
    if (text !== null) this.goTo(path, 0);
  }

  goTo(path: string, offset: number) {
    const pane = this.#panes.find((each) => each.dataset.file === path);
    const tab = pane && this.host.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(pane.id)}"]`);
    tab?.click();
    this.#editors.get(path)?.goTo(offset);
  }

  #area(pane: HTMLElement): HTMLTextAreaElement {
    return pane.querySelector('textarea') as HTMLTextAreaElement;
  }

  #openPlain(pane: HTMLElement) {
    const path = pane.dataset.file ?? '';
    const typed = (text: string) => this.#typed(path, text);
    const form = pane.querySelector<HTMLElement>('[data-answers]');
    const list = pane.querySelector<HTMLElement>('[data-order]');
    if (form) this.#editors.set(path, answersEditor(form, typed));
    else if (list) this.#editors.set(path, orderEditor(list, path, typed));
    else this.#editors.set(path, plainEditor(this.#area(pane), typed));
  }

  async #openEditors() {
    try {
      const { openEditor } = await import('./editor.ts');
      for (const pane of this.#panes.filter((each) => each.dataset.form === undefined)) {
        const path = pane.dataset.file ?? '';
        this.#editors.set(
          path,
          openEditor(this.#area(pane), path, (text) => this.#typed(path, text)),
        );
      }
      if (this.grade) this.#mark(this.grade);
    } catch (error) {
      // The text areas go on working, with the same verdicts.
      console.error(error);
    }
  }

  /** Files to read come with the first verdict and get tabs of their own: in the page they would only make it heavier. */
  #showGiven(given: Files) {
    if (this.#given || !['edit', 'order', 'spot'].includes(this.host.dataset.kind ?? '')) return;
    this.#given = true;
    const tabs = this.host.querySelector('[role=tablist]');
    let first = tabs?.querySelector('[data-for=context]') ?? null;
    const lastPane = [...this.host.querySelectorAll('.pane')].findLast((pane) => pane.matches('[data-file]'));
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
    for (const pane of this.#panes) {
      const path = pane.dataset.file ?? '';
      const text = this.attempt.files[path] ?? '';
      const editor = this.#editors.get(path);
      if (editor && editor.text() !== text) editor.setText(text);
    }
    this.#placing = false;
  }

  #typed(path: string, text: string) {
    if (this.#placing) return;
    this.#touched = true;
    this.attempt = edit(this.attempt, path, text, new Date().toISOString());
    this.keep();
    this.#begun();
    this.#judge();
  }

  #begun() {
    const { value } = updateProgress(browserShelf(), (progress) => beginExercise(progress, this.exercise.slug, new Date().toISOString()));
    announceProgress(value);
  }

  #judge() {
    this.#grader.judge(this.attempt.files);
  }

  #show({ grade, rulePages, strip, listing, given }: Judged) {
    this.grade = grade;
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
  }

  #passed() {
    const { slug, version } = this.exercise;
    const { passing } = this.attempt;
    const news = !passing || Object.keys({ ...passing, ...this.attempt.files }).some((path) => passing[path] !== this.attempt.files[path]);
    if (!news) return;
    this.attempt = recordPass(this.attempt);
    this.keep();
    const { value, trouble } = updateProgress(browserShelf(), (progress) =>
      passExercise(progress, slug, version, new Date().toISOString(), this.attempt.revealed),
    );
    if (trouble) this.#tell(trouble);
    announceProgress(value);
  }

  #mark(grade: Grade) {
    const open = grade.goals.filter((goal) => goal.outcome === 'fail' || goal.outcome === 'unknown');
    const places: Diagnostic[] = [...grade.problems, ...open.flatMap((goal) => goal.diagnostics), ...grade.advice];
    for (const [path, editor] of this.#editors) editor.setMarks(places.filter((place) => place.file === path));
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
    this.#speaking = setTimeout(() => {
      const region = this.host.querySelector('[role=status]');
      if (region) region.textContent = text;
    }, quiet);
  }

  #tell(trouble: Trouble | undefined) {
    this.#say(trouble ? storage[trouble] : '', trouble !== undefined && trouble !== 'damaged');
  }

  /** A notice below the verdict, read out at once; an empty text takes it away. */
  #say(text: string, download = false) {
    const notice = this.host.querySelector<HTMLElement>('.notice');
    if (!notice || notice.textContent?.startsWith(text || '\0')) return;
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
    const key = target.closest<HTMLElement>('[data-fix]')?.dataset.fix;
    const finding = key && this.grade ? findingOf(this.grade, key) : undefined;
    if (finding?.fix) this.#applyFix(finding);
  }

  #applyFix({ file, span, fix }: Diagnostic) {
    const editor = this.#editors.get(file);
    if (!editor || !fix) return;
    const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start);
    const text = edits.reduce((now, change) => now.slice(0, change.span.start) + change.text + now.slice(change.span.end), editor.text());
    editor.setText(text);
    this.goTo(file, span.start);
  }
}
