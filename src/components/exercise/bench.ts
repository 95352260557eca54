/** The workbench behind an exercise in the page: it holds the attempt, asks for verdicts, shows them and keeps the work. */
import type { Files, Grade } from '#engine';
import { type Attempt, edit, fitTo, newAttempt, recordPass, remember, replaceFiles, type Snapshot, undo } from '../../course/attempt.ts';
import { sameFiles } from '../../course/attempt-history.ts';
import { beginExercise, passExercise, updateProgress } from '../../course/progress.ts';
import { readSettings, type Settings, updateSettings } from '../../course/settings.ts';
import { browserShelf } from '../../course/store.ts';
import { bench as words } from '../../course/strings/index.ts';
import { announceProgress } from '../lesson/progress-marks.ts';
import { nextFrame } from '../next-frame.ts';
import { applySettings, onSettings } from '../site/settings.ts';
import type { Mark } from './about-line.ts';
import { dress } from './dress.ts';
import { createGrader } from './grading.ts';
import { showHelp } from './help.ts';
import type { Judged } from './judge.ts';
import { createKeeper } from './keeper.ts';
import { keysHtml } from './keys.ts';
import { createLineNote, type LineNote } from './line-note.ts';
import { Panes } from './panes.ts';
import { offerRepair } from './pasted.ts';
import { type ExerciseHost, type Subject, subjectOf } from './subject.ts';
import { tally } from './verdict.ts';
import { createVerdictPanel, fixIn, marksOf, toGoal } from './verdict-panel.ts';
import { createVoice } from './voice.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds without a keystroke after which a version is kept in the history. */
const longPause = 15_000;
const now = () => new Date().toISOString();

export async function startBench(host: ExerciseHost): Promise<void> {
  dress();
  await nextFrame();
  await new Bench(host).start();
}

class Bench implements Workbench {
  readonly host: ExerciseHost;
  readonly exercise: Subject;
  readonly starter: Files;
  attempt: Attempt;
  grade?: Grade;
  changed?: { before: number; hold: number; of: number; passed: boolean };
  /** The files that `grade` is about. */
  #graded?: Files;
  #panes: Panes;
  #marks: Mark[] = [];
  #grader;
  #keeper;
  #verdict;
  #voice;
  #note: LineNote | undefined;
  #hasBegun = false;
  #noting: ReturnType<typeof setTimeout> | undefined;
  #pausing: ReturnType<typeof setTimeout> | undefined;
  /** Whether anything was done here: the verdict on a starter is in the page already and is not announced. */
  #touched = false;
  /** Whether the change of editor that is under way was asked for here: then the focus stays on its button. */
  #byHand = false;

