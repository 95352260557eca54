/** A file that its tool would take. Said first, since little can be judged of one that it would not. */
import type { Workspace } from '../../build/workspace.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Goal } from '../exercise.ts';

interface AcceptedGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  file: string;
  /** Reads the file: `readKubernetes`, `readWorkflow`. Handed in, so that an exercise carries the readers it needs and no others. */
  read: (text: string, file: string) => { diagnostics: readonly Diagnostic[] };
  /** Who reads the file, as the subject of a sentence: 'Compose', 'The daemon'. */
  reader: string;
  /** Rules that other goals of the exercise speak about. */
  except?: string[];
  /** Messages that fit the exercise better than the reader's own, by rule; `written` is the text at fault. */
  instead?: Record<string, (written: string) => string>;
}

/** What a reader has to say about a file. An absent or blank file has nothing wrong with it: other goals miss what it should hold. */
function diagnosticsOf({ read, file }: AcceptedGoal, workspace: Workspace): readonly Diagnostic[] {
  const text = workspace.files[file] ?? '';
  return text.trim() === '' ? [] : read(text, file).diagnostics;
}

/** Nothing in the file would be refused. Warnings are not looked at. */
export function isAccepted(goal: AcceptedGoal): Goal {
  const { id, kind, title, file, reader } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const refused = diagnosticsOf(goal, workspace).filter(({ severity, rule }) => severity === 'error' && !goal.except?.includes(rule));
      const first = refused[0];
      if (!first) return { outcome: 'pass', message: `${reader} can read \`${file}\`.` };
      const written = workspace.files[file]?.slice(first.span.start, first.span.end) ?? '';
      const own = goal.instead?.[first.rule]?.(written) ?? first.message;
      return {
        outcome: 'fail',
        mistake: first.rule,
        message: `${reader} refuses \`${file}\` because of line ${first.line}. ${own}`,
        findings: refused.map(({ span, line, rule, message }) => ({
          file,
          span,
          line,
          message: rule === first.rule ? own : message,
        })),
        reasons: refused.map(({ span, rule, message }) => ({ file, span, text: `${rule}: ${message}` })),
      };
    },
  };
}
