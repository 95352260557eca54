/** CodeMirror over a text area: colours from our own parser, marks on the lines, messages where one points. Loaded when wanted. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state';
import {
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
import type { Diagnostic, Severity } from '#engine';
import { coloursOf } from '../code/tokens.ts';
import { inlineHtml } from '../html.ts';

export interface Editor {
  text(): string;
  /** Puts in another text; the editor's own undo brings the former back. */
  setText(text: string): void;
  setMarks(marks: Diagnostic[]): void;
  /** Focuses the editor with the cursor at an offset, in view. */
  goTo(offset: number): void;
  focus(): void;
}

const setMarks = StateEffect.define<Diagnostic[]>();
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
function worstByLine(state: EditorState, marks: readonly Diagnostic[]): [from: number, severity: Severity][] {
  const worst = new Map<number, Severity>();
  for (const mark of marks) {
    const { from } = state.doc.line(Math.min(Math.max(mark.line, 1), state.doc.lines));
    const known = worst.get(from);
    if (!known || weight[mark.severity] < weight[known]) worst.set(from, mark.severity);
  }
  return [...worst].sort((a, b) => a[0] - b[0]);
}

const marked = StateField.define<readonly Diagnostic[]>({
  create: () => [],
  update: (marks, { effects }) => effects.reduce<readonly Diagnostic[]>((now, effect) => (effect.is(setMarks) ? effect.value : now), marks),
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

const messages = hoverTooltip((view, at) => {
  const line = view.state.doc.lineAt(at);
  const here = view.state.field(marked).filter((mark) => mark.line === line.number);
  if (here.length === 0) return null;
  return {
    pos: line.from,
    end: line.to,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-says';
      dom.innerHTML = here.map((mark) => `<p class="${mark.severity}">${inlineHtml(mark.message)}</p>`).join('');
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
export function openEditor(area: HTMLTextAreaElement, path: string, changed: (text: string) => void): Editor {
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
        messages,
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return;
          area.value = state.doc.toString();
          changed(area.value);
        }),
      ],
    }),
  });
  area.after(view.dom);
  area.hidden = true;
  if (focused) view.focus();

  return {
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    setMarks: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    goTo: (offset) => {
      const at = Math.min(offset, view.state.doc.length);
      view.focus();
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 96 }) });
    },
    focus: () => view.focus(),
  };
}
