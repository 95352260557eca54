/**
 * `<shipshape-exercise>`: what stands in the page before anyone works on it. It turns the tabs, and fetches the bench (engine, exercise,
 * editor) at the first sign of use, or when work is already stored. Small on purpose: every lesson carries it.
 */
import { whenIdle, whenNear } from '../when-near.ts';
import type { ExerciseHost } from './subject.ts';
import { tieTabs, turnTabs } from './tabs.ts';

class ExerciseElement extends HTMLElement implements ExerciseHost {
  #begun = false;
  #ready = false;
  /** The button that was pressed last while the bench was still on its way. */
  #pressed: HTMLElement | null = null;

  connectedCallback() {
    this.wire();
    turnTabs(this);
    for (const sign of ['focusin', 'pointerdown', 'input']) this.addEventListener(sign, () => this.#begin());
    this.addEventListener('click', (event) => {
      if (!this.#ready) this.#pressed = (event.target as Element).closest<HTMLElement>('[data-do]');
    });
    const named = location.hash.startsWith(`#${this.id}-`);
    if (named) this.scrollIntoView();
    if (named || this.#hasWork()) this.#begin();
    else whenNear(this, () => whenIdle(() => this.#begin()));
  }

  wire() {
    tieTabs(this);
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
}

customElements.define('shipshape-exercise', ExerciseElement);
