import { readWorkflow } from '../../../formats/workflow/read.ts';
import type { Workflow } from '../../../formats/workflow/workflow.ts';
import type { Span } from '../../../source.ts';
import type { Goal, Judgement } from '../../exercise.ts';

export interface WorkflowGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** '.github/workflows/ci.yml' where absent. */
  file?: string;
}

/** Reads the workflow once and judges it; one that cannot be read is for `isAccepted` to speak about. */
export function workflowGoal(goal: WorkflowGoal, judge: (workflow: Workflow, file: string) => Judgement): Goal {
  const { id, kind, title, file = '.github/workflows/ci.yml' } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const workflow = readWorkflow(workspace.files[file] ?? '', file);
      if (workflow.broken) return { outcome: 'unknown', message: 'The workflow cannot be read yet, so this is not judged.' };
      return judge(workflow, file);
    },
  };
}

/** A failure with its places, most important first; the message stands at each. */
export const failsAt = (mistake: string, message: string, file: string, ...spans: Span[]): Judgement => ({
  outcome: 'fail',
  mistake,
  message,
  findings: spans.map((span) => ({ file, span, message })),
});
