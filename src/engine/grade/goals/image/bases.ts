/** Goals on what a base image has to bring for a program: the loader it was linked for, certificates, a shell where one is called. */
import type { Base, Stage, Step } from '../../../build/build.ts';
import { joinPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { readScript } from '../../../shell/read.ts';
import type { Answer } from '../../../source.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { at, atFrom, atStep, described, finalStage, rootBase, type StageGoal } from '../stage.ts';
import { shellIn, startCommand } from '../start/starts.ts';
import { type Link, linkOf } from './go-link.ts';

/** The program that the container starts, behind a shell too. */
function startedProgram(stage: Stage): string | undefined {
  const argv = startCommand(stage);
  if (!argv) return undefined;
  const shell = shellIn(argv);
  return shell === undefined ? argv[0] : readScript(argv[2] ?? '', 0).commands[0]?.name;
}

/** The C library of an image: 'none' where it has neither a library nor a loader. */
function libcOf(base: Base): 'glibc' | 'musl' | 'none' | undefined {
  if (base.kind === 'scratch') return 'none';
  return base.kind === 'image' ? base.facts?.libc : undefined;
}

const nameOf = (base: Base) => (base.kind === 'scratch' ? '`scratch`' : described(base));

/** The Go program is in the image, and the image has what it needs to be started. */
export function goBinaryStarts(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const program = startedProgram(stage);
    if (program === undefined) {
      const message = 'Nothing says what to start: the final image has no `ENTRYPOINT` or `CMD`.';
      return { outcome: 'fail', mistake: 'no-start', message, findings: atFrom(stage, file, message) };
    }
    const path = joinPath(stage.config.workdir ?? '/', program);
    const found = program.includes('/') ? workspace.contents(stage).holds(path) : onPath(program, stage, workspace);
    // The program cannot come from the base image: where every step was understood and none brings it, it is missing.
    const brought = found.pieces.length > 0 || !workspace.contents(stage).complete;
    if (found.answer === 'no' || (found.answer === 'unknown' && !brought)) {
      const message = `The container starts \`${program}\`, and nothing puts it into the final image. Look at where the build writes it and where it is copied to.`;
      return {
        outcome: 'fail',
        mistake: 'binary-missing',
        message,
        findings: at(stage.origins.entrypoint ?? stage.origins.cmd, file, message),
      };
    }
    const made = found.pieces.flatMap(({ trail }) => trail).find(({ keyword }) => keyword === 'RUN');
    const link = made ? linkOf(made) : undefined;
    const base = rootBase(stage);
    const reasons = [
      {
        file,
        ...(made ? { span: made.span } : {}),
        text: `\`${program}\` is ${link ? described1[link.kind] : 'built in a way that is not known here'}`,
      },
      { file, span: stage.from.span, text: `${nameOf(base)}: C library ${libcOf(base) ?? 'not known'}` },
    ];
    if (link?.kind === 'no-compiler') {
      const message = '`CGO_ENABLED=1` needs a C compiler, and no step installs one in this stage: the build stops.';
      return { outcome: 'fail', mistake: 'no-compiler', message, findings: atStep(made, file, message), reasons };
    }
    if (!link || link.kind === 'unknown' || (link.kind !== 'static' && (libcOf(base) === undefined || bringsLoader(stage, workspace))))
      return {
        outcome: 'unknown',
        message: `Whether ${nameOf(base)} has what \`${program}\` was linked for cannot be told from here.`,
        reasons,
      };
    if (link.kind === 'static')
      return { outcome: 'pass', message: `\`${program}\` needs no loader and no library, so it starts on ${nameOf(base)}.`, reasons };
    if (link.kind === libcOf(base))
      return { outcome: 'pass', message: `\`${program}\` is linked for ${link.kind}, and ${nameOf(base)} has it.`, reasons };
    return { ...cannotLoad(stage, made, link, program, file), reasons };
  });
}

