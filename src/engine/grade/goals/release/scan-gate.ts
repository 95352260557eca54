/** Goals on a workflow whose scan must keep a bad image from being released. */
import { comesBefore, type Leak } from '../../../formats/workflow/gates.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { Images, leaks, type Publication, type Released, reportIsRead, type Scan } from './release.ts';
import { nameOf } from './release-works.ts';
import { type WorkflowGoal, workflowGoal } from './workflow-goal.ts';

interface GateGoal extends WorkflowGoal {
  released: Released;
}

/** A scan beside a publication: what it has to do with it. */
interface Candidate {
  scan: Scan;
  /** It looks at an image that this workflow builds, or at one of the released repository. */
  ours: boolean;
  before: boolean;
  /** It looks at what is published. */
  same: boolean;
}

function gate(
  goal: GateGoal,
  judge: (publication: Publication, candidates: Candidate[], at: (message: string) => Finding[]) => Judgement,
): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const images = new Images(workflow);
    const publications = images.publications(goal.released);
    if (publications.length === 0)
      return {
        outcome: 'unknown',
        message: `Nothing here gives an image the name ${nameOf(goal.released)}, as far as this page can see, so there is nothing to guard.`,
      };
    let passed: Judgement | undefined;
    for (const publication of publications) {
      const { operation, identity } = publication;
      const candidates = images.scans().map((scan): Candidate => {
        const seen = images.identityOfScan(scan);
        const ours =
          seen !== undefined && (seen.startsWith('build:') || seen === identity || seen.startsWith(`name:${goal.released.repository}`));
        return { scan, ours, before: comesBefore(scan, operation), same: seen !== undefined && seen === identity };
      });
      const reasons: Reason[] = [
        { file, span: operation.span, text: `publishes ${identity}` },
        ...candidates.map(({ scan, before, same }) => ({
          file,
          span: scan.span,
          text: `scans \`${scan.target?.text ?? '?'}\` ${before ? 'before' : 'after or beside'} that: ${same ? 'the same image' : (images.identityOfScan(scan) ?? 'which image cannot be told')}`,
        })),
      ];
      const verdict = judge(publication, candidates, (message) => [{ file, span: operation.span, message }]);
      if (verdict.outcome !== 'pass') return { reasons, ...verdict };
      passed ??= { reasons, ...verdict };
    }
    return passed ?? { outcome: 'unknown', message: 'Nothing to judge.' };
  });
}

/** The image that is built is scanned before it gets its released name. */
export function scansBeforeRelease(goal: GateGoal): Goal {
  const file = goal.file ?? '.github/workflows/ci.yml';
  return gate(goal, (_, candidates, at) => {
    const fail = (mistake: string, message: string, scan?: Scan): Judgement => ({
      outcome: 'fail',
      mistake,
      message,
      findings: scan ? [{ file, span: scan.span, message }, ...at('This is where the image becomes public.')] : at(message),
    });
    const ours = candidates.filter((each) => each.ours);
    if (ours.some(({ before }) => before)) return { outcome: 'pass', message: 'The image is scanned before it gets its released name.' };
    const after = ours[0];
    if (after)
      return fail(
        'scan-after-publish',
        `The scan of \`${after.scan.target?.text}\` comes after the image has its name, or beside it. By the time somebody reads the result, the servers may run it. Look at the order, and at what the jobs wait for.`,
        after.scan,
      );
    if (candidates.some(({ scan }) => scan.targetKind === 'sbom' || scan.targetKind === 'archive' || scan.target?.kind === 'unknown'))
      return {
        outcome: 'unknown',
        message: 'A scan looks at a file or a variable, and which image that stands for cannot be told from here.',
      };
    const other = candidates.find(({ scan }) => scan.targetKind === 'image');
    if (other)
      return fail(
        'other-image',
        `The scan looks at \`${other.scan.target?.text}\`, and that is not the image that this workflow builds. What your own steps put on top of it is never looked at.`,
        other.scan,
      );
    const folder = candidates[0];
    if (folder)
      return fail(
        'not-an-image',
        `This scan looks at files of the repository. The image also holds what its base brought and what the build installed.`,
        folder.scan,
      );
    return fail('no-scan', 'No step scans the image before it gets its released name.');
  });
}