  constructor(host: ExerciseHost) {
    const exercise = subjectOf(host);
    this.host = host;
    this.exercise = exercise;
    this.#voice = createVoice(host);
    this.#panes = new Panes(host, {
      typed: (path, text) => this.#typed(path, text),
      moved: (path, offset) => this.#moved(path, offset),
    });
    this.starter = this.#panes.starter;
    this.attempt = newAttempt(exercise.version, this.starter);
    this.#verdict = createVerdictPanel(host, exercise, (file) => this.#panes.addressOf(file));
    this.#grader = createGrader(
      exercise.slug,
      (judged, files) => void this.#show(judged, files),
      (error) => {
        console.error(error);
        this.#voice.tell(words.noGrader);
      },
    );
    this.#keeper = createKeeper(
      browserShelf(),
      exercise,
      this.starter,
      (attempt) => this.adopt(attempt),
      (trouble) => this.#voice.trouble(trouble),
    );
  }

  async start() {
    await this.#panes.open();
    const typed = this.#panes.typedBefore();
    this.#touched = typed.length > 0;
    const { attempt, trouble } = this.#keeper.restore();
    this.#voice.trouble(trouble);
    if (attempt) this.attempt = attempt;
    for (const [path, text] of typed) this.attempt = edit(this.attempt, path, text, now());
    this.#panes.place(this.attempt.files);
    this.#panes.offer(this.attempt.files);
    if (this.attempt.place) this.#panes.resume(this.attempt.place);
    this.#listen();
    showHelp(this);
    void this.#warmUp();
  }

  /** What takes a while at first, a frame apart, so that the page answers in between. */
  async #warmUp() {
    await nextFrame();
    await this.#setMode(readSettings(browserShelf()).editor, false);
    await nextFrame();
    // What was typed meanwhile is judged already.
    if (!this.grade) this.#judge();
    void this.#regrade();
  }

  /** The learner's files are others now: a reset, a solution, an undo, or what another tab has done. */
  adopt(attempt: Attempt) {
    this.attempt = attempt;
    this.#panes.place(attempt.files);
    this.#panes.offer(attempt.files);
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
    if (text !== null) this.#panes.goTo(path, 0);
  }

  say(text: string) {
    this.#voice.say(text);
  }

  /** The learner has read that the exercise changed: it is not said again. */
  acceptChange() {
    const { passed } = this.attempt;
    if (passed) this.attempt = { ...this.attempt, passed: { ...passed, version: this.exercise.version } };
    this.changed = undefined;
    this.keep();
    showHelp(this);
  }

  #listen() {
    this.host.addEventListener('click', (event) => this.#click(event));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#leave());
    addEventListener('pagehide', () => this.#leave());
    const work = this.host.querySelector<HTMLElement>('.work');
    const keys = work?.querySelector(':scope > .keys') ?? null;
    if (!work || !this.#panes.areTyped) return;
    offerRepair(
      work,
      keys,
      () => {
        const here = this.#panes.here();
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

  /** The file whose tab is open, with its marks. */
  #here() {
    const here = this.#panes.here();
    return here && { ...here, marks: this.#marks.filter((mark) => mark.file === here.path) };
  }

  async #setMode(mode: Settings['editor'], asked: boolean) {
    if (!this.#panes.areTyped) return;
    const trouble = await this.#panes.setMode(mode);
    if (trouble === undefined) return;
    if (this.grade) this.#mark(this.grade);
    this.#sayKeys(trouble ? 'plain' : mode, trouble);
    if (!asked) return;
    this.say(trouble || (mode === 'rich' ? words.nowRich : words.nowPlain));
    this.host.querySelector<HTMLElement>('.work > .keys button')?.focus();
  }

  #sayKeys(mode: Settings['editor'], trouble: string) {
    const keys = this.host.querySelector<HTMLElement>('.work > .keys');
    if (keys) keys.innerHTML = keysHtml(mode, trouble);
  }

  #typed(path: string, text: string) {
    this.#touched = true;
    this.attempt = edit(this.attempt, path, text, now());
    this.keep();
    this.#judge();
    void this.#begun();
    clearTimeout(this.#pausing);
    this.#pausing = setTimeout(() => {
      this.remember('pause');
      this.keep();
      showHelp(this);
    }, longPause);
  }

  #moved(path: string, cursor: number) {
    this.attempt = { ...this.attempt, place: { file: path, cursor, top: this.attempt.place?.top ?? 0 } };
    this.#noteSoon();
  }

  /** After the keystroke is on the screen: the note may wait, the letter may not. */
  #noteSoon() {
    clearTimeout(this.#noting);
    this.#noting = setTimeout(async () => {
      // By then the browser has placed what was drawn, and need not do so twice.
      await nextFrame();
      this.#measure();
      if (this.#touched) this.keep();
      const here = this.#here();
      if (here && this.#panes.paneOf(here.path)?.contains(document.activeElement)) this.#note?.show(here);
    }, 150);
  }

  /** Writes down where the bench stands in the window. */
  #measure() {
    const { place } = this.attempt;
    if (place) this.attempt = { ...this.attempt, place: { ...place, top: this.host.getBoundingClientRect().top } };
  }

  #leave() {
    if (!this.#touched) return;
    this.#measure();
    this.remember('pause');
    this.keep();
    this.#keeper.flush();
  }

  /** The marks of the page may wait until the letter is on the screen. */
  async #begun() {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    await nextFrame();
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

  async #show(judged: Judged, files: Files) {
    const { grade, given } = judged;
    const first = this.grade === undefined;
    this.grade = grade;
    this.#graded = files;
    const asServed = first && sameFiles(files, this.starter);
    this.#verdict.show(judged, asServed);
    this.#panes.showOutcomes(grade.goals);
    if (grade.verdict === 'passed') this.#passed();
    if (this.#touched) this.#voice.sayLater(this.#verdict.sentence(grade));
    if (first && location.hash.startsWith(`#${this.host.id}-goal-`)) toGoal(location.hash.slice(1));
    // The verdict is what was waited for: marks, help, pictures and files to read come a frame later.
    await nextFrame();
    if (this.grade !== grade) return;
    this.#mark(grade);
    showHelp(this);
    this.#verdict.picture(judged, asServed);
    this.#panes.showGiven(given);
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
    if (trouble) this.#voice.trouble(trouble);
    announceProgress(value);
  }

  #mark(grade: Grade) {
    this.#marks = marksOf(grade, this.host.id);
    this.#panes.mark(this.#marks);
    this.#noteSoon();
  }

  #click(event: MouseEvent) {
    const target = event.target as Element;
    const place = target.closest<HTMLElement>('.place');
    if (place?.dataset.file !== undefined) {
      event.preventDefault();
      this.#panes.goTo(place.dataset.file, Number(place.dataset.at));
    }
    const goal = target.closest<HTMLElement>('[data-goal]')?.dataset.goal;
    if (goal) {
      event.preventDefault();
      history.replaceState(history.state, '', `#${goal}`);
      toGoal(goal);
    }
    const key = target.closest<HTMLElement>('[data-fix]')?.dataset.fix;
    if (key) this.#applyFix(key);
    const mode = target.closest<HTMLElement>('[data-mode]')?.dataset.mode;
    if (mode === 'rich' || mode === 'plain') {
      this.#byHand = true;
      applySettings(updateSettings(browserShelf(), { editor: mode }).value);
    }
  }

  #applyFix(key: string) {
    const finding = fixIn(this.grade, key);
    if (finding) this.#panes.repair(finding);
  }
}
