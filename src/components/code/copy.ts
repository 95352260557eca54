/** Copies a block's code. Prompts and remarks stay behind: what is pasted is what one would type. */
const codeOf = (block: Element): string => {
  const code = block.querySelector('code')?.cloneNode(true) as HTMLElement | undefined;
  for (const said of code?.querySelectorAll('.said') ?? []) said.remove();
  const text = code?.textContent ?? '';
  return block.classList.contains('sh') ? text.replace(/^\$ /gm, '') : text;
};

/** Copies, and gives the word for how that went; the words stand in the page. */
const copy = async (text: string): Promise<string> => {
  const { copied = '', refused = '' } = document.body.dataset;
  return (
    navigator.clipboard?.writeText(text).then(
      () => copied,
      () => refused,
    ) ?? refused
  );
};

/** Called once, by each page that has something to copy. */
export function copyOnClick(): void {
  document.addEventListener('click', async ({ target }) => {
    if (!(target instanceof Element)) return;
    // The link of a heading goes there, and copies its address.
    const anchor = target.closest<HTMLAnchorElement>('.anchor');
    const button = target.closest<HTMLButtonElement>('.copy');
    const block = button?.parentElement;
    const said = anchor ?? button;
    if (!said) return;
    const word = said.textContent;
    said.dataset.done = await copy(anchor ? anchor.href : block ? codeOf(block) : '');
    if (button) button.textContent = said.dataset.done;
    setTimeout(() => {
      if (button) button.textContent = word;
      delete said.dataset.done;
    }, 1600);
  });
}
