/** `<shipshape-track>`: fills a track's way with the reader's progress, and lets the track be followed. One of somebody's own comes from the link. */
import type { Outline } from '../../course/outline.ts';
import { progressKind } from '../../course/progress.ts';
import { openTrack, packTrack } from '../../course/records/read.ts';
import { browserShelf, load, save } from '../../course/store.ts';
import { record as recordWords, storage, tracks as words } from '../../course/strings/index.ts';
import { follow, followedKind, noTrack } from '../../course/tracks/follow.ts';
import { standingOn } from '../../course/tracks/standing.ts';
import { ownTrack, type Track } from '../../course/tracks/track.ts';
import { loadOutline } from '../record/load-outline.ts';
import { progressHtml, wayHtml } from './way.ts';

class TrackElement extends HTMLElement {
  #outline?: Outline;
  #track?: Track;
  #packed = '';

  async connectedCallback() {
    this.addEventListener('click', (event) => {
      const target = event.target as Element;
      if (target.closest('[data-follow]')) this.#toggle();
      if (target.closest('[data-print]')) print();
    });
    addEventListener('storage', ({ key }) => (key === progressKind.key || key === followedKind.key) && this.#draw());
    addEventListener('hashchange', () => this.dataset.track === ownTrack && this.#open());
    await this.#open();
  }

  async #open() {
    try {
      this.#outline = await loadOutline(this.dataset.outline ?? '');
      if (this.dataset.track === ownTrack) await this.#openOwn();
      else this.#track = this.#outline.tracks.find(({ id }) => id === this.dataset.track);
      this.#draw();
    } catch (error) {
      this.#say(words.noOutline);
      console.error(error);
    }
  }

  async #openOwn() {
    this.#track = undefined;
    const hash = location.hash.slice(1);
    if (hash === '') return this.#say(words.noLink);
    const opened = await openTrack(hash);
    if (opened.refused) return this.#say(words.badLink(recordWords.refused[opened.refused]));
    this.#track = opened.value;
    this.#packed = await packTrack(opened.value);
    this.#say('');
    const title = document.querySelector('h1');
    if (title) title.textContent = opened.value.title;
    document.title = words.pageTitle(opened.value.title);
    const lede = document.querySelector('.lede');
    if (lede) lede.textContent = opened.value.audience;
  }

  #say(text: string) {
    const notice = this.querySelector<HTMLElement>('[data-notice]');
    if (!notice) return;
    notice.textContent = text;
    notice.hidden = text === '';
  }

  #draw() {
    const way = this.querySelector('[data-way]');
    const status = this.querySelector<HTMLElement>('[data-status]');
    if (!this.#track || !this.#outline || !way || !status) return;
    const progress = load(browserShelf(), progressKind).value;
    const passed = Object.entries(progress.exercises).flatMap(([slug, { passed }]) => (passed ? [slug] : []));
    const standing = standingOn(this.#track, this.#outline, new Set(passed), new Set(Object.keys(progress.lessons)));
    const base = this.dataset.base ?? '/';
    way.innerHTML = wayHtml(standing, base);
    const followed = this.#follows();
    status.innerHTML = `${progressHtml(standing, base)}<p class="follow no-print"><button type="button" class="button" data-follow aria-pressed="${followed}">${followed ? words.unfollow : words.follow}</button> <span>${followed ? words.followed : words.followWhy}</span></p>`;
    status.hidden = false;
    // The way that was written down when it was first followed may be older than the course.
    if (followed) save(browserShelf(), followedKind, follow(this.#track, this.#outline, this.#packed));
  }

  #path = () => (this.#track && this.#outline ? follow(this.#track, this.#outline, this.#packed).path : '');
  #follows = () => load(browserShelf(), followedKind).value.path === this.#path();

  #toggle() {
    if (!this.#track || !this.#outline) return;
    const trouble = save(browserShelf(), followedKind, this.#follows() ? noTrack() : follow(this.#track, this.#outline, this.#packed));
    if (trouble) this.#say(storage[trouble]);
    this.#draw();
    this.querySelector<HTMLElement>('[data-follow]')?.focus();
  }
}

customElements.define('shipshape-track', TrackElement);
