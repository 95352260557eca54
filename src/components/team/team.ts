/** `<shipshape-team>`: any number of records, graded again in workers, as one table. Nothing is stored unless the box is ticked. */
import type { Files } from '#engine';
import { showDate } from '../../course/dates.ts';
import type { Outline } from '../../course/outline.ts';
import { toCsv, toMarkdown } from '../../course/records/export.ts';
import { mergeJudged, namesakes, sameAnswers } from '../../course/records/people.ts';
import { openTrack, packRecord } from '../../course/records/read.ts';
import { keptKind } from '../../course/records/shelf.ts';
import { type Judged, needsOf, type Table, tableOf } from '../../course/records/table.ts';
import { browserShelf, load, save } from '../../course/store.ts';
import { record as recordWords, storage, tracks as trackWords, team as words } from '../../course/strings/index.ts';
import { wholeCourse } from '../../course/tracks/standing.ts';
import { ownTrack, type Track, trackData } from '../../course/tracks/track.ts';
import { nextFrame } from '../next-frame.ts';
import { createJudge, type Judge } from '../record/judging.ts';
import { loadData, loadOutline } from '../record/load-outline.ts';
import { saveFile } from '../record/save-file.ts';
import { type Incoming, splitPaste } from './split.ts';
import { screenful, TableView } from './table-view.ts';
import { type Numbered, namesakesHtml, needsHtml, refusedHtml, type Sort, sameHtml, sortRows } from './team-html.ts';

/** Files are read one after the other; what is larger cannot be a record. */
const largestFile = 4_000_000;
const pause = 200;

class TeamElement extends HTMLElement {
  #outline?: Outline;
  #judge?: Judge;
  #view?: TableView;
  #people: Judged[] = [];
  /** Raised whenever the people change: what was worked out of them counts no more. */
  #revision = 0;
  /** Records as data, to know one that comes twice. */
  #seen = new Set<string>();
  #refused: { from: string; why: string }[] = [];
  /** Namesakes that are to stay apart, by their number of records. */
  #apart = new Set<string>();
  #tracks: Track[] = [];
  /** The table before sorting and filtering, and what it was worked out from. */
  #whole?: { basis: string; table: Table };
  #sort: Sort = { by: 'name', descending: false };
  #done = 0;
  #total = 0;
  #drawing: ReturnType<typeof setTimeout> | undefined;
  /** Whether somebody chose a track; until then the records' own decides. */
  #chosen = false;

  async connectedCallback() {
    this.addEventListener('click', (event) => void this.#click(event.target as Element));
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#paste();
    });
    this.addEventListener('change', (event) => void this.#change(event.target as HTMLInputElement));
    this.addEventListener('input', (event) => (event.target as Element).matches('[data-filter]') && this.#drawSoon());
    this.#takeDrops();
    try {
      this.#outline = await loadOutline(this.dataset.outline ?? '');
    } catch {
      return this.#say(trackWords.noOutline);
    }
    this.#judge = createJudge(this.#outline.tracks, true);
    const table = this.querySelector('table');
    if (table) this.#view = new TableView(table);
    this.#tracks = [wholeCourse(this.#outline, words.wholeCourse), ...this.#outline.tracks];
    this.#offerTracks();
    const kept = load(browserShelf(), keptKind).value.records;
    const box = this.querySelector<HTMLInputElement>('[data-remember]');
    if (box) box.checked = kept.length > 0;
    if (kept.length > 0) await this.#take(kept.map((text, at) => ({ from: words.kept(at + 1), text })));
  }

  #part = (name: string) => this.querySelector<HTMLElement>(`[data-${name}]`);
  #field = (name: string) => this.querySelector<HTMLInputElement>(`[data-${name}]`);

  #say(text: string) {
    const said = this.#part('said');
    if (said) said.textContent = text;
  }

