/**
 * `<shipshape-exercise>`: what stands in the page before anyone works on it. It turns the tabs, and fetches the bench (engine, exercise,
 * editor) at the first sign of use, or when work is already stored. Small on purpose: every lesson carries it.
 */
import { whenNear } from '../when-near.ts';
import type { ExerciseHost } from './subject.ts';

const idle = (work: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(work) : setTimeout(work, 300));

class ExerciseElement extends HTMLElement implements ExerciseHost {
  #begun = false;
  #ready = false;
  /** The button that was pressed last while the bench was still on its way. */
  #pressed: HTMLElement | null = null;

  connectedCallback() {
    this.wire();
    const tabs = this.querySelector('[role=tablist]');
    tabs?.addEventListener('click', (event) => this.#show((event.target as Element).closest<HTMLElement>('[role=tab]')));
    tabs?.addEventListener('keydown', (event) => this.#step(event as KeyboardEvent));
    for (const sign of ['focusin', 'pointerdown', 'input']) this.addEventListener(sign, () => this.#begin());
    this.addEventListener('click', (event) => {
      if (!this.#ready) this.#pressed = (event.target as Element).closest<HTMLElement>('[data-do]');
    });
    const named = location.hash.startsWith(`#${this.id}-`);
    if (named) this.scrollIntoView();
    if (named || this.#hasWork()) this.#begin();
    else whenNear(this, () => idle(() => this.#begin()));
  }

  /** Ties tabs and panes together, in the order in which they stand. Called again where the bench has added some. */
  wire() {
    const tabs = [...this.querySelectorAll<HTMLElement>('[role=tab]')];
    for (const [index, pane] of this.querySelectorAll<HTMLElement>('.pane').entries()) {
      const tab = tabs[index];
      if (!tab) continue;
      tab.id = `${this.id}-tab-${index}`;
      pane.id = `${this.id}-pane-${index}`;
      tab.setAttribute('aria-controls', pane.id);
      pane.setAttribute('aria-labelledby', tab.id);
      mark(tab, pane.classList.contains('shown'));
    }
  }

  #hasWork(): boolean {
    try {
      return localStorage.getItem(`shipshape:attempt:${this.dataset.slug}`) !== null;
    } catch {
      return false;
    }
  }

  async #begin() {
    if (this.#begun) return;
    this.#begun = true;
    try {
      const { startBench } = await import('./bench.ts');
      await startBench(this);
      this.#ready = true;
      this.#pressed?.click();
    } catch (error) {
      // A lost connection, most likely: the next sign of use tries again, and what is typed stays in the text area.
      this.#begun = false;
      const notice = this.querySelector<HTMLElement>('.notice');
      if (notice) notice.hidden = false;
      console.error(error);
    }
  }

  #show(tab: HTMLElement | null) {
    if (!tab) return;
    for (const each of this.querySelectorAll<HTMLElement>('[role=tab]')) {
      const chosen = each === tab;
      mark(each, chosen);
      document.getElementById(each.getAttribute('aria-controls') ?? '')?.classList.toggle('shown', chosen);
    }
  }

  #step(event: KeyboardEvent) {
    const tabs = [...this.querySelectorAll<HTMLElement>('[role=tab]:not([hidden])')];
    const at = tabs.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[to % tabs.length] ?? null;
    this.#show(tab);
    tab?.focus();
  }
}

function mark(tab: HTMLElement, chosen: boolean) {
  tab.setAttribute('aria-selected', String(chosen));
  tab.tabIndex = chosen ? 0 : -1;
}

customElements.define('shipshape-exercise', ExerciseElement);
