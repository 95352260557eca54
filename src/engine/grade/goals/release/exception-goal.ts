/** What goals on an exception share. */
import type { Goal, Judgement } from '../../exercise.ts';
import { about, type Exception, type Exceptions, exceptionsOf } from './exceptions.ts';

export interface ExceptionGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** Script with the scan. */
  script: string;
  /** Names of the vulnerability: ['CVE-2024-21538', 'GHSA-…']. */
  vulnerability: string[];
}

/** A failure, at the statement it is about. */
export const fail = (mistake: string, message: string, at?: Exception): Judgement => ({
  outcome: 'fail',
  mistake,
  message,
  ...(at ? { findings: [{ file: at.file, span: at.span, message }] } : {}),
});

/** Judges what the script's scans read, together with the statements on the vulnerability. */
export function judged(goal: ExceptionGoal, judge: (found: Exceptions, own: Exception[], files: string[]) => Judgement): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const found = exceptionsOf(goal.script, workspace);
      const broken = [...found.documents].find(([, vex]) => vex.broken);
      if (broken && goal.kind !== 'keep')
        return { outcome: 'unknown', message: `\`${broken[0]}\` cannot be read yet, so this is not judged.` };
      const own = about(found.statements, goal.vulnerability);
      const reasons = own.map(({ file, span, status, justification, portable }) => ({
        file,
        span,
        text: `${portable ? 'statement' : 'ignored'}: ${status ?? 'no status'}${justification ? `, ${justification}` : ''}`,
      }));
      return {
        reasons,
        ...judge(
          found,
          own,
          Object.keys(workspace.files).filter((file) => (workspace.files[file] ?? '').trim() !== ''),
        ),
      };
    },
  };
}

/** For each statement in use: the first complaint, else the praise. Without one, another goal has said so. */
export const each = (goal: ExceptionGoal, praise: string, complain: (statement: Exception) => Judgement | undefined): Goal =>
  judged(goal, ({ elsewhere }, own) => {
    if (own.length === 0)
      return {
        outcome: 'unknown',
        message: elsewhere
          ? 'The statement lies in a registry, which this page cannot look into.'
          : 'This is judged once the scan reads a statement on the finding.',
      };
    for (const statement of own) {
      const complaint = complain(statement);
      if (complaint) return complaint;
    }
    return { outcome: 'pass', message: praise };
  });
