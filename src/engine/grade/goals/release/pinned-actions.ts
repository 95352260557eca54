/** Goals on the names under which other people's code is fetched: whether it can change under the same name. */
import { operationsOfKind } from '../../../formats/workflow/gates.ts';
import type { ActionRef } from '../../../formats/workflow/uses.ts';
import type { Step, Workflow } from '../../../formats/workflow/workflow.ts';
import type { Span } from '../../../source.ts';
import type { Goal } from '../../exercise.ts';
import { failsAt, type WorkflowGoal, workflowGoal } from './workflow-goal.ts';

const actionsIn = (workflow: Workflow): ActionRef[] =>
  workflow.jobs.flatMap((job) => [...(job.uses ? [job.uses] : []), ...job.steps.flatMap(({ uses }) => uses ?? [])]);

/** GitHub's own actions run on GitHub's own machines anyway; what stands in this repository is this very commit. */
const isForeign = (action: ActionRef): boolean => !action.official && action.source !== 'local';

const why: Record<ActionRef['refKind'], (action: ActionRef) => string> = {
  tag: ({ ref }) =>
    `\`${ref}\` is a tag, and whoever controls the repository can move it. In March 2026 attackers moved 76 of the 77 tags of \`trivy-action\`, and every workflow that named one ran their code. Look for a name that cannot be moved.`,
  branch: ({ ref }) => `\`${ref}\` is a branch. It is meant to move, and whatever is pushed to it runs in your pipeline next time.`,
  'short-commit': ({ ref }) =>
    `\`${ref}\` is the beginning of a commit's name. GitHub asks for all 40 digits; a short one can be taken for a branch or a tag of that name.`,
  none: ({ text }) => `\`${text}\` names no version at all.`,
  commit: () => '',
  digest: () => '',
};

/** Every foreign action is named by a full commit, every foreign image by a digest. */
export function pinsActions(goal: WorkflowGoal): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const foreign = actionsIn(workflow).filter(isForeign);
    const reasons = foreign.map(({ text, refKind, span }) => ({ file, span, text: `\`${text}\`: ${refKind}` }));
    const loose = foreign.filter(({ pinned }) => !pinned);
    const first = loose[0];
    if (!first)
      return {
        outcome: 'pass',
        message: foreign.length > 0 ? 'Every action of somebody else is named by a full commit.' : 'No action of anybody else runs here.',
        reasons,
      };
    const message = `\`${first.text}\`: ${why[first.refKind](first)}`;
    return {
      outcome: 'fail',
      mistake: first.refKind === 'none' ? 'no-version' : first.refKind,
      message,
      findings: loose.map((action) => ({ file, span: action.span, message: `\`${action.text}\` can change under the same name.` })),
      reasons,
    };
  });
}

const scannerImage = /(?:^|\/)(?:trivy|grype|snyk|scout-cli)$/;
const scriptOfCommit = /[/=][0-9a-f]{40}(?:[/&]|$)/;

/** The scanner itself is one fixed program, not whatever is newest. */
export function pinsScanner(goal: WorkflowGoal): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const scans = operationsOfKind(workflow, 'scan');
    if (scans.length === 0)
      return failsAt('no-scan', 'Nothing scans any more. The point is to keep the scanner, and to keep it at a distance.', file);
    const steps = workflow.jobs.flatMap((job) => job.steps);
    const loose = steps.flatMap((step) => looseTool(step));
    const first = loose[0];
    if (first) return failsAt(first.mistake, first.message, file, first.span);
    if (scans.some(({ step }) => step.uses && !step.uses.pinned))
      return { outcome: 'unknown', message: 'This is judged once the action that brings the scanner is fixed.' };
    const byHand = scans.find(({ invocation, step }) => invocation && !isContained(step) && !isInstalled(step));
    if (byHand && !steps.some((step) => step.uses && /setup-trivy|scan-action\/download|install-/.test(step.uses.name)))
      return {
        outcome: 'unknown',
        message: `Which version of \`${byHand.tool}\` runs is decided by the runner, and cannot be told from here.`,
      };
    return { outcome: 'pass', message: 'The scanner is one fixed version, whatever is published tomorrow.' };
  });
}

const isContained = (step: Step): boolean =>
  step.operations.some((each) => each.kind === 'run' && each.images.some((image) => scannerImage.test(image.repository)));
const isInstalled = (step: Step): boolean =>
  step.job.steps.some(({ uses }) => uses?.pinned && /trivy|grype|snyk|scout|scan-action/.test(uses.name));

function looseTool(step: Step): { mistake: string; message: string; span: Span }[] {
  const found: { mistake: string; message: string; span: Span }[] = [];
  for (const name of ['version', 'trivy-version', 'grype-version', 'scout-version']) {
    const input =
      step.operations.some(({ kind }) => kind === 'scan') || /setup-trivy/.test(step.uses?.name ?? '') ? step.inputs.get(name) : undefined;
    if (input && /^(?:latest|main|master|edge|canary)$/i.test(input.text.trim()))
      found.push({
        mistake: 'newest-tool',
        span: input.span,
        message: `\`${name}: ${input.text}\` fetches whatever is newest on that day. In March 2026 the newest Trivy was a stolen release for about three hours.`,
      });
  }
  for (const operation of step.operations) {
    if (operation.kind !== 'run') continue;
    for (const image of operation.images)
      if (scannerImage.test(image.repository) && image.kind !== 'digest')
        found.push({
          mistake: 'image-by-tag',
          span: operation.span,
          message: `\`${image.text}\` is named by a tag, which can be moved to another image. Two tags of the Trivy image on Docker Hub were malicious in March 2026. A digest names one image for ever.`,
        });
  }
  const commands = step.run?.script.commands ?? [];
  commands.forEach((command, index) => {
    const piped = commands[index + 1];
    if (!/^(?:curl|wget)$/.test(command.name) || piped?.joined !== '|' || !/^(?:ba|da)?sh$/.test(piped.name)) return;
    if (command.args.some(({ text }) => scriptOfCommit.test(text))) return;
    found.push({
      mistake: 'script-from-the-net',
      span: command.span,
      message:
        'This downloads a script and runs it at once. Whoever can change that address runs code in your pipeline, with all that the job can reach.',
    });
  });
  return found;
}

/** Polish: a comment beside each commit says which version it is, so that people and bots can follow. */
export function namesVersions(goal: WorkflowGoal): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const bare = actionsIn(workflow).filter(
      ({ refKind, comment, source }) => source === 'github' && refKind === 'commit' && !/\d/.test(comment ?? ''),
    );
    const first = bare[0];
    if (!first)
      return { outcome: 'pass', message: 'Each commit has its version beside it, so that Dependabot and Renovate can raise both.' };
    const message = `Nobody can see which version \`${first.text.slice(0, 60)}\` is. With the version in a comment behind it, Dependabot and Renovate keep the two in step.`;
    return {
      outcome: 'fail',
      mistake: 'no-version-comment',
      message,
      findings: bare.map(({ span }) => ({ file, span, message: 'A commit without its version.' })),
    };
  });
}
