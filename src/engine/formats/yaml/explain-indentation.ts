/** Errors of indentation: tabs, a depth that nothing above has, children of a value. */
import type { Fix } from '../../diagnostic.ts';
import { shorten } from './node.ts';
import { type Explanation, indentOf, isBlank, lineSpan, lineStart, lineText, type Scene } from './scene.ts';

/** Lines looked at for tabs; the fix then covers the whole file. */
export function tabs(scene: Scene, code: string): Explanation | undefined {
  const here = /^[ ]*\t/.test(lineText(scene, scene.line));
  const next = /^[ ]*\t/.test(lineText(scene, scene.line + 1));
  if (code !== 'TAB_AS_INDENT' && !here && !next) return undefined;
  const line = here || !next ? scene.line : scene.line + 1;
  const start = lineStart(scene, line);
  return {
    span: { start, end: start + indentOf(lineText(scene, line)) },
    message:
      'This line is indented with a tab. YAML takes only spaces for indentation, because tabs have no fixed width: use two spaces a level.',
    fix: { title: 'Replace the tabs with spaces', edits: tabEdits(scene) },
  };
}

function tabEdits(scene: Scene): Fix['edits'] {
  const edits: Fix['edits'] = [];
  for (let line = 1; line <= scene.starts.length && edits.length < 1000; line++) {
    const indent = /^[ \t]*\t[ \t]*/.exec(lineText(scene, line))?.[0];
    if (indent === undefined) continue;
    const start = lineStart(scene, line);
    edits.push({ span: { start, end: start + indent.length }, text: indent.replaceAll('\t', '  ') });
  }
  return edits;
}

/** The line stands at a depth that no line above it has. */
export function indentation(scene: Scene, line: number): Explanation | undefined {
  const text = lineText(scene, line);
  if (isBlank(text)) return undefined;
  const indent = indentOf(text);
  const levels = new Map<number, string>();
  for (let above = line - 1, lowest = Number.POSITIVE_INFINITY; above > 0 && above > line - 200 && lowest > 0; above--) {
    const other = lineText(scene, above);
    if (isBlank(other) || indentOf(other) >= lowest) continue;
    lowest = indentOf(other);
    levels.set(lowest, other.trim());
  }
  const near = [...levels].sort(([left], [right]) => Math.abs(left - indent) - Math.abs(right - indent)).slice(0, 2);
  if (near.length === 0) return undefined;
  const seen = near.map(([spaces, of]) => `${spaces} (\`${shorten(of, 30)}\`)`).join(' and ');
  return {
    span: lineSpan(scene, line),
    message: `\`${shorten(text.trim(), 40)}\` is indented by ${spaces(indent)}; the lines above use ${seen}. Give it the same indentation as its neighbours: in YAML the indentation says what belongs to what.`,
  };
}

const spaces = (count: number) => (count === 1 ? '1 space' : `${count} spaces`);

/** `image: nginx` followed by a line that is indented deeper: a value cannot have children. */
export function deeperThanValue(scene: Scene, line: number): Explanation | undefined {
  const above = lineText(scene, line);
  if (!/:\s+\S/.test(above)) return undefined;
  let below = line + 1;
  while (below <= scene.starts.length && isBlank(lineText(scene, below))) below++;
  const next = lineText(scene, below);
  if (below > scene.starts.length || indentOf(next) <= indentOf(above)) return undefined;
  return {
    span: lineSpan(scene, below),
    message: `\`${shorten(next.trim(), 40)}\` is indented deeper than \`${shorten(above.trim(), 40)}\`, but that key already has a value and cannot hold more. Give both lines the same indentation if they are siblings.`,
  };
}

/** A list item that is indented deeper than the item above it. */
export function listUnderItem(scene: Scene): Explanation | undefined {
  const here = lineText(scene, scene.line);
  return here.trimStart().startsWith('- ') ? indentation(scene, scene.line) : undefined;
}
