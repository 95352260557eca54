/** The text area itself as an editor: used until CodeMirror is there, and where it cannot be loaded. */
import type { Editor } from './editor.ts';

export function plainEditor(area: HTMLTextAreaElement, changed: (text: string) => void): Editor & { close(): void } {
  const input = () => changed(area.value);
  area.addEventListener('input', input);
  return {
    text: () => area.value,
    setText: (text) => {
      area.value = text;
      changed(text);
    },
    setMarks: () => {},
    goTo: (offset) => {
      area.focus();
      area.setSelectionRange(offset, offset);
      const line = area.value.slice(0, offset).split('\n').length - 1;
      const height = Number.parseFloat(getComputedStyle(area).lineHeight);
      if (Number.isFinite(height)) area.scrollTop = Math.max(0, line * height - area.clientHeight / 2);
    },
    focus: () => area.focus(),
    close: () => area.removeEventListener('input', input),
  };
}
