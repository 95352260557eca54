/** Tabs and the panes they show: the first tab belongs to the first pane. */

/** Ties them together. Called again where some were added. */
export function tieTabs(host: HTMLElement): void {
  const tabs = [...host.querySelectorAll<HTMLElement>('[role=tab]')];
  for (const [index, pane] of host.querySelectorAll<HTMLElement>('.pane').entries()) {
    const tab = tabs[index];
    if (!tab) continue;
    tab.id = `${host.id}-tab-${index}`;
    pane.id = `${host.id}-pane-${index}`;
    tab.setAttribute('aria-controls', pane.id);
    pane.setAttribute('aria-labelledby', tab.id);
    mark(tab, pane.classList.contains('shown'));
  }
}

/** Turns them by click and by arrow key. */
export function turnTabs(host: HTMLElement): void {
  const show = (tab: HTMLElement | null) => {
    if (!tab) return;
    for (const each of host.querySelectorAll<HTMLElement>('[role=tab]')) {
      const chosen = each === tab;
      mark(each, chosen);
      document.getElementById(each.getAttribute('aria-controls') ?? '')?.classList.toggle('shown', chosen);
    }
  };
  const list = host.querySelector<HTMLElement>('[role=tablist]');
  list?.addEventListener('click', ({ target }) => show((target as Element).closest<HTMLElement>('[role=tab]')));
  list?.addEventListener('keydown', (event) => {
    const tabs = [...host.querySelectorAll<HTMLElement>('[role=tab]:not([hidden])')];
    const at = tabs.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[to % tabs.length] ?? null;
    show(tab);
    tab?.focus();
  });
}

function mark(tab: HTMLElement, chosen: boolean) {
  tab.setAttribute('aria-selected', String(chosen));
  tab.tabIndex = chosen ? 0 : -1;
}
