/** Marks the section being read, and lets the table of contents step aside while something wide passes beneath it. */
export function followReading(): void {
  const toc = document.querySelector<HTMLElement>('.toc');
  if (!toc) return;
  const links = [...toc.querySelectorAll<HTMLAnchorElement>('a')];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const wide = [...document.querySelectorAll<HTMLElement>('.prose > .wide')];
  let waiting = false;

  const update = () => {
    waiting = false;
    const box = toc.getBoundingClientRect();
    const edge = innerHeight * 0.3;
    const current = sections.findLastIndex((section) => section !== null && section.getBoundingClientRect().top < edge);
    for (const [index, link] of links.entries()) {
      if (index === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    const covered = wide.some((block) => {
      const { top, bottom, right } = block.getBoundingClientRect();
      return right > box.left && top < box.bottom + 16 && bottom > box.top - 16;
    });
    toc.style.visibility = covered ? 'hidden' : '';
  };
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(update);
  };
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later, { passive: true });
  later();
}
