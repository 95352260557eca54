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

/** Calls once the browser has nothing else to do, or after so many milliseconds in which it always had. */
export const whenIdle = (act: () => void, within = 1000): void =>
  void ('requestIdleCallback' in window ? requestIdleCallback(act, { timeout: within }) : setTimeout(act, within / 4));
