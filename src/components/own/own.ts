/**
 * `<shipshape-own>`: somebody's own files in the editor of the exercises, and beside them what the engine says: findings (`/review/`), or
 * what a second build reruns and what ships (`/simulator/`). Both pages show the same files, kept in this browser.
 */
import type { Diagnostic, Files } from '#engine';
import { type Own, ownKind, ownPaths } from '../../course/own.ts';
import { readSettings, type Settings, updateSettings } from '../../course/settings.ts';
import { browserShelf, load, save } from '../../course/store.ts';
import { bench as benchWords, own as words } from '../../course/strings/index.ts';
import type { Mark } from '../exercise/about-line.ts';
import { createAsker } from '../exercise/asking.ts';
import { drawnWhenSeen } from '../exercise/drawn-when-seen.ts';
import { dress } from '../exercise/dress.ts';
import { keysHtml } from '../exercise/keys.ts';
import { createLineNote, type LineNote } from '../exercise/line-note.ts';
import { Panes } from '../exercise/panes.ts';
import { offerRepair } from '../exercise/pasted.ts';
import { patch } from '../exercise/patch.ts';
import type { ExerciseHost } from '../exercise/subject.ts';
import { tieTabs, turnTabs } from '../exercise/tabs.ts';
import { createVoice } from '../exercise/voice.ts';
import { nextFrame } from '../next-frame.ts';
import { saveFile } from '../record/save-file.ts';
import { applySettings, onSettings } from '../site/settings.ts';
import { whenIdle } from '../when-near.ts';
import type { OwnAnswer, OwnQuestion } from './answer.ts';
import { editorAddress } from './editors.ts';
import { findingKey, findingOf, findingsHtml, findingsSaid } from './findings.ts';
import { readPlaces } from './places.ts';
import { offersHtml, targetsHtml } from './simulator-form.ts';
import { takeFiles } from './taken.ts';

/** Milliseconds after a change until it is stored. */
const pause = 250;

