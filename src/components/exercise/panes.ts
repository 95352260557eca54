/** The files of an exercise in the page: their tabs and panes, and the editor that is open in each. */
import type { Diagnostic, Files, GoalResult } from '#engine';
import type { Place } from '../../course/attempt.ts';
import type { Settings } from '../../course/settings.ts';
import { bench as words } from '../../course/strings/index.ts';
import { colouredLines } from '../code/lines.ts';
import { nextFrame } from '../next-frame.ts';
import type { Mark } from './about-line.ts';
import type { Editor, EditorEvents } from './editing.ts';
import { withFixes } from './pasted.ts';
import { plainEditor } from './plain-editor.ts';
import type { ExerciseHost } from './subject.ts';

/** What a learner does in the panes. */
export interface PaneEvents {
  typed(path: string, text: string): void;
  /** The cursor is at this offset of a file, and its editor has the focus. */
  moved(path: string, offset: number): void;
}

const pathOf = (pane: HTMLElement): string => pane.dataset.file ?? '';
const areaOf = (pane: HTMLElement): HTMLTextAreaElement => pane.querySelector('textarea') as HTMLTextAreaElement;

export class Panes {
  /** The files as the page brought them. */
  readonly starter: Files;
  #host: ExerciseHost;
  #events: PaneEvents;
  #panes: HTMLElement[];
  #editors = new Map<string, Editor>();
  /** What edits questions and lines to move. */
  #forms: typeof import('./forms.ts') | undefined;
  #mode: Settings['editor'] | undefined;
  #given = false;
  /** Set while texts are put in from elsewhere: they are no keystrokes. */
  #placing = false;

  constructor(host: ExerciseHost, events: PaneEvents) {
    this.#host = host;
    this.#events = events;
    this.#panes = [...host.querySelectorAll<HTMLElement>('.pane[data-file]')];
    const asked = this.#panes.filter((pane) => pane.dataset.optional === undefined);
    this.starter = Object.fromEntries(asked.map((pane) => [pathOf(pane), areaOf(pane).defaultValue]));
  }