  #takeDrops() {
    const zone = this.#part('drop') ?? this;
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.dataset.over = '';
    });
    zone.addEventListener('dragleave', () => delete zone.dataset.over);
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      delete zone.dataset.over;
      const { files } = (event as DragEvent).dataTransfer ?? {};
      if (files && files.length > 0) return void this.#takeFiles([...files]);
      const text = (event as DragEvent).dataTransfer?.getData('text') ?? '';
      void this.#take(splitPaste(text, words.pasted));
    });
  }

  #paste() {
    const field = this.querySelector<HTMLTextAreaElement>('[data-text]');
    if (!field) return;
    const found = splitPaste(field.value, words.pasted);
    field.value = '';
    void this.#take(found);
  }

  async #takeFiles(files: File[]) {
    const texts: Incoming[] = [];
    for (const file of files) {
      // A text file may hold many links, one a line.
      const text = file.size > largestFile ? '' : await file.text();
      if (file.size > largestFile) this.#refused.push({ from: file.name, why: recordWords.refused['too-long'] });
      else if (text.trim() === '') this.#refused.push({ from: file.name, why: recordWords.refused.empty });
      texts.push(...splitPaste(text, (at) => (at > 1 ? `${file.name}, ${at}` : file.name)));
    }
    await this.#take(texts);
  }

  /** Grades what came and draws as it goes. */
  async #take(texts: Incoming[]) {
    if (!this.#judge || !this.#outline) return;
    this.#total += texts.length;
    this.#drawSoon();
    await Promise.all(
      texts.map(async ({ from, text }) => {
        const outcome = await this.#judge?.judge(text);
        this.#done++;
        if (outcome && 'judged' in outcome) this.#add(outcome.judged);
        else
          this.#refused.push({
            from,
            why: outcome?.refused === 'broken' || !outcome ? recordWords.broken : recordWords.refused[outcome.refused],
          });
        this.#drawSoon();
      }),
    );
    if (this.#done < this.#total) return;
    this.#chooseTrack();
    void this.#draw();
    this.#say(words.graded(this.#people.length));
    void this.#remember();
  }

  #add(judged: Judged) {
    const key = JSON.stringify(judged.record);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#people.push(judged);
    this.#revision++;
    const { track } = judged.record;
    if (track?.id === ownTrack) this.#addTrack(track);
  }

  /** A track of somebody's own becomes a choice; the same one twice is one. */
  #addTrack(track: Track): string {
    const text = JSON.stringify(trackData(track));
    const known = this.#tracks.findIndex((each) => each.id === ownTrack && JSON.stringify(trackData(each)) === text);
    if (known >= 0) return String(known);
    this.#tracks.push(track);
    this.#offerTracks();
    return String(this.#tracks.length - 1);
  }

  #offerTracks() {
    const select = this.querySelector<HTMLSelectElement>('[data-track]');
    if (!select) return;
    const { value } = select;
    select.replaceChildren(
      ...this.#tracks.map(({ id, title }, at) => new Option(id === ownTrack ? words.ownTrack(title) : title, String(at))),
    );
    select.value = value || '0';
  }

  /** Where more than half of the records follow one track, the table asks what it asks. */
  #chooseTrack() {
    const select = this.querySelector<HTMLSelectElement>('[data-track]');
    if (!select || this.#chosen) return;
    const keyOf = (track: Track) => JSON.stringify([track.id, trackData(track)]);
    const followed = this.#people.flatMap(({ record: { track } }) => (track ? [keyOf(track)] : []));
    const [key] = [...Map.groupBy(followed, (each) => each)].find(([, all]) => all.length > this.#people.length / 2) ?? [];
    const at = this.#tracks.findIndex((track) => keyOf(track) === key);
    if (at >= 0) select.value = String(at);
  }

  #track = (): Track | undefined => this.#tracks[Number(this.querySelector<HTMLSelectElement>('[data-track]')?.value ?? 0)];

  async #change(target: HTMLInputElement) {
    if (target.matches('[data-files]')) {
      const files = [...(target.files ?? [])];
      target.value = '';
      return this.#takeFiles(files);
    }
    if (target.matches('[data-remember]')) return this.#remember();
    if (target.matches('[data-track-link]')) return this.#takeTrack(target);
    if (target.matches('[data-track]')) this.#chosen = true;
    void this.#draw();
  }

  async #takeTrack(field: HTMLInputElement) {
    if (field.value.trim() === '') return;
    const opened = await openTrack(field.value);
    if (opened.refused) return this.#say(trackWords.badLink(recordWords.refused[opened.refused]));
    const at = this.#addTrack(opened.value);
    const select = this.querySelector<HTMLSelectElement>('[data-track]');
    if (select) select.value = at;
    this.#chosen = true;
    field.value = '';
    void this.#draw();
  }

  /** Keeps the records where that is asked for, and forgets them where it is not. */
  async #remember() {
    const wanted = this.#field('remember')?.checked === true;
    const shelf = browserShelf();
    if (!wanted) {
      try {
        if (shelf?.getItem(keptKind.key)) localStorage.removeItem(keptKind.key);
      } catch {
        // A store that may not be touched holds nothing of ours.
      }
      return;
    }
    const trouble = save(shelf, keptKind, { records: await Promise.all(this.#people.map(({ record }) => packRecord(record))) });
    if (trouble) this.#say(storage[trouble]);
  }

  async #click(target: Element) {
    const button = target.closest<HTMLElement>('button');
    const { sort, open, merge, keep, do: what } = button?.dataset ?? {};
    if (sort !== undefined) {
      this.#sort = { by: sort, descending: this.#sort.by === sort && !this.#sort.descending };
      void this.#draw();
    } else if (open !== undefined) await this.#openRecord(Number(open));
    else if (merge !== undefined || keep !== undefined) this.#settle(Number(merge ?? keep), merge !== undefined);
    else if (what === 'csv') saveFile('shipshape-team.csv', `\ufeff${toCsv(this.#table(), words.exports)}`, 'text/csv');
    else if (what === 'markdown') saveFile('shipshape-team.md', toMarkdown(this.#table(), words.exports), 'text/markdown');
    else if (what === 'print') print();
    else if (what === 'clear') this.#clear();
  }

  /** The whole record in a tab of its own: this page keeps what it has. */
  async #openRecord(at: number) {
    const judged = this.#people[at];
    if (!judged) return;
    const link = document.createElement('a');
    link.href = `${this.dataset.record}#${await packRecord(judged.record)}`;
    link.target = '_blank';
    link.rel = 'noopener';
    link.click();
  }

  #namesakes = () => namesakes(this.#people).filter(({ name, records }) => !this.#apart.has(`${name}\n${records.length}`));

  #settle(at: number, merge: boolean) {
    const group = this.#namesakes()[at];
    if (!group) return;
    if (!merge) this.#apart.add(`${group.name}\n${group.records.length}`);
    else {
      const one = group.records.reduce<Judged>((a, b) => mergeJudged(a, b), group.records[0] as Judged);
      const first = this.#people.indexOf(group.records[0] as Judged);
      this.#people[first] = one;
      this.#people = this.#people.filter((each) => each === one || !group.records.includes(each));
      this.#revision++;
      this.#say(words.merged(group.name));
      void this.#remember();
    }
    void this.#draw();
    this.#part('results')?.querySelector<HTMLElement>('h3')?.focus();
  }

  #clear() {
    this.#people = [];
    this.#revision++;
    this.#refused = [];
    this.#seen.clear();
    this.#apart.clear();
    this.#done = this.#total = 0;
    const box = this.#field('remember');
    if (box) box.checked = false;
    void this.#remember();
    void this.#draw();
    this.querySelector<HTMLElement>('[data-text]')?.focus();
  }

  /** While records come in, one screenful of them is enough to look at: a long table that grows would keep the page busy. */
  #drawSoon() {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
      this.#drawProgress();
      if (this.#done >= this.#total || this.#people.length <= screenful) void this.#draw();
    }, pause);
  }

  #drawProgress() {
    this.#fill('refused', refusedHtml(this.#refused));
    const progress = this.#part('progress');
    const bar = progress?.querySelector('progress');
    const count = this.#part('count');
    if (!progress || !bar || !count) return;
    progress.hidden = this.#done >= this.#total;
    Object.assign(bar, { max: Math.max(1, this.#total), value: this.#done });
    count.textContent = words.gradedOf(this.#done, this.#total);
  }

  #by = (): 'exercise' | 'objective' =>
    this.querySelector<HTMLSelectElement>('[data-by]')?.value === 'objective' ? 'objective' : 'exercise';

  /** What is shown, as it is sorted and filtered: exports hold the same. */
  #table(): Table & { rows: Numbered[] } {
    const track = this.#track();
    if (!this.#outline || !track) return { columns: [], rows: [] };
    const basis = `${this.#revision} ${this.#tracks.indexOf(track)} ${this.#by()}`;
    if (this.#whole?.basis !== basis) this.#whole = { basis, table: tableOf(this.#people, track, this.#outline, this.#by()) };
    const { columns, rows } = this.#whole.table;
    const wanted = (this.#field('filter')?.value ?? '').trim().toLowerCase();
    const show = this.querySelector<HTMLSelectElement>('[data-show]')?.value ?? 'all';
    const numbered = rows.map((row, at) => ({ ...row, at }));
    const kept = numbered.filter(
      ({ name, held, asked }) => name.toLowerCase().includes(wanted) && (show === 'all' || held >= asked === (show === 'done')),
    );
    return { columns, rows: sortRows(kept, columns, this.#sort) };
  }

  /** The table first, and what stands below it when that is done and no record is awaited. */
  async #draw() {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    this.#drawProgress();
    const results = this.#part('results');
    if (!results || !this.#view) return;
    results.hidden = this.#people.length === 0;
    if (results.hidden) return;
    const { columns, rows } = this.#table();
    const caption = words.caption(rows.length, this.#people.length, this.#track()?.title ?? '', showDate(new Date().toISOString()));
    const drawn = await this.#view.draw(caption, columns, rows, this.#sort);
    if (drawn && this.#done >= this.#total) await this.#drawBelow();
  }

  /** What a sort or a filter leaves as it is. */
  async #drawBelow() {
    const [outline, track, revision] = [this.#outline, this.#track(), this.#revision];
    if (!outline || !track) return;
    this.#fill('namesakes', namesakesHtml(this.#namesakes().map(({ name, records }) => ({ name, count: records.length }))));
    const needs = this.#part('needs');
    const basis = `${revision} ${this.#tracks.indexOf(track)}`;
    if (needs && needs.dataset.of !== basis) {
      await nextFrame();
      if (revision !== this.#revision) return;
      needs.dataset.of = basis;
      this.#fill('needs', needsHtml(needsOf(this.#people, track, outline)));
    }
    const box = this.#part('same-box');
    if (!box || box.dataset.of === String(revision)) return;
    box.dataset.of = String(revision);
    // Without the starters nobody can say which words are somebody's own: then nothing is said.
    const starters = await loadData<Record<string, Files>>(this.dataset.starters ?? '').catch(() => undefined);
    await nextFrame();
    if (revision !== this.#revision) return;
    const same = starters ? sameAnswers(this.#people, outline, starters) : [];
    this.#fill('same', sameHtml(same));
    box.hidden = same.length === 0;
  }

  #fill(name: string, html: string) {
    const part = this.#part(name);
    if (part && part.innerHTML !== html) part.innerHTML = html;
  }
}

customElements.define('shipshape-team', TeamElement);
