/** The text area itself as an editor: used until the one with colours is there, where that cannot be loaded, and where the learner prefers it. */
import { changeBetween, type Editor, type EditorEvents, replaceByTyping } from './editing.ts';

export function plainEditor(area: HTMLTextAreaElement, { changed, moved }: EditorEvents): Editor {
  const listening = new AbortController();
  const { signal } = listening;
  area.addEventListener('input', () => changed(area.value), { signal });
  for (const name of ['keyup', 'pointerup', 'focus', 'input']) area.addEventListener(name, () => moved(area.selectionStart), { signal });
  return {
    text: () => area.value,
    setText: (text) => {
      const change = changeBetween(area.value, text);
      if (replaceByTyping(area, change)) return;
      area.setRangeText(change.insert, change.from, change.to, 'preserve');
      changed(text);
    },
    setMarks: () => {},
    goTo: (offset) => {
      area.focus();
      area.setSelectionRange(offset, offset);
      const line = area.value.slice(0, offset).split('\n').length - 1;
      const height = Number.parseFloat(getComputedStyle(area).lineHeight);
      if (Number.isFinite(height)) area.scrollTop = Math.max(0, line * height - area.clientHeight / 2);
      moved(offset);
    },
    cursor: () => area.selectionStart,
    place: (offset) => area.setSelectionRange(offset, offset),
    focus: () => area.focus(),
    close: () => listening.abort(),
  };
}
