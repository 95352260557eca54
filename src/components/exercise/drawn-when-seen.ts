/** A part of the page that is drawn anew with every verdict, where somebody sees it: typing does not wait for pictures below the window. */

/** Milliseconds without a newer version after which one that nobody sees is drawn too: a screen reader may stand in it. */
const pause = 2000;

interface Drawn {
  /** Draws HTML: at once where the part is near the window, otherwise when it comes near or when nothing newer has come for a while. */
  draw(html: string): void;
  /** Says that this HTML stands there already. */
  stands(html: string): void;
}

export function drawnWhenSeen(box: HTMLElement): Drawn {
  let drawn: string | undefined;
  let next: string | undefined;
  let near = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const draw = () => {
    clearTimeout(waiting);
    if (next === undefined || next === drawn) return;
    drawn = next;
    box.innerHTML = next;
  };
  const watch = new IntersectionObserver(
    (entries) => {
      near = entries.at(-1)?.isIntersecting ?? false;
      if (near) draw();
    },
    { rootMargin: '256px' },
  );
  watch.observe(box);
  return {
    draw(html) {
      next = html;
      if (near) return draw();
      clearTimeout(waiting);
      waiting = setTimeout(draw, pause);
    },
    stands(html) {
      drawn = html;
    },
  };
}
