/** Whether a registry lets a job push: it logs in there, with something in its hand, and its token may write. */
import type { Job, Operation, Step } from '../../../formats/workflow/workflow.ts';

/** What keeps a step of the release from working. */
export interface Denied {
  mistake: string;
  message: string;
  at?: Operation;
}

/** Steps that certainly log in to nothing. */
const plainActions =
  /^(?:actions\/(?:checkout|cache|upload-artifact|download-artifact)|docker\/(?:build-push-action|setup-|metadata-)|aquasecurity\/|anchore\/|github\/codeql-action)/;
const plainCommands = /^(?:docker|echo|printf|set|cd|ls|trivy|grype|snyk|)$/;

/** The registry of a repository: its first part where that looks like a host (distribution/reference). */
const registryOf = (repository: string): string => {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
};
const bare = (server: string) =>
  server
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/^(?:index\.docker\.io|registry-1\.docker\.io)$/, 'docker.io');

/** Why the registry would refuse an operation that pushes to a repository. */
export function deniedPush(operation: Operation, repository: string): Denied | undefined {
  return notLoggedIn(operation, repository) ?? mayNotWrite(operation, repository);
}

/** A registry lets nobody push who has not logged in. */
function notLoggedIn({ step: { job } }: Operation, repository: string): Denied | undefined {
  const environment = [...job.workflow.env, ...job.env, ...job.steps.flatMap(({ env }) => env)];
  if (job.runsOn.some((label) => /self-hosted|\$\{\{/.test(label)) || environment.some(({ name }) => /AUTH|DOCKER_CONFIG/.test(name)))
    return undefined;
  const logins = job.steps.flatMap(({ operations }) => operations.filter((each) => each.kind === 'login'));
  for (const login of logins) {
    const empty = emptyHanded(login);
    if (empty) return empty;
  }
  const others = job.steps.some(
    (step) =>
      (step.uses !== undefined && !plainActions.test(step.uses.name) && !step.operations.some(({ kind }) => kind === 'login')) ||
      step.run?.script.commands.some(({ name }) => !plainCommands.test(name)),
  );
  if (others) return undefined;
  if (logins.length === 0)
    return { mistake: 'no-login', message: `Nothing in \`${job.id}\` logs in to the registry, so it refuses the push.` };
  const registry = registryOf(repository);
  const servers = logins.map((login) => ('subject' in login ? login.subject : ''));
  if (/\$/.test(registry) || servers.some((server) => server.includes('$') || bare(server) === registry)) return undefined;
  return {
    mistake: 'other-registry',
    message: `\`${job.id}\` pushes to \`${registry}\` and logs in to \`${bare(servers[0] ?? '')}\`. Where no registry is named, it is Docker Hub. The push is refused.`,
    ...(logins[0] ? { at: logins[0] } : {}),
  };
}

/** A login without a name or a password: the step stops. */
function emptyHanded(login: Operation): Denied | undefined {
  const { step } = login;
  if (step.uses?.name === 'docker/login-action') {
    const missing = ['username', 'password'].filter((name) => !step.inputs.get(name)?.text.trim());
    // For Amazon's registry the action finds both by itself (docker/login-action, README).
    const own = step.env.some(({ name }) => name.startsWith('AWS_')) || /amazonaws\.com/.test(step.inputs.get('registry')?.text ?? '');
    if (missing.length === 0 || own) return undefined;
    return {
      mistake: 'login-incomplete',
      message: `\`docker/login-action\` is given no ${missing.map((name) => `\`${name}\``).join(' and no ')}. It stops there, and nothing is pushed.`,
      at: login,
    };
  }
  const unset = login.invocation && unsetPassword(login.invocation.command.span.start, step);
  if (unset === undefined) return undefined;
  return {
    mistake: 'empty-password',
    message: `\`$${unset}\` has no value in this step, so \`docker login\` is given an empty password and stops. A secret reaches a step only where that step, its job or the workflow names it.`,
    at: login,
  };
}

/** The variable that is piped into a login as its password and that nothing sets. */
function unsetPassword(login: number, step: Step): string | undefined {
  const commands = step.run?.script.commands ?? [];
  const at = commands.findIndex(({ span }) => span.start === login);
  const [before, command] = [commands[at - 1], commands[at]];
  if (command?.joined !== '|' || !before || !/^(?:echo|printf)$/.test(before.name)) return undefined;
  const name = before.args.map(({ text }) => /^\$\{?(\w+)\}?$/.exec(text)?.[1]).find((each) => each !== undefined);
  const set = [...step.env, ...step.job.env, ...step.job.workflow.env].map((each) => each.name);
  const own = commands
    .slice(0, at)
    .flatMap((each) => [...each.assignments.map((one) => one.name), ...each.args.map(({ text }) => text.split('=')[0])]);
  // Earlier steps may write variables into the file $GITHUB_ENV.
  const written = step.job.steps.some(
    (each) =>
      each.index < step.index && (each.uses === undefined ? /GITHUB_ENV/.test(each.run?.text ?? '') : !plainActions.test(each.uses.name)),
  );
  if (name === undefined || written || /^(?:GITHUB|RUNNER|ACTIONS)_|^(?:HOME|CI|PATH|USER)$/.test(name)) return undefined;
  return set.includes(name) || own.includes(name) ? undefined : name;
}

/** GitHub's own registry takes an image with the run's token only where that may write packages. */
function mayNotWrite({ step: { job } }: Operation, repository: string): Denied | undefined {
  if (registryOf(repository) !== 'ghcr.io' || !byToken(job)) return undefined;
  const access = job.access('packages');
  if (access === 'write' || access === 'default') return undefined;
  return {
    mistake: 'may-not-publish',
    message: `\`${job.id}\` logs in with the token of the run, and that token may not write packages here. The registry refuses the push.`,
  };
}

/** Whether a job has the token of the run and no other secret. */
function byToken(job: Job): boolean {
  const own = job.workflow.secrets.filter((use) => use.job === job || (!use.job && use.scope === 'workflow-env'));
  return own.length > 0 && own.every(({ name }) => name === 'GITHUB_TOKEN');
}

/** A report that cannot be sent to GitHub: the step stops, and what comes after it never runs. */
export function unsentReport({ step: { job, index } }: Operation): Denied | undefined {
  const sends = job.steps.find(
    (step) => step.index < index && step.continueOnError === 'no' && step.operations.some(({ kind }) => kind === 'upload-sarif'),
  );
  const at = sends?.operations[0];
  if (!sends || !at) return undefined;
  const analysed = job.steps.some(({ uses }) => uses?.name.startsWith('github/codeql-action/') && !uses.name.endsWith('upload-sarif'));
  if (!sends.inputs.get('sarif_file')?.text.trim() && !analysed)
    return {
      mistake: 'no-report-named',
      message: `\`${sends.uses?.name}\` is not told which file to send, looks in \`../results\`, and no step writes there. The step stops, and with it the release.`,
      at,
    };
  const access = job.access('security-events');
  if (access === 'write' || access === 'default') return undefined;
  return {
    mistake: 'may-not-report',
    message: `\`${sends.uses?.name}\` may not write here: it needs the permission \`security-events: write\`, and \`permissions:\` leaves that out. The step stops, and with it the release.`,
    at,
  };
}

/** A step up to the release that cannot work: it starts a script of the repository that nothing brought, or asks for an identity it may not have. */
export function brokenStep({ step: { job, index } }: Operation): Denied | undefined {
  for (const step of job.steps.filter((each) => each.index <= index && each.continueOnError === 'no')) {
    const script = step.run?.script.commands.find(({ name, checked }) => checked && /^\.{1,2}\/[\w./-]+$/.test(name));
    if (script && !broughtBefore(step, script.name))
      return {
        mistake: 'script-not-there',
        message: `\`${job.id}\` starts \`${script.name}\`, and no step before it brings the repository to this machine. Every job begins with an empty folder.`,
      };
    if (/\$\{?ACTIONS_ID_TOKEN_REQUEST_/.test(step.run?.text ?? '') && job.access('id-token') !== 'write')
      return {
        mistake: 'no-identity',
        message: `\`${job.id}\` asks GitHub for an identity, and its token may not: the variables \`ACTIONS_ID_TOKEN_REQUEST_…\` are set only where \`permissions:\` grant \`id-token: write\`.`,
      };
  }
  return undefined;
}

/** Whether something before a step may have put a script of the repository on the machine. */
function broughtBefore(step: Step, script: string): boolean {
  const name = script.split('/').at(-1) ?? script;
  const uploaded = step.job.workflow.jobs.flatMap(({ steps }) =>
    steps
      .filter(({ operations }) => operations.some(({ kind }) => kind === 'upload-artifact'))
      .map(({ inputs }) => inputs.get('path')?.text ?? ''),
  );
  // A path that names one file with an ending brings that file and no script.
  const artifacts =
    uploaded.length === 0 ||
    uploaded.some((paths) => paths.split('\n').some((path) => path.includes(name) || !/^[\w./-]+\.\w+$/.test(path.trim())));
  return step.job.steps.some(
    ({ index, operations, uses, run }) =>
      index <= step.index &&
      (operations.some(({ kind }) => kind === 'checkout' || kind === 'cache' || (kind === 'download-artifact' && artifacts)) ||
        uses?.source === 'local' ||
        (uses !== undefined && /checkout|artifact|cache/.test(uses.name) && !uses.name.startsWith('actions/')) ||
        (run?.script.commands ?? []).some(
          (command) =>
            /^(?:git|gh|tar|unzip|make|npm)$/.test(command.name) ||
            (command.name !== script &&
              [...command.args, ...command.redirects.flatMap(({ target }) => target ?? [])].some(({ text }) => text.includes(name))),
        )),
  );
}
