/** `<shipshape-record>`: opens a record from the link, a file or pasted text, grades it again and shows what holds. */
import type { Outline } from '../../course/outline.ts';
import { packRecord } from '../../course/records/read.ts';
import type { Judged } from '../../course/records/table.ts';
import { team, record as words } from '../../course/strings/index.ts';
import { createJudge, type Judge } from './judging.ts';
import { loadOutline } from './load-outline.ts';
import { aboutHtml, filesHtml, summaryHtml, verdictsHtml } from './record-html.ts';

class RecordElement extends HTMLElement {
  #outline?: Outline;
  #judge?: Judge;
  #turn = 0;

  connectedCallback() {
    this.#part('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#open(this.querySelector<HTMLTextAreaElement>('[data-text]')?.value ?? '');
    });
    this.querySelector<HTMLInputElement>('[data-file]')?.addEventListener('change', async (event) => {
      const [file] = (event.target as HTMLInputElement).files ?? [];
      if (file) await this.#open(file.size > 4_000_000 ? 'x'.repeat(1_000_001) : await file.text());
    });
    this.addEventListener('toggle', (event) => void this.#showSolution(event.target as HTMLDetailsElement), true);
    const fromLink = () => location.hash.length > 1 && void this.#open(location.hash.slice(1));
    addEventListener('hashchange', fromLink);
    fromLink();
  }

  #part = (name: string) => this.querySelector<HTMLElement>(`[data-${name}]`);

  #say(text: string) {
    const notice = this.#part('notice');
    if (!notice) return;
    notice.textContent = text;
    notice.hidden = text === '';
  }

  async #open(text: string) {
    const turn = ++this.#turn;
    const shown = this.#part('shown');
    const progress = this.#part('progress');
    if (!shown || !progress) return;
    this.#say('');
    shown.hidden = true;
    progress.hidden = false;
    const bar = progress.querySelector('progress');
    bar?.removeAttribute('value');
    try {
      this.#outline ??= await loadOutline(this.dataset.outline ?? '');
    } catch {
      progress.hidden = true;
      return this.#say(words.noOutline);
    }
    this.#judge ??= createJudge(this.#outline.tracks);
    const outcome = await this.#judge.judge(text, (done, of) => {
      if (!bar || turn !== this.#turn) return;
      bar.max = of;
      bar.value = done;
    });
    if (turn !== this.#turn) return;
    progress.hidden = true;
    if ('refused' in outcome) return this.#say(outcome.refused === 'broken' ? words.broken : words.refused[outcome.refused]);
    await this.#show(outcome.judged, this.#outline);
  }

  async #show(judged: Judged, outline: Outline) {
    const set = (name: string, html: string) => {
      const part = this.#part(name);
      if (part) part.innerHTML = html;
    };
    const name = this.#part('name');
    if (name) name.textContent = judged.record.name ?? team.unnamed;
    set('about', aboutHtml(judged));
    set('summary', summaryHtml(judged, outline));
    set('verdicts', verdictsHtml(judged));
    const certificate = this.querySelector<HTMLAnchorElement>('[data-certificate]');
    if (certificate) certificate.href = `${this.dataset.certificate}#${await packRecord(judged.record)}`;
    const shown = this.#part('shown');
    if (shown) shown.hidden = false;
    name?.focus();
  }

  /** Solutions are fetched when somebody looks at an answer, and never before. */
  async #showSolution(fold: HTMLDetailsElement) {
    const { slug } = fold.dataset;
    const place = fold.querySelector<HTMLElement>('[data-solution]');
    if (!fold.open || !slug || !place || place.dataset.done || !this.#outline?.exercises.some((each) => each.slug === slug)) return;
    place.dataset.done = 'yes';
    try {
      const answer = await fetch(`${this.dataset.exercises}${slug}/solutions.json`);
      const solutions = (await answer.json()) as Record<string, Record<string, string>>;
      const [files] = Object.values(solutions);
      place.innerHTML = `<h4>${words.solution}</h4>${files ? filesHtml(files) : ''}`;
    } catch {
      delete place.dataset.done;
      place.innerHTML = `<h4>${words.solution}</h4><p class="small">${words.noOutline}</p>`;
    }
  }
}

customElements.define('shipshape-record', RecordElement);
