/** What there is to say about one line of a file: what the grader marked on it, and what its instruction is for. */
import { type Diagnostic, parse } from '#engine';
import { type About, directives, instructions, referenceOf } from '../../course/instructions.ts';
import { note as words } from '../../course/strings/index.ts';
import { isDockerfile } from '../code/tokens.ts';
import { escapeHtml, inlineHtml } from '../html.ts';

/** A finding on a line, with what it belongs to. */
export interface Mark extends Diagnostic {
  /** How the bench finds the finding again: see `fixKey`. */
  key: string;
  /** Id in the page of the goal it fails; none for advice and for what cannot be read. */
  goal?: string;
}

/** The instruction or directive on a 1-based line. A line of a continuation or a heredoc belongs to the instruction that it continues. */
export function aboutLine(path: string, text: string, line: number): { name: string; about: About } | undefined {
  if (!isDockerfile(path)) return undefined;
  const found = parse(text).instructions.find(({ lines }) => lines.start <= line && line <= lines.end);
  if (found) {
    const about = instructions[found.keyword];
    return about && { name: found.keyword, about };
  }
  const name = /^\s*#\s*(syntax|escape|check)\s*=/i.exec(text.split('\n')[line - 1] ?? '')?.[1]?.toLowerCase();
  const about = name === undefined ? undefined : directives[name];
  return name !== undefined && about ? { name, about } : undefined;
}

const markHtml = (mark: Mark): string => {
  const fix = mark.fix
    ? ` <button class="fix" type="button" data-fix="${escapeHtml(mark.key)}">${inlineHtml(mark.fix.title)}</button>`
    : '';
  const goal = mark.goal
    ? ` <a class="to-goal" href="#${escapeHtml(mark.goal)}" data-goal="${escapeHtml(mark.goal)}">${words.toGoal}</a>`
    : '';
  return `<p class="${mark.severity}"><span class="visually-hidden">${words.severity[mark.severity]}: </span>${inlineHtml(mark.message)}${fix}${goal}</p>`;
};

/** The line as HTML; empty where there is nothing to say. Messages are escaped. */
export function aboutLineHtml(path: string, text: string, line: number, marks: readonly Mark[]): string {
  const here = marks.filter((mark) => mark.line === line);
  const known = aboutLine(path, text, line);
  const about = known
    ? `<p class="about"><code>${known.name}</code> ${inlineHtml(known.about.says)} <a href="${referenceOf(known.about)}" target="_blank" rel="noopener">${words.reference(known.name)}</a></p>`
    : '';
  return here.map(markHtml).join('') + about;
}
