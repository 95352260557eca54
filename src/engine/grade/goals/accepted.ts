/** A file that its tool would take. Said first, since little can be judged of one that it would not. */
import type { Workspace } from '../../build/workspace.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import { readCommands } from '../../formats/commands/read.ts';
import { readCompose } from '../../formats/compose/read.ts';
import { readDaemonJson } from '../../formats/daemon/daemon.ts';
import { readKubernetes } from '../../formats/kubernetes/read.ts';
import { readVex } from '../../formats/vex/read.ts';
import { readWorkflow } from '../../formats/workflow/read.ts';
import type { Goal } from '../exercise.ts';

export type Format = 'compose' | 'kubernetes' | 'workflow' | 'daemon' | 'commands' | 'vex';

interface AcceptedGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  file: string;
  format: Format;
  /** Who reads the file, as the subject of a sentence: 'Compose', 'The daemon'. */
  reader: string;
  /** Rules that other goals of the exercise speak about. */
  except?: string[];
  /** Messages that fit the exercise better than the reader's own, by rule; `written` is the text at fault. */
  instead?: Record<string, (written: string) => string>;
}

/** What a reader has to say about a file. An absent or blank file has nothing wrong with it: other goals miss what it should hold. */
function diagnosticsOf(format: Format, file: string, workspace: Workspace): Diagnostic[] {
  const text = workspace.files[file] ?? '';
  if (text.trim() === '') return [];
  if (format === 'compose') return readCompose([{ path: file, text }]).diagnostics;
  if (format === 'kubernetes') return readKubernetes(text, file).diagnostics;
  if (format === 'workflow') return readWorkflow(text, file).diagnostics;
  if (format === 'daemon') return readDaemonJson(text, file).diagnostics;
  return format === 'vex' ? readVex(text, file).diagnostics : readCommands(text, file).diagnostics;
}

/** Nothing in the file would be refused. Warnings are not looked at. */
export function isAccepted(goal: AcceptedGoal): Goal {
  const { id, kind, title, file, reader } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const refused = diagnosticsOf(goal.format, file, workspace).filter(
        ({ severity, rule }) => severity === 'error' && !goal.except?.includes(rule),
      );
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
