import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';
import { pathOf } from './steps.ts';

export const noEmptyContinuation = rule({
  id: 'no-empty-continuation',
  aka: ['NoEmptyContinuation'],
  severity: 'warning',
  summary: 'No blank line stands inside an instruction that goes over several lines.',
  why: 'After a `\\` at the end of a line, Docker skips blank lines and goes on with the same instruction. What looks like the end of an instruction is not, and Docker has announced that it will become an error.',
  sources: [buildCheck('NoEmptyContinuation', 'no-empty-continuation')],
  bad: 'FROM alpine:3.23\nRUN echo one && \\\n\n    echo two\n',
  good: 'FROM alpine:3.23\nRUN echo one && \\\n    echo two\n',
  *check(build, workspace) {
    const { syntax } = build;
    const path = pathOf(build, workspace);
    for (const { blankLines, heredocs, lines, keyword } of syntax.instructions) {
      const [first] = blankLines;
      if (!first) continue;
      const body = heredocs[0];
      const end = body ? workspace.lineOf(path, body.span.start) - 1 : lines.end;
      yield {
        span: first,
        line: end,
        message: `This blank line stands inside ${keyword}: the line above ends in a continuation, so the next text still belongs to it. Take the blank line out, or write a comment there.`,
        fix: { title: 'Take out the blank lines', edits: blankLines.map((span) => ({ span: lineOf(span, syntax.text), text: '' })) },
      };
    }
  },
});

/** A blank line with its line break. */
const lineOf = ({ start, end }: { start: number; end: number }, text: string) => {
  const feed = text.indexOf('\n', end);
  return { start, end: feed < 0 ? end : feed + 1 };
};
