/** Calls once, as soon as an element comes within 256 px of the window. */
export function whenNear(element: Element, act: () => void): void {
  const watch = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      watch.disconnect();
      act();
    },
    { rootMargin: '0px 0px 256px 0px' },
  );
  watch.observe(element);
}

/** Calls once the browser has nothing else to do. */
export const whenIdle = (act: () => void): void =>
  void ('requestIdleCallback' in window ? requestIdleCallback(act, { timeout: 1000 }) : setTimeout(act, 300));
