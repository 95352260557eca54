/** Goals on a workflow that runs other people's scanners: what they can change, and what they can reach. */
import { operationsOfKind } from '../../../formats/workflow/gates.ts';
import type { Job, Workflow } from '../../../formats/workflow/workflow.ts';
import type { Goal } from '../../exercise.ts';
import { listed } from '../words.ts';
import { failsAt, type WorkflowGoal, workflowGoal } from './workflow-goal.ts';

/** Scopes with which a token can change something others rely on. Uploading findings needs `security-events`, and is left out. */
const powers = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'statuses',
];

const scanJobs = (workflow: Workflow): Job[] => [...new Set(operationsOfKind(workflow, 'scan').map(({ step }) => step.job))];

/** The token of the job in which a scanner runs can change nothing. */
export function scansWithoutPower(goal: WorkflowGoal): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const jobs = scanJobs(workflow);
    if (jobs.length === 0) return failsAt('no-scan', 'Nothing scans any more, so there is nothing to keep at a distance.', file);
    for (const job of jobs) {
      const permissions = job.permissions ?? workflow.permissions;
      const reasons = [
        {
          file,
          span: permissions?.span ?? job.span,
          text: `the token of \`${job.id}\` may write: ${powers.filter((scope) => job.access(scope) === 'write').join(', ') || 'nothing'}`,
        },
      ];
      if (!permissions)
        return {
          ...failsAt(
            'not-stated',
            `Nothing says what the token of \`${job.id}\` may do, so a setting of the repository decides, and in older ones that is nearly everything.`,
            file,
            job.span,
          ),
          reasons,
        };
      const held = powers.filter((scope) => job.access(scope) === 'write');
      if (permissions.kind === 'write-all')
        return {
          ...failsAt(
            'write-all',
            `\`write-all\` lets the token of \`${job.id}\` push code, publish packages and change releases. Every step of the job can use it, the scanner's too.`,
            file,
            permissions.span,
          ),
          reasons,
        };
      if (held.length > 0)
        return {
          ...failsAt(
            'may-write',
            `The token of \`${job.id}\`, where the scanner runs, may write ${listed(held)}. A scanner reads. Look at which job needs that right.`,
            file,
            permissions.span,
          ),
          reasons,
        };
    }
    return { outcome: 'pass', message: 'Where the scanner runs, the token can read and nothing else.' };
  });
}

/** No secret that publishes is within reach of the scanner. */
export function scansWithoutSecrets(goal: WorkflowGoal & { /** The secret that publishes: 'REGISTRY_TOKEN'. */ secret: string }): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const jobs = scanJobs(workflow);
    if (jobs.length === 0) return failsAt('no-scan', 'Nothing scans any more, so there is nothing to keep at a distance.', file);
    const near = workflow.secrets.filter(({ name, scope, job, step }) => {
      if (name === 'GITHUB_TOKEN') return false;
      if (scope === 'workflow-env') return true;
      if (!job || !jobs.includes(job)) return false;
      // A scanner may have an account of its own; what it is given for that is its own matter.
      const itsOwn = step?.operations.some(({ kind }) => kind === 'scan') && name !== goal.secret;
      return !itsOwn;
    });
    const first = near[0];
    if (!first) return { outcome: 'pass', message: 'The job that scans has no secret that publishes.' };
    const where =
      first.scope === 'workflow-env'
        ? 'in the environment of the whole workflow, so every job has it'
        : first.scope === 'job-env'
          ? `in the environment of the job \`${first.job?.id}\`, so every step has it, the scanner's too`
          : `used in \`${first.job?.id}\`, the job in which the scanner runs`;
    const message = `\`${first.name}\` is ${where}. What runs in one job shares its machine: the stolen scanner of March 2026 read the memory of the runner, where all secrets of the job lie. Look at what belongs into a job of its own.`;
    return {
      outcome: 'fail',
      mistake: first.scope === 'workflow-env' || first.scope === 'job-env' ? 'secret-in-environment' : 'secret-in-scan-job',
      message,
      findings: near.map(({ span, name }) => ({ file, span, message: `\`${name}\` is within reach of the scanner.` })),
    };
  });
}

/** Code of a stranger's pull request never runs with the rights of the repository. */
export function runsNoStrangersCode(goal: WorkflowGoal): Goal {
  return workflowGoal(goal, (workflow, file) => {
    const trigger = workflow.triggers.find(({ event }) => event === 'pull_request_target');
    const taken = operationsOfKind(workflow, 'checkout').find(({ subject }) => /head|pull_request|refs\/pull/.test(subject));
    if (!trigger || !taken) return { outcome: 'pass', message: 'No code of a stranger runs with the rights of this repository.' };
    const message = `\`pull_request_target\` runs with the secrets and the token of this repository, and this checkout takes the code of the pull request. Anybody who can open one can then run what they like with those rights.`;
    return {
      outcome: 'fail',
      mistake: 'fork-with-rights',
      message,
      findings: [
        { file, span: taken.span, message },
        { file, span: trigger.span, message: 'This event brings the rights along.' },
      ],
    };
  });
}
