/** `<shipshape-certificate>`: what a record shows, on one sheet. It is graded again before anything is printed on it. */
import { showDate } from '../../course/dates.ts';
import { lessonsOf, type Outline } from '../../course/outline.ts';
import { packRecord } from '../../course/records/read.ts';
import { passedIn } from '../../course/records/regrade.ts';
import type { Judged } from '../../course/records/table.ts';
import { record as recordWords, team, certificate as words } from '../../course/strings/index.ts';
import { standingOn } from '../../course/tracks/standing.ts';
import { escapeHtml, inlineHtml } from '../html.ts';
import { createJudge } from '../record/judging.ts';
import { loadOutline } from '../record/load-outline.ts';

/** Characters that a code holds on paper so that a phone still reads it: version 32 at the lowest correction, 0.4 mm a dot. */
const longestCode = 1950;

/** Lines that stand in two columns of readable size on one sheet; more of them get three, and smaller letters on paper. */
const fewLines = 22;

class CertificateElement extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', ({ target }) => (target as Element).closest('[data-print]') && print());
    addEventListener('hashchange', () => void this.#open());
    void this.#open();
  }

  #part = (name: string) => this.querySelector<HTMLElement>(`[data-${name}]`);

  #say(text: string) {
    const notice = this.#part('notice');
    if (!notice) return;
    notice.textContent = text;
    notice.hidden = text === '';
  }

  async #open() {
    const hash = location.hash.slice(1);
    const sheet = this.#part('sheet');
    if (!sheet) return;
    sheet.hidden = true;
    if (hash === '') return this.#say(words.noRecord);
    this.#say(recordWords.grading);
    try {
      const outline = await loadOutline(this.dataset.outline ?? '');
      const outcome = await createJudge(outline.tracks).judge(hash);
      if ('refused' in outcome) return this.#say(outcome.refused === 'broken' ? recordWords.broken : recordWords.refused[outcome.refused]);
      if (passedIn(outcome.judged.verdicts).length === 0) return this.#say(words.nothingHolds);
      await this.#show(outcome.judged, outline);
      this.#say('');
      sheet.hidden = false;
    } catch (error) {
      this.#say(recordWords.noOutline);
      console.error(error);
    }
  }

  async #show({ record, verdicts }: Judged, outline: Outline) {
    const passed = new Set(passedIn(verdicts));
    const set = (name: string, html: string) => {
      const part = this.#part(name);
      if (part) part.innerHTML = html;
    };
    set('name', `<bdi>${escapeHtml(record.name ?? team.unnamed)}</bdi>`);
    set(
      'track',
      record.track
        ? this.#trackHtml(record.track.title, standingOn(record.track, outline, passed))
        : escapeHtml(words.answers(passed.size)),
    );
    const { whole, part } = shownBy(outline, passed);
    const titles = verdicts.filter(({ state }) => state === 'passed').map(({ title }) => title);
    const lines = whole.length + part.length > 0 ? whole : titles;
    set('shown', lines.map((text) => `<li>${inlineHtml(text)}</li>`).join(''));
    set('part', part.map(({ text, held, of }) => `<li>${inlineHtml(text)} <small>${words.partOf(held, of)}</small></li>`).join(''));
    for (const [name, hidden] of [
      ['whole-box', lines.length === 0],
      ['part-box', part.length === 0],
    ] as const) {
      const box = this.#part(name);
      if (box) box.hidden = hidden;
    }
    this.#part('sheet')?.toggleAttribute('data-many', lines.length + part.length > fewLines);
    set(
      'date',
      escapeHtml(words.dates(record.made ? showDate(record.made) : words.noDate, showDate(new Date().toISOString()), outline.engine)),
    );
    await this.#code(`${new URL(this.dataset.record ?? '', location.href).href}#${await packRecord(record)}`);
  }

  #trackHtml(title: string, { held, asked }: { held: number; asked: number }): string {
    return escapeHtml(held >= asked ? words.whole(title, asked) : words.part(title, held, asked));
  }

  /** The link as a picture where it fits, else how to ask for it: nobody types ten thousand letters from paper. */
  async #code(link: string) {
    const place = this.#part('code');
    const anchor = this.querySelector<HTMLAnchorElement>('[data-link]');
    const why = this.#part('code-why');
    if (!place || !anchor || !why) return;
    anchor.href = link;
    const fits = link.length <= longestCode;
    why.textContent = fits ? words.scan : words.tooLong;
    place.hidden = !fits;
    if (!fits) return;
    const [{ correction, generate }, { toSvg }] = await Promise.all([import('lean-qr'), import('lean-qr/extras/svg')]);
    const svg = toSvg(generate(link, { minCorrectionLevel: correction.L }), document, { on: 'black', off: 'white' });
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', words.codeLabel);
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    place.replaceChildren(svg);
  }
}

/**
 * What the passed exercises show: the objectives that they serve, in the order of the course. `part`: those of which some exercises are
 * open, with how many hold.
 */
function shownBy(outline: Outline, passed: ReadonlySet<string>): { whole: string[]; part: { text: string; held: number; of: number }[] } {
  const objectives = lessonsOf(outline).flatMap(({ objectives }) => objectives);
  const counted = objectives.map(({ id, text }) => {
    const serving = outline.exercises.filter((exercise) => exercise.objectives.includes(id));
    return { text, held: serving.filter(({ slug }) => passed.has(slug)).length, of: serving.length };
  });
  return {
    whole: counted.filter(({ held, of }) => held > 0 && held === of).map(({ text }) => text),
    part: counted.filter(({ held, of }) => held > 0 && held < of),
  };
}

customElements.define('shipshape-certificate', CertificateElement);
