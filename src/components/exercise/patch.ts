/** Brings a part of the page to new HTML and touches only what differs, so that the focus and opened folds stay where they are. */
const drawn = new WeakMap<Element, string>();
const keyed = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>('[data-key]')];

function remember(root: ParentNode) {
  for (const element of keyed(root)) if (!drawn.has(element)) drawn.set(element, element.outerHTML);
}

function swap(before: HTMLElement, after: HTMLElement) {
  const folds = [...(before.matches('details') ? [before] : []), ...before.querySelectorAll('details')];
  const newFolds = [...(after.matches('details') ? [after] : []), ...after.querySelectorAll('details')];
  for (const [index, fold] of newFolds.entries()) fold.toggleAttribute('open', folds[index]?.hasAttribute('open') ?? false);
  const active = before.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  before.replaceWith(after);
  if (!active) return;
  const same = active.dataset.focus ? after.querySelector<HTMLElement>(`[data-focus="${CSS.escape(active.dataset.focus)}"]`) : null;
  const next = same ?? after;
  if (!same) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

/** `html` comes from `verdictHtml`, which escapes what others wrote. */
export function patch(root: HTMLElement, html: string): void {
  remember(root);
  const template = document.createElement('template');
  template.innerHTML = html;
  const old = keyed(root);
  const fresh = keyed(template.content);
  for (const element of fresh) drawn.set(element, element.outerHTML);
  const sameParts = old.length === fresh.length && old.every((element, index) => element.dataset.key === fresh[index]?.dataset.key);
  if (!sameParts) {
    const focused = root.contains(document.activeElement);
    root.replaceChildren(template.content);
    if (focused) {
      // The box of the whole may be none that can be focused.
      const first = (root.firstElementChild as HTMLElement | null) ?? root;
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }
    return;
  }
  for (const [index, element] of old.entries()) {
    const after = fresh[index];
    if (after && drawn.get(element) !== drawn.get(after)) swap(element, after);
  }
}

const parted = new WeakMap<Element, Map<string, string>>();

/** The same for parts that stand one after the other: one whose HTML is as before is not even read. */
export function patchParts(root: HTMLElement, parts: readonly (readonly [key: string, html: string])[]): void {
  const before = parted.get(root);
  parted.set(root, new Map(parts));
  const boxes = parts.map(([key, html]) => {
    if (before?.get(key) === html) return undefined;
    const box = document.createElement('div');
    box.dataset.key = key;
    box.innerHTML = html;
    return box;
  });
  if (!before) root.replaceChildren(...boxes.flatMap((box) => box ?? []));
  else
    for (const [index, old] of [...root.children].entries()) {
      const box = boxes[index];
      if (box) swap(old as HTMLElement, box);
    }
}