  /** What was typed into the text areas before there was a bench. */
  typedBefore(): [path: string, text: string][] {
    return this.#panes.flatMap((pane): [string, string][] => {
      const area = areaOf(pane);
      return area.value === area.defaultValue ? [] : [[pathOf(pane), area.value]];
    });
  }

  /** Whether there is a file that is typed: not only questions to answer or lines to move. */
  get areTyped(): boolean {
    return this.#typed().length > 0;
  }

  #typed() {
    return this.#panes.filter((pane) => pane.dataset.form === undefined);
  }

  paneOf(path: string): HTMLElement | undefined {
    return this.#panes.find((pane) => pathOf(pane) === path);
  }

  editorOf(path: string): Editor | undefined {
    return this.#editors.get(path);
  }

  /** Address of a file's editor on the page. */
  addressOf(path: string): string {
    return `#${this.paneOf(path)?.querySelector('textarea')?.id ?? this.#host.id}`;
  }

  #tab(pane: HTMLElement | undefined): HTMLElement | null {
    return pane ? this.#host.querySelector(`[aria-controls="${CSS.escape(pane.id)}"]`) : null;
  }

  /** The file whose tab is open, where it is one that is typed. */
  here(): { path: string; editor: Editor } | undefined {
    const pane = this.#typed().find((each) => each.classList.contains('shown'));
    const editor = pane && this.#editors.get(pathOf(pane));
    return editor && { path: pathOf(pane), editor };
  }

  /** Opens what each file is edited with before the editor with colours is there. */
  async open() {
    if (this.#typed().length < this.#panes.length) this.#forms = await import('./forms.ts');
    for (const pane of this.#panes) this.#open(pane, plainEditor);
  }

  /** Puts an editor in place of what stands over a pane's text area. */
  #open(pane: HTMLElement, make: (area: HTMLTextAreaElement, events: EditorEvents) => Editor) {
    const path = pathOf(pane);
    const changed = (text: string) => {
      if (!this.#placing) this.#events.typed(path, text);
    };
    const form = pane.querySelector<HTMLElement>('[data-answers]');
    const list = pane.querySelector<HTMLElement>('[data-order]');
    if (form || list) {
      if (form && this.#forms) this.#editors.set(path, this.#forms.answersEditor(form, changed));
      else if (list && this.#forms) this.#editors.set(path, this.#forms.orderEditor(list, path, changed));
      return;
    }
    this.#editors.get(path)?.close();
    this.#editors.set(path, make(areaOf(pane), { changed, moved: (offset) => this.#events.moved(path, offset) }));
  }

  /**
   * Opens the editors of one mode. Where the one with colours cannot be loaded, the text areas go on working, with the same verdicts.
   * @returns what to tell the learner about that; empty where all is well, undefined where another mode was chosen meanwhile
   */
  async setMode(mode: Settings['editor']): Promise<string | undefined> {
    const typed = this.#typed();
    if (typed.length === 0) return '';
    this.#mode = mode;
    if (mode !== 'rich') {
      for (const pane of typed) this.#open(pane, plainEditor);
      return '';
    }
    try {
      const { openEditor } = await import('./editor.ts');
      for (const pane of typed) {
        await nextFrame();
        if (this.#mode !== mode) return undefined;
        this.#open(pane, (area, events) => openEditor(area, pathOf(pane), events));
      }
      return '';
    } catch (error) {
      console.error(error);
      return words.notRich;
    }
  }

  /** Applies a finding's fix and goes there. */
  repair(finding: Diagnostic) {
    const editor = this.#editors.get(finding.file);
    if (!editor) return;
    // The editor has the focus before its text changes: then its own undo takes the fix back.
    this.goTo(finding.file, finding.span.start);
    editor.setText(withFixes(editor.text(), [finding]));
    editor.goTo(finding.span.start);
  }

  /** Puts texts into the editors that show something else. */
  place(files: Files) {
    this.#placing = true;
    for (const [path, editor] of this.#editors) {
      const text = files[path] ?? '';
      if (editor.text() !== text) editor.setText(text);
    }
    this.#placing = false;
  }

  /** The tab and the cursor as they were. Where the address names the exercise, it stands in the window where it stood. */
  resume({ file, cursor, top }: Place) {
    if (file !== pathOf(this.#panes[0] as HTMLElement)) this.#tab(this.paneOf(file))?.click();
    this.#editors.get(file)?.place(cursor);
    if (location.hash === `#${this.#host.id}`) scrollBy(0, this.#host.getBoundingClientRect().top - top);
  }

  goTo(path: string, offset: number) {
    this.#tab(this.paneOf(path))?.click();
    this.#editors.get(path)?.goTo(offset);
  }

  /** Says under each question what came of its answer. */
  showOutcomes(goals: GoalResult[]) {
    const form = this.#host.querySelector('[data-answers]');
    if (form) this.#forms?.showOutcomes(form, goals);
  }

  mark(marks: readonly Mark[]) {
    for (const [path, editor] of this.#editors) editor.setMarks(marks.filter((mark) => mark.file === path));
  }

  /** Tabs of files the learner may add are shown once they are added; until then a button offers each. */
  offer(files: Files) {
    for (const pane of this.#panes.filter((each) => each.dataset.optional !== undefined)) {
      const there = files[pathOf(pane)] !== undefined;
      const tab = this.#tab(pane);
      pane.hidden = !there;
      if (tab) tab.hidden = !there;
      if (!there && tab?.getAttribute('aria-selected') === 'true') this.#host.querySelector<HTMLElement>('[role=tab]')?.click();
    }
  }

  /** Files to read come with the first verdict and get tabs of their own: in the page they would only make it heavier. */
  showGiven(given: Files) {
    if (this.#given || !['edit', 'order', 'spot'].includes(this.#host.dataset.kind ?? '')) return;
    this.#given = true;
    const tabs = this.#host.querySelector('[role=tablist]');
    let first = tabs?.querySelector('[data-for=context]') ?? null;
    const lastPane = this.#panes.at(-1);
    for (const [path, text] of Object.entries(given).reverse()) {
      const tab = Object.assign(document.createElement('button'), { type: 'button', role: 'tab', textContent: words.given(path) });
      const pane = Object.assign(document.createElement('div'), { className: 'pane given', role: 'tabpanel' });
      pane.innerHTML = `<pre tabindex="0"><code>${colouredLines(path, text).join('\n')}</code></pre>`;
      first = tabs?.insertBefore(tab, first) ?? null;
      lastPane?.after(pane);
    }
    this.#host.wire();
  }
}
