/** `<shipshape-compose>`: puts a track together and writes it into a link. The link is all there is; nothing is stored. */
import { lessonsOf, type Outline } from '../../course/outline.ts';
import { cleanName } from '../../course/records/names.ts';
import { openTrack, packTrack } from '../../course/records/read.ts';
import { tracks as trackWords, team as words } from '../../course/strings/index.ts';
import { standingOn } from '../../course/tracks/standing.ts';
import { ownTrack, type Track, type TrackStep } from '../../course/tracks/track.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import { loadOutline } from '../record/load-outline.ts';
import { copyField } from '../record/save-file.ts';

/** A step, or an exercise of the closing set. */
interface Picked extends TrackStep {
  closing: boolean;
}

const keyOf = ({ kind, slug }: Pick<TrackStep, 'kind' | 'slug'>) => `${kind}:${slug}`;

class ComposeElement extends HTMLElement {
  #outline?: Outline;
  #picked: Picked[] = [];
  #turn = 0;

  async connectedCallback() {
    this.addEventListener('change', (event) => this.#change(event.target as HTMLInputElement));
    this.addEventListener('input', (event) => (event.target as Element).matches('[data-title], [data-note]') && void this.#write());
    this.addEventListener('click', (event) => void this.#click(event.target as Element));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.addEventListener('submit', (event) => event.preventDefault());
    try {
      this.#outline = await loadOutline(this.dataset.outline ?? '');
    } catch {
      return this.#say(trackWords.noOutline);
    }
    const start = this.querySelector<HTMLSelectElement>('[data-start]');
    start?.append(...this.#outline.tracks.map(({ id, title }) => new Option(title, id)));
    this.#draw();
  }

  #field = (name: string) => this.querySelector<HTMLInputElement>(`[data-${name}]`);

  #say(text: string) {
    const said = this.querySelector('[data-said]');
    if (said) said.textContent = text;
  }

  #change(target: HTMLInputElement | HTMLSelectElement) {
    if (target.matches('[data-start]')) return void this.#begin(target.value);
    if (target.dataset.role !== undefined) return this.#setRole(target.dataset.role, target.value);
    const key = target.dataset.pick;
    if (key === undefined || !(target instanceof HTMLInputElement)) return;
    const [kind = '', slug = ''] = key.split(':');
    if (target.checked) this.#picked.push({ kind: kind === 'lesson' ? 'lesson' : 'exercise', slug, optional: false, closing: false });
    else this.#picked = this.#picked.filter((each) => keyOf(each) !== key);
    this.#draw();
  }

  /** Begins with the steps of a shipped track, or of the track in a link. */
  async #begin(from: string) {
    const track = from.includes('#') ? (await openTrack(from)).value : this.#outline?.tracks.find(({ id }) => id === from);
    if (!track) return;
    this.#picked = [
      ...track.steps.map((step) => ({ ...step, closing: false })),
      ...track.closing.map((slug) => ({ kind: 'exercise' as const, slug, optional: false, closing: true })),
    ];
    for (const [name, text] of [
      ['title', track.title],
      ['note', track.audience],
    ] as const) {
      const field = this.#field(name);
      if (field) field.value = text;
    }
    this.#draw();
  }

  #track(): Track {
    return {
      id: ownTrack,
      title: cleanName(this.#field('title')?.value, 80) || words.untitled,
      audience: cleanName(this.#field('note')?.value, 400),
      steps: this.#picked.filter(({ closing }) => !closing).map(({ kind, slug, optional }) => ({ kind, slug, optional })),
      closing: this.#picked.filter(({ closing }) => closing).map(({ slug }) => slug),
    };
  }

  /** Draws the boxes and the list; `focus` is the button to stay on. */
  #draw(focus?: string) {
    for (const box of this.querySelectorAll<HTMLInputElement>('[data-pick]'))
      box.checked = this.#picked.some((each) => keyOf(each) === box.dataset.pick);
    const list = this.querySelector('[data-steps]');
    // The closing set comes last, whatever was moved.
    this.#picked.sort((a, b) => Number(a.closing) - Number(b.closing));
    if (list) list.innerHTML = this.#picked.map((step, at) => this.#stepHtml(step, at)).join('');
    if (focus) this.querySelector<HTMLElement>(`[data-do="${CSS.escape(focus)}"]`)?.focus();
    const empty = this.querySelector<HTMLElement>('[data-empty]');
    if (empty) empty.hidden = this.#picked.length > 0;
    void this.#write();
  }

