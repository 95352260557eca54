/** What a workflow does to an image, step by step, on the day the scan finds something. Pure, for the build and for tests. */
import { comesBefore, leaksBetween, type Operation, readWorkflow, type UnnoticedFailure, type Workflow, type WorkflowStep } from '#engine';
import { figures } from '../../course/strings/index.ts';

const words = figures.gate;

export interface GateStep {
  /** 'docker build', 'aquasecurity/trivy-action' */
  name: string;
  /** 'builds', 'scans', 'publishes'; '' where it does nothing to an image. */
  does: string;
  /** `gate`: it fails, as it should; `green`: it finds something and passes; `stopped`: it does not run any more. */
  fate: 'runs' | 'gate' | 'green' | 'stopped';
  /** It puts the image where others get it, and runs. */
  escapes: boolean;
  says: string;
}

export interface GateJob {
  id: string;
  needs: string[];
  steps: GateStep[];
}

const publishes = (operation: Operation): boolean =>
  operation.kind === 'push' || operation.kind === 'index' || (operation.kind === 'build' && operation.push === 'yes');

const verbs: Partial<Record<Operation['kind'], string>> = {
  scan: words.scans,
  sign: words.signs,
  'upload-artifact': words.keeps,
  'download-artifact': words.fetches,
  login: words.logsIn,
  checkout: words.checksOut,
};

function doesOf(step: WorkflowStep): string {
  const builds = step.operations.some(({ kind }) => kind === 'build');
  const out = step.operations.some(publishes);
  if (builds && out) return words.buildsAndPublishes;
  if (builds) return words.builds;
  if (out) return words.publishes;
  return step.operations.map(({ kind }) => verbs[kind]).find(Boolean) ?? '';
}

const nameOf = (step: WorkflowStep): string =>
  step.uses?.name ?? step.run?.invocations[0]?.name ?? step.run?.text.trim().split(/\s+/).slice(0, 2).join(' ') ?? '';

/** The step as something that happens, so that the engine can say whether one comes before another. */
const happening = (step: WorkflowStep): Operation =>
  step.operations[0] ?? { kind: 'checkout', step, checked: true, span: step.span, subject: '' };

const reasons: Record<UnnoticedFailure['reason'], string> = {
  'not-checked': words.notChecked,
  'continue-on-error': words.continues,
  'runs-after-failure': words.always,
};

/** Whether the failure of a scan is one at all; else why not. */
function passesBecause(scan: Extract<Operation, { kind: 'scan' }>): string | undefined {
  if (scan.failsOnFindings === 'no') return words.noExitCode;
  const [leak] = scan.checked ? [] : [reasons['not-checked']];
  return leak ?? (scan.step.continueOnError === 'yes' ? reasons['continue-on-error'] : undefined);
}

function fateOf(step: WorkflowStep, scans: Extract<Operation, { kind: 'scan' }>[]): Pick<GateStep, 'fate' | 'says'> {
  const scan = scans.find((each) => each.step === step);
  const here = happening(step);
  const before = scans.filter((each) => each.step !== step && comesBefore(each, here));
  const gates = before.filter((each) => passesBecause(each) === undefined && leaksBetween(each, here).length === 0);
  if (gates.length > 0) return { fate: 'stopped', says: words.stopped };
  if (scan) {
    const why = passesBecause(scan);
    return why === undefined ? { fate: 'gate', says: words.fails } : { fate: 'green', says: why };
  }
  if (!step.operations.some(publishes)) return { fate: 'runs', says: '' };
  if (before.length === 0) return { fate: 'runs', says: words.tooEarly };
  const [first] = before;
  const leak = first && passesBecause(first) === undefined ? leaksBetween(first, here)[0] : undefined;
  return { fate: 'runs', says: leak ? reasons[leak.reason] : words.unstopped };
}

/** A part of a workflow that is steps alone, as a whole one. */
const wholeOf = (text: string): string =>
  /^- /.test(text) ? `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n${text.replace(/^(?=.)/gm, '      ')}` : text;

/** Every job in the order in which they run, with what becomes of its steps. */
export function gateOf(text: string): GateJob[] {
  const workflow: Workflow = readWorkflow(wholeOf(text), '.github/workflows/ci.yml');
  const scans = workflow.order.flatMap((job) =>
    job.steps.flatMap((step) => step.operations.filter((each): each is Extract<Operation, { kind: 'scan' }> => each.kind === 'scan')),
  );
  return workflow.order.map((job) => ({
    id: job.id,
    needs: job.needs.map(({ id }) => id),
    steps: job.steps.map((step, index, all) => {
      const { fate, says: told } = fateOf(step, scans);
      // Said once for a row of steps that are stopped together.
      const before = all[index - 1];
      const says = fate === 'stopped' && before && fateOf(before, scans).fate === 'stopped' ? '' : told;
      return { name: nameOf(step), does: doesOf(step), fate, says, escapes: fate === 'runs' && step.operations.some(publishes) };
    }),
  }));
}
