/** What the frame of every page does: the menu, the search's key, the dialogs, which are fetched when they are wanted. */

const open = {
  search: async () => (await import('./search.ts')).openSearch,
  settings: async () => (await import('./settings-dialog.ts')).openSettings,
};

async function show(button: HTMLElement): Promise<void> {
  try {
    (await open[button.dataset.open as keyof typeof open]())(button);
  } catch {
    alert(button.closest<HTMLElement>('header')?.dataset.unreachable);
  }
}

export function bringFrameToLife(): void {
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  const key = document.querySelector('[data-open] kbd');
  if (mac && key) key.textContent = '⌘';
  const menu = document.querySelector<HTMLDetailsElement>('.menu');
  addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-open]');
    if (button) void show(button);
    // An open menu closes as one expects: by a click outside of it, or with Escape.
    if (menu?.open && !menu.contains(target as Node)) menu.open = false;
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu?.open) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
    if (event.key !== 'k' || !(mac ? event.metaKey : event.ctrlKey) || event.shiftKey || event.altKey) return;
    const button = document.querySelector<HTMLElement>('[data-open=search]');
    // Over another dialog, the key does nothing.
    if (!button || document.querySelector('dialog:modal:not(#search)')) return;
    event.preventDefault();
    void show(button);
  });
}