const described1: Readonly<Record<Link['kind'], string>> = {
  static: 'linked statically',
  glibc: 'linked for glibc',
  musl: 'linked for musl',
  unknown: 'linked in a way that is not known here',
  'no-compiler': 'not built: there is no C compiler',
};

function cannotLoad(stage: Stage, made: Step | undefined, link: Link, program: string, file: string): Judgement {
  const base = rootBase(stage);
  const loader = link.kind === 'musl' ? '/lib/ld-musl-x86_64.so.1' : '/lib64/ld-linux-x86-64.so.2';
  const cgo = `${link.why} the program is linked for ${link.kind} and begins with a note: start \`${loader}\` first.`;
  const chmod =
    stage.steps.find((step) => step.transfer?.chmod !== undefined) ??
    made?.stage.steps.find((step) => step.script?.commands.some(({ name }) => name === 'chmod'));
  const marked = [
    ...atStep(made, file, `${link.why} what comes out is linked for ${link.kind}.`),
    ...atFrom(stage, file, `Here is no \`${loader}\`.`),
  ];
  if (libcOf(base) !== 'none') {
    const message = `${cgo} ${nameOf(base)} has ${libcOf(base)} and not that file, so the start fails with "no such file or directory". Build and run on the same family, or so that no loader is needed.`;
    return { outcome: 'fail', mistake: 'other-libc', message, findings: marked };
  }
  if (chmod) {
    const message = `\`${program}\` may be executed already. What "no such file or directory" misses is the loader: ${cgo} ${nameOf(base)} has no such file, and a mode cannot replace it.`;
    return { outcome: 'fail', mistake: 'chmod-for-loader', message, findings: marked };
  }
  const message = `${cgo} ${nameOf(base)} has no such file. That is what "no such file or directory" means, not \`${program}\` itself. Look at what makes Go link against C.`;
  return { outcome: 'fail', mistake: 'no-loader', message, findings: marked };
}

/** Somebody copied a loader or whole library folders in: then the engine does not know what fits. */
const bringsLoader = (stage: Stage, workspace: Workspace) =>
  workspace.contents(stage).pieces.some(({ path }) => /^\/(?:usr\/)?lib(?:64)?(?:$|\/ld-|\/[^/]*-linux-gnu)/.test(path));

function onPath(program: string, stage: Stage, workspace: Workspace) {
  const folders = (stage.config.env.PATH ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').split(':').slice(0, 30);
  const found = folders.map((folder) => workspace.contents(stage).holds(joinPath(folder, program)));
  const none = { answer: 'no' as Answer, pieces: [] };
  return (
    found.find(({ answer }) => answer === 'yes') ??
    found.find(({ answer, pieces }) => answer === 'unknown' && pieces.length > 0) ??
    found.find(({ answer }) => answer === 'unknown') ??
    none
  );
}

/** Where Go's crypto/x509 looks on Linux (root_linux.go). */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
].concat('/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', '/etc/ssl/cert.pem');

/** The image has certificates of authorities, so that the program can check whom it talks to. */
export function trustsAuthorities(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const contents = workspace.contents(stage);
    const base = rootBase(stage);
    const told = stage.config.env.SSL_CERT_FILE;
    const brought = [...(told === undefined ? bundles : [told, ...bundles])].map((path) => contents.holds(path));
    const some = contents.pieces.some(
      ({ path }) => /^\/etc\/(?:ssl|pki\/tls)\/certs(?:\/|$)/.test(path) || path === '/etc/ssl' || path === '/etc',
    );
    if (some || brought.some(({ answer, pieces }) => answer === 'yes' || pieces.length > 0))
      return { outcome: 'pass', message: 'The certificates of the authorities are in the image.' };
    if (contents.installs((name) => /^ca-certificates(?:-bundle)?(?:=.*)?$/.test(name)).answer === 'yes')
      return { outcome: 'pass', message: '`ca-certificates` is installed.' };
    const has = bringsCertificates(base);
    if (has === 'yes') return { outcome: 'pass', message: `${nameOf(base)} brings the certificates of the authorities along.` };
    if (has === 'unknown' || (!contents.complete && base.kind !== 'scratch'))
      return { outcome: 'unknown', message: `Whether ${nameOf(base)} has certificates of authorities is not known here.` };
    const message = `${nameOf(base)} has no certificates of authorities, and no step brings any. Each HTTPS request ends with \`x509: certificate signed by unknown authority\`. The stage that builds has the file that Go looks for.`;
    return { outcome: 'fail', mistake: 'no-certificates', message, findings: atFrom(stage, file, message) };
  });
}

