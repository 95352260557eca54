/** A picture of what is typed: it changes when typing pauses, not with every letter of a word that is no instruction yet. */

/** Milliseconds without a newer version until one is drawn: near the window, and where nobody sees it but a screen reader may stand in it. */
const pause = { near: 500, far: 2000 };

interface Drawn {
  /** Draws HTML: the first at once where the part is near the window, later ones when nothing newer has come for a while. */
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
      if (near && drawn === undefined) return draw();
      clearTimeout(waiting);
      waiting = setTimeout(draw, near ? pause.near : pause.far);
    },
    stands(html) {
      drawn = html;
    },
  };
}