  #stepHtml(step: Picked, at: number): string {
    const { kind, slug, optional, closing } = step;
    const known = kind === 'lesson' ? this.#lesson(slug) : this.#outline?.exercises.find((each) => each.slug === slug);
    const title = known?.title ?? slug;
    const plain = escapeHtml(title.replaceAll('`', ''));
    const first = at === 0 || this.#picked[at - 1]?.closing !== closing;
    const last = at === this.#picked.length - 1 || this.#picked[at + 1]?.closing !== closing;
    const button = (what: string, label: string, text: string, off = false) =>
      `<button type="button" class="tool" data-do="${what}:${kind}:${slug}" aria-label="${escapeHtml(label)}: ${plain}"${off ? ' aria-disabled="true"' : ''}>${text}</button>`;
    const role = closing ? 'closing' : optional ? 'optional' : 'asked';
    const roles = (kind === 'lesson' ? (['asked', 'optional'] as const) : (['asked', 'optional', 'closing'] as const)).map(
      (each) => `<option value="${each}"${each === role ? ' selected' : ''}>${words.roles[each]}</option>`,
    );
    return `<li data-step="${kind}:${slug}"><span class="what"><b>${inlineHtml(title)}</b><small>${trackWords.kinds[kind]}</small></span><span class="tools">${button('up', words.up, '↑', first)}${button('down', words.down, '↓', last)}<select data-role="${kind}:${slug}" aria-label="${escapeHtml(words.role)}: ${plain}">${roles.join('')}</select>${button('remove', words.remove, '✕')}</span></li>`;
  }

  #lesson = (slug: string) => (this.#outline ? lessonsOf(this.#outline).find((each) => each.slug === slug) : undefined);

  async #click(target: Element) {
    const copy = target.closest<HTMLElement>('[data-copy]');
    const link = this.#field('link');
    if (copy && link) return copyField(link, copy, words.copied);
    const button = target.closest<HTMLElement>('[data-do]');
    if (!button || button.getAttribute('aria-disabled') === 'true') return;
    const [what = '', ...rest] = (button.dataset.do ?? '').split(':');
    const key = rest.join(':');
    const at = this.#picked.findIndex((each) => keyOf(each) === key);
    if (what === 'remove') {
      this.#picked.splice(at, 1);
      const after = this.#picked[Math.min(at, this.#picked.length - 1)];
      return this.#draw(after ? `remove:${keyOf(after)}` : undefined);
    }
    this.#move(at, what === 'up' ? -1 : 1, button.dataset.do ?? '');
  }

  #move(at: number, by: number, focus: string) {
    const [step, other] = [this.#picked[at], this.#picked[at + by]];
    if (!step || !other || step.closing !== other.closing) return;
    this.#picked[at] = other;
    this.#picked[at + by] = step;
    this.#draw(focus);
    this.#say(words.moved(at + by + 1, this.#picked.length));
  }

  /** Alt with an arrow moves the step that has the focus; the choice of a role is a select. */
  #key(event: KeyboardEvent) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const step = (event.target as Element).closest<HTMLElement>('[data-step]')?.dataset.step;
    if (!event.altKey || !by || !step) return;
    event.preventDefault();
    this.#move(
      this.#picked.findIndex((each) => keyOf(each) === step),
      by,
      `${by < 0 ? 'up' : 'down'}:${step}`,
    );
  }

  #setRole(key: string, role: string) {
    const step = this.#picked.find((each) => keyOf(each) === key);
    if (!step) return;
    step.optional = role === 'optional';
    step.closing = role === 'closing';
    this.#draw();
    this.querySelector<HTMLElement>(`[data-role="${CSS.escape(key)}"]`)?.focus();
  }

  async #write() {
    const turn = ++this.#turn;
    const made = this.querySelector<HTMLElement>('[data-made]');
    if (!this.#outline || !made) return;
    made.hidden = this.#picked.length === 0;
    if (made.hidden) return;
    const track = this.#track();
    const link = `${new URL(this.dataset.own ?? '', location.href).href}#${await packTrack(track)}`;
    if (turn !== this.#turn) return;
    const field = this.#field('link');
    if (field) field.value = link;
    const open = this.querySelector<HTMLAnchorElement>('[data-open]');
    if (open) open.href = link;
    const { asked, minutesLeft } = standingOn(track, this.#outline, new Set());
    const size = this.querySelector('[data-size]');
    if (size) size.textContent = words.trackSize(this.#picked.length, asked, minutesLeft);
  }
}

customElements.define('shipshape-compose', ComposeElement);
