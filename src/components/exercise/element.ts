/**
 * `<shipshape-exercise>`: what stands in the page before anyone works on it. It turns the tabs, and fetches the bench (engine, exercise,
 * editor) at the first sign of use, or when work is already stored. Small on purpose: every lesson carries it.
 */
class ExerciseElement extends HTMLElement {
  #begun = false;
  #ready = false;
  /** The button that was pressed last while the bench was still on its way. */
  #pressed: HTMLElement | null = null;

  connectedCallback() {
    const tabs = this.querySelector('[role=tablist]');
    tabs?.addEventListener('click', (event) => this.#show((event.target as Element).closest<HTMLElement>('[role=tab]')));
    tabs?.addEventListener('keydown', (event) => this.#step(event as KeyboardEvent));
    for (const sign of ['focusin', 'pointerdown', 'input']) this.addEventListener(sign, () => this.#begin());
    this.addEventListener('click', (event) => {
      if (!this.#ready) this.#pressed = (event.target as Element).closest<HTMLElement>('[data-do]');
    });
    if (this.#hasWork()) this.#begin();
    else this.#beginWhenSeen();
  }

  #hasWork(): boolean {
    try {
      return localStorage.getItem(`shipshape:attempt:${this.dataset.slug}`) !== null;
    } catch {
      return false;
    }
  }

  #beginWhenSeen() {
    const idle = (work: () => void) => ('requestIdleCallback' in window ? requestIdleCallback(work) : setTimeout(work, 300));
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        watch.disconnect();
        idle(() => this.#begin());
      },
      { rootMargin: '0px 0px -96px 0px' },
    );
    watch.observe(this);
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
      if (notice) {
        notice.textContent = 'The grader could not be loaded. Check the connection and click here to try again; what you typed is kept.';
        notice.hidden = false;
      }
      console.error(error);
    }
  }

  #show(tab: HTMLElement | null) {
    if (!tab) return;
    for (const each of this.querySelectorAll<HTMLElement>('[role=tab]')) {
      const chosen = each === tab;
      each.setAttribute('aria-selected', String(chosen));
      each.tabIndex = chosen ? 0 : -1;
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

customElements.define('shipshape-exercise', ExerciseElement);
