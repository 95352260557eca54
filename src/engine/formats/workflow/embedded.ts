/** Reads the shell inside a `run:`: expressions are hidden from the shell, and offsets are turned into places of the file. */
import type { Command, Script, ShellWord } from '../../shell/command.ts';
import { readScript } from '../../shell/read.ts';
import type { Span } from '../../source.ts';
import type { Expression, Locate } from './expressions.ts';
import { readExpressions } from './expressions.ts';

/** The shell as GitHub starts it. */
interface Shell {
  errexit: boolean;
  pipefail: boolean;
  dialect?: 'sh' | 'bash' | 'powershell' | 'cmd';
  /** Another interpreter: the text is not shell. */
  foreign?: string;
}

/** Source: docs.github.com, workflow syntax, `jobs.<id>.steps[*].shell`; read 2026-11-23. */
export function shellOf(written: string | undefined, windows: boolean): Shell {
  const [name = '', ...flags] = (written ?? (windows ? 'pwsh' : '')).trim().split(/\s+/);
  const program = name.split('/').at(-1) ?? '';
  if (program === '') return { errexit: true, pipefail: false, dialect: 'bash' };
  if (program === 'pwsh' || program === 'powershell') return { errexit: false, pipefail: false, dialect: 'powershell' };
  if (program === 'cmd') return { errexit: false, pipefail: false, dialect: 'cmd' };
  if (program !== 'bash' && program !== 'sh') return { errexit: false, pipefail: false, foreign: program };
  const given = flags.join(' ');
  if (!given) return { errexit: true, pipefail: program === 'bash', dialect: program };
  return { errexit: /(?:^|\s)-\w*e/.test(given) || /errexit/.test(given), pipefail: /pipefail/.test(given), dialect: program };
}

/** Hides `${{ … }}` behind a variable of the same length, so that the shell takes it for one word whose value it does not know. */
function hide(text: string, expressions: readonly Expression[]): string {
  let hidden = '';
  let at = 0;
  for (const { span } of expressions) {
    const length = span.end - span.start;
    hidden += `${text.slice(at, span.start)}\${${'_'.repeat(Math.max(1, length - 3))}}`;
    at = span.end;
  }
  return hidden + text.slice(at);
}

/** Puts the expressions back into words, and every place into the file. */
class Restorer {
  readonly text: string;
  readonly expressions: readonly Expression[];
  readonly locate: Locate;

  constructor(text: string, expressions: readonly Expression[], locate: Locate) {
    this.text = text;
    this.expressions = expressions;
    this.locate = locate;
  }

  span = (span: Span): Span => this.locate(span.start, span.end);

  word = (word: ShellWord): ShellWord => {
    const span = this.span(word.span);
    if (!word.text.includes('${__')) return { ...word, span };
    let next = this.firstAfter(word.span.start);
    const text = word.text.replace(/\$\{_{2,}\}/g, (hidden) => {
      const expression = this.expressions[next++];
      return expression ? this.text.slice(expression.span.start, expression.span.end) : hidden;
    });
    return { text, literal: false, span };
  };

  private firstAfter(offset: number): number {
    let low = 0;
    let high = this.expressions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.expressions[middle]?.span.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  command = (command: Command): Command => ({
    ...command,
    ...(command.word ? { word: this.word(command.word) } : {}),
    args: command.args.map(this.word),
    assignments: command.assignments.map(({ name, value }) => ({ name, value: this.word(value) })),
    redirects: command.redirects.map((redirect) => ({
      ...redirect,
      span: this.span(redirect.span),
      ...(redirect.target ? { target: this.word(redirect.target) } : {}),
    })),
    span: this.span(command.span),
  });
}

/** Reads the text of a `run:`. Spans in the result are places in the file. */
export function readEmbedded(text: string, shell: Shell, locate: Locate): Script {
  const { errexit, pipefail } = shell;
  if (shell.foreign) return { commands: [], errexit, pipefail, interpreter: shell.foreign, problems: [] };
  const expressions = readExpressions(text, (start, end) => ({ start, end })).filter((each) => each.span.end - each.span.start >= 5);
  const script = readScript(hide(text, expressions), 0, { errexit, pipefail, ...(shell.dialect ? { dialect: shell.dialect } : {}) });
  const restore = new Restorer(text, expressions, locate);
  return {
    ...script,
    commands: script.commands.map(restore.command),
    problems: script.problems.map((problem) => ({ ...problem, span: restore.span(problem.span) })),
  };
}
