/** CodeMirror over a text area: colours from our own parser, marks on the lines, what there is to say where one points. Loaded when wanted. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
  closeHoverTooltips,
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  GutterMarker,
  gutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Severity } from '#engine';
import { coloursOf } from '../code/tokens.ts';
import { aboutLineHtml, type Mark } from './about-line.ts';
import type { Editor, EditorEvents } from './editing.ts';
import { changeBetween } from './editing.ts';

const setMarks = StateEffect.define<Mark[]>();
const weight: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const shapes: Record<Severity, string> = { error: '✕', warning: '!', info: 'i' };

class Shape extends GutterMarker {
  severity: Severity;
  constructor(severity: Severity) {
    super();
    this.severity = severity;
  }
  override eq(other: Shape) {
    return other.severity === this.severity;
  }
  override toDOM() {
    const mark = document.createElement('span');
    mark.className = `cm-shape ${this.severity}`;
    mark.textContent = shapes[this.severity];
    return mark;
  }
}

/** The worst mark of each line, by the line's start. */
function worstByLine(state: EditorState, marks: readonly Mark[]): [from: number, severity: Severity][] {
  const worst = new Map<number, Severity>();
  for (const mark of marks) {
    const { from } = state.doc.line(Math.min(Math.max(mark.line, 1), state.doc.lines));
    const known = worst.get(from);
    if (!known || weight[mark.severity] < weight[known]) worst.set(from, mark.severity);
  }
  return [...worst].sort((a, b) => a[0] - b[0]);
}

const marked = StateField.define<readonly Mark[]>({
  create: () => [],
  update: (marks, { effects }) => effects.reduce<readonly Mark[]>((now, effect) => (effect.is(setMarks) ? effect.value : now), marks),
  provide: (field) =>
    EditorView.decorations.from(field, (marks) => (view) => {
      const lines = worstByLine(view.state, marks).map(([from, severity]) =>
        Decoration.line({ class: `cm-marked ${severity}` }).range(from),
      );
      return Decoration.set(lines);
    }),
});

const shapeGutter = gutter({
  class: 'cm-shapes',
  markers: (view) =>
    RangeSet.of(worstByLine(view.state, view.state.field(marked)).map(([from, severity]) => new Shape(severity).range(from))),
  initialSpacer: () => new Shape('info'),
});

/** The same as the note below the editor says of the line with the cursor. Escape closes it; the pointer may move onto it. */
const messages = (path: string) =>
  hoverTooltip((view, at) => {
    const line = view.state.doc.lineAt(at);
    const html = aboutLineHtml(path, view.state.doc.toString(), line.number, view.state.field(marked));
    if (html === '') return null;
    return {
      pos: line.from,
      end: line.to,
      create() {
        const dom = document.createElement('div');
        dom.className = 'cm-says says';
        dom.innerHTML = html;
        return { dom };
      },
    };
  });

const decorationOf = new Map<string, Decoration>();
const decoration = (name: string) => {
  const known = decorationOf.get(name) ?? Decoration.mark({ class: name });
  decorationOf.set(name, known);
  return known;
};

function coloured(path: string) {
  const colour = (state: EditorState): DecorationSet =>
    Decoration.set(coloursOf(path, state.doc.toString()).map(({ start, end, name }) => decoration(name).range(start, end)));
  return StateField.define<DecorationSet>({
    create: colour,
    update: (set, { docChanged, state }) => (docChanged ? colour(state) : set),
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** Replaces the text area by an editor with the same text, cursor and focus. The text area stays in the page and keeps the text. */
export function openEditor(area: HTMLTextAreaElement, path: string, { changed, moved }: EditorEvents): Editor {
  const focused = document.activeElement === area;
  const { selectionStart, selectionEnd } = area;
  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      selection: { anchor: Math.min(selectionStart, area.value.length), head: Math.min(selectionEnd, area.value.length) },
      extensions: [
        lineNumbers(),
        shapeGutter,
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorState.tabSize.of(4),
        EditorState.lineSeparator.of('\n'),
        EditorView.contentAttributes.of({
          'aria-label': path,
          spellcheck: 'false',
          autocapitalize: 'off',
          autocorrect: 'off',
          translate: 'no',
        }),
        coloured(path),
        marked,
        messages(path),
        EditorView.updateListener.of(({ docChanged, selectionSet, focusChanged, state, view }) => {
          if (docChanged) {
            area.value = state.doc.toString();
            changed(area.value);
          }
          if (view.hasFocus && (docChanged || selectionSet || focusChanged)) moved(state.selection.main.head);
        }),
      ],
    }),
  });
  area.after(view.dom);
  area.hidden = true;
  if (focused) view.focus();
  // Also where the pointer rests on a line and the focus is elsewhere.
  const dismiss = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') view.dispatch({ effects: closeHoverTooltips });
  };
  addEventListener('keydown', dismiss);
  const within = (offset: number) => Math.min(Math.max(0, offset), view.state.doc.length);

  return {
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: changeBetween(view.state.doc.toString(), text) }),
    setMarks: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    goTo: (offset) => {
      const at = within(offset);
      view.focus();
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 96 }) });
    },
    cursor: () => view.state.selection.main.head,
    place: (offset) => view.dispatch({ selection: { anchor: within(offset) } }),
    focus: () => view.focus(),
    close: () => {
      const had = view.hasFocus;
      removeEventListener('keydown', dismiss);
      const { head } = view.state.selection.main;
      view.destroy();
      area.hidden = false;
      area.setSelectionRange(head, head);
      if (had) area.focus();
    },
  };
}