class OwnElement extends HTMLElement implements ExerciseHost {
  #own: Own = { files: {}, asked: {} };
  #findings: readonly Diagnostic[] = [];
  #marks: Mark[] = [];
  #touched = false;
  /** Whether the change of editor that is under way was asked for here: then the focus stays on its button. */
  #byHand = false;
  /** The options that stand in each list. */
  #filled = new Map<string, string>();
  #saving: ReturnType<typeof setTimeout> | undefined;
  #noting: ReturnType<typeof setTimeout> | undefined;
  #note: LineNote | undefined;
  #voice = createVoice(this);
  #places = readPlaces(this.querySelector('[data-places]')?.textContent ?? '', this.dataset.base ?? '/', editorAddress);
  #graph = this.#drawn('.strip');
  #reruns = this.#drawn('[data-part=reruns]');
  #ships = this.#drawn('[data-part=ships]');
  #panes!: Panes;
  #asker = createAsker<OwnQuestion, OwnAnswer>(
    {
      worker: () => new Worker(new URL('./own.worker.ts', import.meta.url), { type: 'module' }),
      here: async (question) => (await import('./answer.ts')).answerOwn(question),
    },
    (answer) => this.#show(answer),
    (error) => {
      console.error(error);
      this.#voice.tell(words.notLoaded);
    },
  );

  connectedCallback() {
    this.wire();
    turnTabs(this);
    whenIdle(() => void this.#start());
  }

  wire() {
    tieTabs(this);
  }

  #drawn(part: string) {
    const box = this.querySelector<HTMLElement>(part);
    return box ? drawnWhenSeen(box) : undefined;
  }

  async #start() {
    dress();
    this.#panes = new Panes(this, {
      typed: (path, text) => this.#change({ ...this.#texts(), [path]: text }),
      moved: () => this.#noteSoon(),
    });
    const typed = this.#panes.typedBefore();
    await this.#panes.open();
    const { value, trouble } = load(browserShelf(), ownKind);
    this.#own = value;
    this.#voice.trouble(trouble);
    for (const [path, text] of typed) this.#own = { ...this.#own, files: { ...this.#texts(), [path]: text } };
    this.#panes.place(this.#texts());
    this.#listen();
    this.#drawBack();
    await nextFrame();
    await this.#setMode(readSettings(browserShelf()).editor, false);
    await nextFrame();
    this.#ask();
  }

  /** What stands in the tabs: the example where nothing of one's own does. */
  #texts(): Files {
    const { files } = this.#own;
    if (Object.keys(files).length === 0) return this.#panes.starter;
    return Object.fromEntries(ownPaths.map((path) => [path, files[path] ?? '']));
  }

  #change(files: Files) {
    this.#touched = true;
    this.#own = { ...this.#own, files };
    this.#keep();
    this.#ask();
  }

  /** Other files, with one step back. An empty record is the example. */
  #replace(files: Files, said: string) {
    const before = this.#texts();
    this.#touched = true;
    this.#own = { files, before, asked: {} };
    this.#panes.place(this.#texts());
    this.#keep();
    this.#drawBack();
    this.#ask();
    this.#voice.say(said);
  }

  #keep() {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#store(), pause);
  }

  #store() {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#voice.trouble(save(browserShelf(), ownKind, this.#own));
  }

  #drawBack() {
    const back = this.querySelector<HTMLElement>('[data-act=back]');
    if (back) back.hidden = this.#own.before === undefined;
  }

  #ask() {
    const { asked } = this.#own;
    this.#asker.ask({ files: this.#texts(), ...(this.dataset.view === 'simulator' ? { asked } : {}) });
  }

  #show({ findings, graph, simulation }: OwnAnswer) {
    this.#findings = findings;
    this.#marks = findings.map((finding, index) => ({ ...finding, key: findingKey(index) }));
    this.#panes.mark(this.#marks);
    this.#noteSoon();
    if (simulation) {
      this.#fill('change', offersHtml(simulation.offers, simulation.change), simulation.change);
      this.#fill('target', targetsHtml(simulation.targets, simulation.target), simulation.target);
      this.#reruns?.draw(simulation.reruns);
      this.#ships?.draw(simulation.ships);
      const target = this.querySelector<HTMLElement>('label:has([data-asked=target])');
      if (target) target.hidden = simulation.targets.length < 2;
    }
    const list = this.querySelector<HTMLElement>('[data-part=findings]');
    if (list) patch(list, findingsHtml(findings, this.#places));
    this.#graph?.draw(graph);
    if (this.#touched) this.#voice.sayLater(simulation ? simulation.said : findingsSaid(findings));
  }

  #fill(name: 'change' | 'target', html: string, chosen: string | undefined) {
    const select = this.querySelector<HTMLSelectElement>(`[data-asked=${name}]`);
    if (!select) return;
    if (this.#filled.get(name) !== html) select.innerHTML = html;
    this.#filled.set(name, html);
    select.value = chosen ?? '';
  }

  #listen() {
    this.addEventListener('click', (event) => void this.#click(event));
    this.addEventListener('change', (event) => this.#picked(event.target as HTMLElement));
    this.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      this.classList.add('over');
    });
    for (const end of ['dragleave', 'drop']) this.addEventListener(end, () => this.classList.remove('over'));
    this.addEventListener('drop', (event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void this.#open(files);
    });
    addEventListener('pagehide', () => this.#saving && this.#store());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#saving && this.#store());
    addEventListener('storage', ({ key }) => key === ownKind.key && !this.#saving && this.#adopt());
    const work = this.querySelector<HTMLElement>('.work') as HTMLElement;
    const keys = work.querySelector(':scope > .keys');
    offerRepair(
      work,
      keys,
      () => {
        const here = this.#panes.here();
        return here && { path: here.path, ...here.editor };
      },
      (text) => this.#voice.say(text),
    );
    this.#note = createLineNote(work, keys, () => this.#here(), { say: (text) => this.#voice.say(text), fix: (key) => this.#fix(key) });
    onSettings(({ editor }) => {
      void this.#setMode(editor, this.#byHand);
      this.#byHand = false;
    });
  }

  /** What another tab stored. */
  #adopt() {
    this.#own = load(browserShelf(), ownKind).value;
    this.#panes.place(this.#texts());
    this.#drawBack();
    this.#ask();
  }

  #here() {
    const here = this.#panes.here();
    return here && { ...here, marks: this.#marks.filter((mark) => mark.file === here.path) };
  }

  #noteSoon() {
    clearTimeout(this.#noting);
    this.#noting = setTimeout(async () => {
      await nextFrame();
      const here = this.#here();
      if (here && this.#panes.paneOf(here.path)?.contains(document.activeElement)) this.#note?.show(here);
    }, 150);
  }

  async #setMode(mode: Settings['editor'], asked: boolean) {
    const trouble = await this.#panes.setMode(mode);
    if (trouble === undefined) return;
    this.#panes.mark(this.#marks);
    const keys = this.querySelector<HTMLElement>('.work > .keys');
    if (keys) keys.innerHTML = keysHtml(trouble ? 'plain' : mode, trouble);
    if (!asked) return;
    this.#voice.say(trouble || (mode === 'rich' ? benchWords.nowRich : benchWords.nowPlain));
    keys?.querySelector<HTMLElement>('button')?.focus();
  }

  #picked(target: HTMLElement) {
    if (target instanceof HTMLInputElement && target.dataset.openFiles !== undefined) {
      void this.#open([...(target.files ?? [])]);
      target.value = '';
    }
    if (target instanceof HTMLSelectElement && target.dataset.asked) {
      this.#touched = true;
      this.#own = { ...this.#own, asked: { ...this.#own.asked, [target.dataset.asked]: target.value } };
      if (Object.keys(this.#own.files).length > 0) this.#keep();
      this.#ask();
    }
  }

  async #open(given: File[]) {
    const { files, left } = await takeFiles(given);
    const names = Object.keys(files);
    if (names.length > 0) this.#replace({ ...this.#texts(), ...files }, words.opened(names.join(', ')));
    this.#voice.tell(left.length > 0 ? words.left(left.join(', ')) : '');
  }

  async #click(event: MouseEvent) {
    const target = event.target as Element;
    const place = target.closest<HTMLElement>('.place');
    if (place?.dataset.file !== undefined) {
      event.preventDefault();
      this.#panes.goTo(place.dataset.file, Number(place.dataset.at));
    }
    const key = target.closest<HTMLElement>('[data-fix]')?.dataset.fix;
    if (key) this.#fix(key);
    const mode = target.closest<HTMLElement>('[data-mode]')?.dataset.mode;
    if (mode === 'rich' || mode === 'plain') {
      this.#byHand = true;
      applySettings(updateSettings(browserShelf(), { editor: mode }).value);
    }
    if (target.closest('[data-do=download]')) this.#download();
    const act = target.closest<HTMLElement>('[data-act]');
    if (act) await this.#act(act);
  }

  async #act(button: HTMLElement) {
    const { act } = button.dataset;
    if (act === 'example') this.#replace({}, words.exampleShown);
    if (act === 'clear') this.#replace(Object.fromEntries(ownPaths.map((path) => [path, ''])), words.emptied);
    if (act === 'back' && this.#own.before) {
      this.#replace(this.#own.before, words.tookBack);
      button.focus();
    }
    if (act === 'markdown' || act === 'sarif') await this.#report(act, button);
  }

  #download() {
    for (const [path, text] of Object.entries(this.#texts())) if (text !== '') saveFile(path, text, 'text/plain');
  }

  async #report(kind: 'markdown' | 'sarif', button: HTMLElement) {
    const report = await import('./findings-report.ts');
    const places = { ...this.#places, origin: location.origin };
    if (kind === 'sarif')
      return saveFile('shipshape.sarif', report.findingsSarif(this.#findings, this.#texts(), places), 'application/sarif+json');
    const text = report.findingsMarkdown(this.#findings, this.#texts(), places);
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = words.copied;
      setTimeout(() => {
        button.textContent = words.copyMarkdown;
      }, 2000);
    } catch {
      saveFile('shipshape-review.md', text, 'text/markdown');
      this.#voice.say(words.noClipboard);
    }
  }

  #fix(key: string) {
    const finding = findingOf(this.#findings, key);
    if (finding?.fix) this.#panes.repair(finding);
  }
}

customElements.define('shipshape-own', OwnElement);
