/** The header's buttons and the search's key. Both dialogs are fetched when they are wanted. */
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

export function openDialogs(): void {
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  const key = document.querySelector('[data-open] kbd');
  if (mac && key) key.textContent = '⌘';
  addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-open]');
    if (button) void show(button);
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'k' || !(mac ? event.metaKey : event.ctrlKey) || event.shiftKey || event.altKey) return;
    const button = document.querySelector<HTMLElement>('[data-open=search]');
    // Over another dialog, the key does nothing.
    if (!button || document.querySelector('dialog:modal:not(#search)')) return;
    event.preventDefault();
    void show(button);
  });
}