/** What is released is what was scanned: one build, not a second one under the same name. */
export function releasesWhatWasScanned(goal: GateGoal): Goal {
  return gate(goal, ({ operation, identity }, candidates, at) => {
    const before = candidates.filter(({ ours, before }) => ours && before);
    if (before.some(({ same }) => same)) return { outcome: 'pass', message: 'The image that was scanned is the one that is released.' };
    if (before.length === 0) return { outcome: 'unknown', message: 'This is judged once a scan of the image stands before its release.' };
    if (operation.kind === 'build') {
      const message =
        'This step builds the image again and releases the new one; the scan looked at another. A package that was updated in between, or a cache that was not there, is enough for the two to differ.';
      return { outcome: 'fail', mistake: 'built-again', message, findings: at(message) };
    }
    const message = `What is released here is ${identity.startsWith('build:') ? 'another build than the one' : 'another image than the one'} that was scanned. Two names, or one name given twice, do not make them the same.`;
    return { outcome: 'fail', mistake: 'other-build', message, findings: at(message) };
  });
}

const said: Record<Leak['reason'], (leak: Leak) => string> = {
  'not-checked': () => 'The shell never looks at the exit code of the scan, so the step is green whatever it finds.',
  'continue-on-error': ({ job }) => `\`continue-on-error\` lets the ${job ? 'workflow' : 'job'} go on as if the scan had found nothing.`,
  'runs-after-failure': () => 'What publishes runs even after a failure, so a failed scan does not keep it back.',
};

/** Findings of the chosen severities end the run before the release. */
export function findingsStopRelease(goal: GateGoal & { /** Upper case: ['HIGH', 'CRITICAL']. */ severities: string[] }): Goal {
  const file = goal.file ?? '.github/workflows/ci.yml';
  return gate(goal, ({ operation }, candidates) => {
    const rank = ({ ours, before, same }: Candidate) => (same && before ? 3 : ours && before ? 2 : ours ? 1 : 0);
    const best = Math.max(0, ...candidates.map(rank));
    const chosen = candidates.filter((each) => rank(each) === best);
    if (chosen.length > 0 && best === 0) return { outcome: 'unknown', message: 'This is judged once a scan looks at the image itself.' };
    if (chosen.length === 0) return { outcome: 'fail', mistake: 'no-scan', message: 'Nothing scans, so no finding can stop anything.' };
    const verdicts = chosen.map(({ scan, before }) => stops(goal.severities, scan, before, operation, file));
    return (
      verdicts.find(({ outcome }) => outcome === 'pass') ??
      verdicts.find(({ outcome }) => outcome === 'unknown') ??
      verdicts[0] ?? { outcome: 'unknown', message: '' }
    );
  });
}

function stops(severities: string[], scan: Scan, before: boolean, operation: Publication['operation'], file: string): Judgement {
  const fail = (mistake: string, message: string): Judgement => ({
    outcome: 'fail',
    mistake,
    message,
    findings: [{ file, span: scan.span, message }],
  });
  if (scan.failsOnFindings === 'unknown')
    return { outcome: 'unknown', message: `Whether \`${scan.tool}\` fails here is decided by a value that cannot be seen.` };
  if (scan.failsOnFindings === 'no') {
    if (reportIsRead(scan, scan.step.job.steps))
      return { outcome: 'unknown', message: 'A command of your own judges the report, and what it accepts cannot be told from here.' };
    return fail(
      'no-exit-code',
      `\`${scan.tool}\` prints what it finds and ends with success. Unless it is told to, a scanner does not fail, and a step that does not fail stops nothing.`,
    );
  }
  const missing = severities.filter((severity) => !scan.severities.includes(severity));
  if (missing.length > 0)
    return fail(
      'threshold',
      `This scan lets findings of severity ${missing.map((each) => `\`${each}\``).join(' and ')} pass, and the task wants them to stop the release.`,
    );
  const leak = before ? leaks(scan, operation)[0] : undefined;
  if (leak?.answer === 'unknown')
    return {
      outcome: 'unknown',
      message: 'Whether a failed scan stops the run is decided by an expression that cannot be seen through here.',
    };
  if (leak)
    return fail(
      leak.reason,
      `${said[leak.reason](leak)} The release then goes on. Look at what happens between the scanner’s exit code and the publishing step.`,
    );
  const condition = scan.step.if?.text ?? scan.step.job.if?.text;
  if (
    before &&
    condition !== undefined &&
    condition !== (operation.step.if?.text ?? operation.step.job.if?.text) &&
    !/^(?:always|success)\(\)$/.test(condition)
  )
    return {
      outcome: 'unknown',
      message: `The scan runs only if \`${condition}\`, and whether that always holds when the image is released cannot be told from here.`,
    };
  return { outcome: 'pass', message: `\`${scan.tool}\` fails on ${severities.map((each) => `\`${each}\``).join(' and ')}.` };
}
