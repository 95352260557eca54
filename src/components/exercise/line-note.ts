/** The note below an editor: what there is to say about the line with the cursor, and the keys that act on that line. */
import { note, bench as words } from '../../course/strings/index.ts';
import { aboutLineHtml, type Mark } from './about-line.ts';
import { type Editor, lineAt } from './editing.ts';

export interface Here {
  path: string;
  editor: Editor;
  marks: readonly Mark[];
}

export interface LineNote {
  /** Draws the note anew for the line with the cursor. */
  show(here: Here): void;
}

/**
 * Puts the note before an element and listens for its keys in the work area: F8 and Shift F8 go from mark to mark, Ctrl . (Cmd .)
 * applies the fix of the line, F1 goes to the note, Escape back to the editor.
 */
export function createLineNote(
  work: HTMLElement,
  before: Element | null,
  here: () => Here | undefined,
  act: { say(text: string): void; fix(key: string): void },
): LineNote {
  const box = document.createElement('div');
  box.className = 'note says';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', note.label);
  box.tabIndex = -1;
  box.hidden = true;
  work.insertBefore(box, before);

  const show = ({ path, editor, marks }: Here) => {
    const text = editor.text();
    const html = aboutLineHtml(path, text, lineAt(text, editor.cursor()), marks);
    if (box.dataset.drawn !== html && !box.contains(document.activeElement)) {
      box.dataset.drawn = html;
      box.innerHTML = html;
    }
    box.hidden = box.childElementCount === 0;
  };

  const toMark = ({ editor, marks }: Here, step: 1 | -1) => {
    const at = lineAt(editor.text(), editor.cursor());
    const sorted = [...marks].sort((a, b) => step * (a.line - b.line));
    const next = sorted.find((mark) => step * (mark.line - at) > 0) ?? sorted[0];
    if (!next) return act.say(words.noMark);
    editor.goTo(next.span.start);
    act.say(words.markAt(next.line, next.message.replaceAll('`', '')));
  };
  const fixHere = ({ editor, marks }: Here) => {
    const at = lineAt(editor.text(), editor.cursor());
    const mark = marks.find(({ line, fix }) => line === at && fix);
    if (!mark?.fix) return act.say(words.noFix);
    act.fix(mark.key);
    act.say(words.fixed(mark.fix.title.replaceAll('`', '')));
  };

  work.addEventListener('keydown', (event) => {
    const now = here();
    const modified = event.ctrlKey || event.metaKey;
    if (!now) return;
    if (event.key === 'F8') toMark(now, event.shiftKey ? -1 : 1);
    else if (event.key === '.' && modified) fixHere(now);
    else if (event.key === 'F1' && !box.hidden) box.focus();
    else if (event.key === 'Escape' && box.contains(document.activeElement)) now.editor.focus();
    else return;
    event.preventDefault();
  });
  return { show };
}
