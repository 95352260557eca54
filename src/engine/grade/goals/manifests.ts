/** What goals on one Compose file or Kubernetes manifest have in common. The readers are not reached from here: an exercise loads those it needs. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Located } from '../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../exercise.ts';

/** What every goal on one file is given. */
export interface FileGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** 'compose.yaml' or 'deployment.yaml' where absent. */
  file?: string;
}

export const nothingThere = (message: string): Judgement => ({ outcome: 'fail', mistake: 'nothing-there', message });

/** A field that is only dropped counts too where `alsoWarned` names its rule: it does not do what its author believes. */
export function accepted(diagnostics: Diagnostic[], praise: string, alsoWarned: string[] = []): Judgement {
  const bad = diagnostics.filter(({ severity, rule }) => severity === 'error' || alsoWarned.includes(rule));
  const first = bad[0];
  if (!first) return { outcome: 'pass', message: praise };
  const more = bad.length > 1 ? ` ${bad.length - 1} more ${bad.length === 2 ? 'place is' : 'places are'} marked.` : '';
  return {
    outcome: 'fail',
    mistake: first.rule,
    message: `Line ${first.line}: ${first.message}${more}`,
    findings: bad.map(({ file, span, line, message }) => ({ file, span, line, message })),
  };
}

/** A failed judgement that marks places; the first is the one its message is about. */
export function failAt(mistake: string, message: string, places: (Located | undefined)[], reasons: Judgement['reasons'] = []): Judgement {
  const findings = places.flatMap((place) => (place ? [{ file: place.file, span: place.span, message }] : []));
  return { outcome: 'fail', mistake, message, findings, reasons };
}