function bringsCertificates(base: Base): Answer {
  if (base.kind === 'scratch') return 'no';
  if (base.kind !== 'image' || !base.facts) return 'unknown';
  const { family } = base.facts;
  if (family === 'distroless' || family === 'wolfi' || family === 'dhi' || family === 'alpine' || base.image.name === 'golang')
    return 'yes';
  return ['debian', 'ubuntu', 'busybox'].includes(base.image.name) ? 'no' : 'unknown';
}

/** A switch that turns the check of certificates off stays off. */
export function keepsVerifying(goal: StageGoal & { variable: string }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage) => {
    const value = stage.config.env[goal.variable];
    if (value === undefined || /^(?:|0|false|no|off)$/i.test(value)) return { outcome: 'pass', message: 'Certificates are checked.' };
    const message = `\`${goal.variable}=${value}\` turns the check off. The error is gone, and so is the reason for HTTPS: whoever sits in between can answer in the other's name. What is missing is a file, not leniency.`;
    return { outcome: 'fail', mistake: 'verification-off', message, findings: at(stage.origins.env[goal.variable], file, message) };
  });
}

/** Nothing calls a shell that the image does not have. */
export function callsNoMissingShell(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, _, workspace) => {
      const argv = startCommand(stage) ?? [];
      const shell = shellIn(argv) ?? shellIn(stage.config.cmd ?? []);
      const base = rootBase(stage);
      const origin =
        stage.origins.entrypoint?.kind === 'instruction' ? stage.origins.entrypoint : (stage.origins.cmd ?? stage.origins.entrypoint);
      if (!shell) return { outcome: 'pass', message: `\`${argv.join(' ')}\` starts without a shell.` };
      const step = origin?.kind === 'instruction' ? origin.step : undefined;
      const written = step ? `${step.keyword} ${step.instruction.body.text.trim()}` : argv.join(' ');
      const missing =
        (base.kind === 'scratch' || (base.kind === 'image' && base.facts?.shell === null)) &&
        workspace.contents(stage).holds(shell).answer !== 'yes';
      const message = missing
        ? `\`${written}\` is in shell form, so Docker starts \`${shell}\` with it, and ${nameOf(base)} has no shell. This is one more "no such file or directory". Look at the form with brackets.`
        : `\`${written}\` is in shell form: \`${shell}\` becomes process 1 and gets the signal of \`docker stop\`, the program does not. Look at the form with brackets.`;
      return { outcome: 'fail', mistake: missing ? 'no-shell' : 'shell-form', message, findings: at(origin, file, message) };
    }),
    covers: ['use-exec-form'],
  };
}

/** The image that ships is not one of those that are made to build. */
export function leavesToolchain(goal: StageGoal & { /** Names of such images. */ names: string[] }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage) => {
    const base = rootBase(stage);
    if (base.kind !== 'image' || !goal.names.includes(base.image.name))
      return { outcome: 'pass', message: 'Compilers stay in the stage that builds.' };
    const message = `The final image stands on ${described(base)}, so compiler, package manager and shell ship with the program. What it needs to run is far less.`;
    return { outcome: 'fail', mistake: 'toolchain-ships', message, findings: atFrom(stage, file, message) };
  });
}
