/**
 * Boxes that scroll sideways take the focus, so that the keyboard can scroll them in every browser. They do so in the HTML already;
 * this takes those that fit out of the way of the Tab key. Runs again when the window changes.
 */
export function reachScrollers(): void {
  const boxes = document.querySelectorAll<HTMLElement>('.scroll, .code pre');
  const update = () => {
    const wide = [...boxes].map((box) => box.scrollWidth > box.clientWidth);
    for (const [index, box] of boxes.entries()) {
      if (wide[index]) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    }
  };
  update();
  void document.fonts?.ready.then(update);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 200);
  });
}
