/**
 * The editor with colours: the text area itself, transparent, over the same text painted. So typing, undo, touch and screen readers are the
 * browser's own, and what comes on top is small: colours from our own parser, marks on the lines, keys that programmers know, and what
 * there is to say where one points. Loaded when wanted.
 */
import { type Editor, type EditorEvents, lineAt } from './editing.ts';
import { listenToKeys } from './editor-keys.ts';
import { paintBehind } from './painting.ts';
import { plainEditor } from './plain-editor.ts';
import { sayWherePointed } from './pointed.ts';

/** Opens the editor over a text area, with the text, cursor and focus it has. */
export function openEditor(area: HTMLTextAreaElement, path: string, { changed, moved }: EditorEvents): Editor {
  const painting = paintBehind(area, path);
  const pointed = sayWherePointed(area, path, painting);
  const stopKeys = listenToKeys(area);
  const plain = plainEditor(area, {
    changed: (text) => {
      // First, so that the verdict is worked on while the letter is drawn.
      changed(text);
      painting.draw(text);
      pointed.close();
    },
    moved,
  });
  return {
    ...plain,
    setMarks: (marks) => painting.mark(marks),
    goTo: (offset) => {
      area.focus({ preventScroll: true });
      area.setSelectionRange(offset, offset);
      painting.lines[lineAt(area.value, offset) - 1]?.scrollIntoView({ block: 'nearest' });
      moved(offset);
    },
    close: () => {
      plain.close();
      stopKeys();
      pointed.end();
      painting.remove();
    },
  };
}
