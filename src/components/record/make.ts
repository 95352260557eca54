/** `<shipshape-make-record>`: makes a record of what this browser holds, as a file and as a link. */
import { type Outline, placedBy } from '../../course/outline.ts';
import { progressKind } from '../../course/progress.ts';
import { type Collected, collectAnswers } from '../../course/records/collect.ts';
import { cleanName } from '../../course/records/names.ts';
import { openTrack, packRecord, recordFile } from '../../course/records/read.ts';
import type { CompletionRecord } from '../../course/records/record.ts';
import { browserShelf, load } from '../../course/store.ts';
import { record as words } from '../../course/strings/index.ts';
import { followedKind } from '../../course/tracks/follow.ts';
import type { Track } from '../../course/tracks/track.ts';
import { loadOutline } from './load-outline.ts';
import { copyField, fileName, saveFile } from './save-file.ts';

class MakeRecordElement extends HTMLElement {
  #outline?: Outline;
  #own?: Track;
  #made?: CompletionRecord;

  async connectedCallback() {
    this.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#make();
    });
    this.addEventListener('click', (event) => void this.#click(event.target as Element));
    try {
      this.#outline = await loadOutline(this.dataset.outline ?? '');
    } catch {
      return this.#say(words.noOutline);
    }
    const { passed, begun } = this.#collect();
    await this.#offerTracks();
    this.#say(passed.length + begun.length === 0 ? words.nothing : words.holdsNow(passed.length, begun.length));
    const button = this.querySelector<HTMLButtonElement>('[type=submit]');
    if (button) button.disabled = passed.length + begun.length === 0;
  }

  #say(text: string) {
    const said = this.querySelector('[data-said]');
    if (said) said.textContent = text;
  }

  #collect(): Collected {
    const shelf = browserShelf();
    const slugs = this.#outline?.exercises.map(({ slug }) => slug) ?? [];
    return collectAnswers(shelf, load(shelf, progressKind).value, slugs);
  }

  /** The track that is followed is chosen already; one of somebody's own is unpacked from its link. */
  async #offerTracks() {
    const select = this.querySelector<HTMLSelectElement>('[data-tracks]');
    if (!select || !this.#outline) return;
    const followed = load(browserShelf(), followedKind).value;
    const [, packed] = followed.path.split('#');
    if (packed) this.#own = (await openTrack(packed)).value;
    const tracks = [...(this.#own ? [this.#own] : []), ...this.#outline.tracks];
    select.append(...tracks.map(({ id, title }) => new Option(title, id)));
    select.value = tracks.find(({ id }) => followed.path === `tracks/${id}/` || (id === 'own' && packed))?.id ?? '';
  }

  async #make() {
    const outline = this.#outline;
    if (!outline) return;
    const value = (name: string) => this.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-${name}]`)?.value ?? '';
    const name = cleanName(value('name'));
    const chosen = value('tracks');
    const track = chosen === 'own' ? this.#own : outline.tracks.find(({ id }) => id === chosen);
    const { passed, begun } = this.#collect();
    const withBegun = this.querySelector<HTMLInputElement>('[data-begun]')?.checked === true;
    this.#made = {
      course: outline.course,
      engine: outline.engine,
      made: new Date().toISOString(),
      ...(name ? { name } : {}),
      ...(track ? { track } : {}),
      placement: placedBy(outline, new Set(passed.map(({ slug }) => slug))),
      answers: withBegun ? [...passed, ...begun] : passed,
    };
    const packed = await packRecord(this.#made);
    const link = `${this.#address()}#${packed}`;
    const field = this.querySelector<HTMLInputElement>('[data-link]');
    if (field) field.value = link;
    for (const [part, href] of [
      ['open', link],
      ['certificate', `${this.dataset.certificate}#${packed}`],
    ] as const) {
      const anchor = this.querySelector<HTMLAnchorElement>(`[data-to=${part}]`);
      if (anchor) anchor.href = href;
    }
    const size = this.querySelector('[data-size]');
    if (size) size.textContent = words.linkSize(link.length);
    const made = this.querySelector<HTMLElement>('[data-made]');
    if (!made) return;
    made.hidden = false;
    made.querySelector<HTMLElement>('h3')?.focus();
  }

  #address = () => new URL(this.dataset.record ?? '', location.href).href;

  async #click(target: Element) {
    if (target.closest('[data-save]') && this.#made) {
      const name = `${fileName(this.#made.name ?? '', 'record')}.shipshape.json`;
      saveFile(name, await recordFile(this.#made, this.#address()), 'application/json');
    }
    const copy = target.closest<HTMLElement>('[data-copy]');
    const field = this.querySelector<HTMLInputElement>('[data-link]');
    if (copy && field) await copyField(field, copy, words.copied);
  }
}

customElements.define('shipshape-make-record', MakeRecordElement);
