/** Copies a block's code. Prompts and remarks stay behind: what is pasted is what one would type. */
let listening = false;

const codeOf = (block: Element): string => {
  const code = block.querySelector('code')?.cloneNode(true) as HTMLElement | undefined;
  for (const said of code?.querySelectorAll('.said') ?? []) said.remove();
  const text = code?.textContent ?? '';
  return block.classList.contains('sh') ? text.replace(/^\$ /gm, '') : text;
};

export function copyOnClick(): void {
  if (listening) return;
  listening = true;
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('.copy') : null;
    const block = button?.parentElement;
    if (!button || !block) return;
    const done = await navigator.clipboard?.writeText(codeOf(block)).then(
      () => 'Copied',
      () => 'Not allowed',
    );
    button.textContent = done ?? 'Not allowed';
    button.dataset.done = '';
    setTimeout(() => {
      button.textContent = 'Copy';
      delete button.dataset.done;
    }, 1600);
  });
}
