/** Whether a health check can run where it is meant to: its program, its script and its shell are in the image. */
import type { Healthcheck, Stage } from '../../build/build.ts';
import { joinPath } from '../../build/paths.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { ComposeHealthcheck, Service } from '../../formats/compose/model.ts';
import type { Container, Probe } from '../../formats/kubernetes/model.ts';
import { readKubernetes } from '../../formats/kubernetes/read.ts';
import { readScript } from '../../shell/read.ts';
import type { Goal, Judgement } from '../exercise.ts';
import { containersOf } from './kubernetes-security.ts';
import { composeIn, failAt } from './manifests.ts';
import { stageOf } from './mount-owner.ts';
import { at, atFrom, described, finalStage, rootBase, type StageGoal } from './stage.ts';
import { listed } from './words.ts';

/** What becomes of a check in an image. `why` says what is missing, as a sentence; `mistake` names it. */
export type CheckRun = { can: 'yes' } | { can: 'unknown'; why: string } | { can: 'no'; why: string; mistake: string };

const operators = new Set(['||', '&&', '|', ';', '>', '2>&1', '>/dev/null', '&']);

/** Whether a check, as Docker stores it (`['CMD', …]`, `['CMD-SHELL', …]`), can be started in a stage's image. */
export function checkRuns(test: readonly string[], stage: Stage, workspace: Workspace): CheckRun {
  const [kind, ...words] = test;
  if (kind === 'CMD-SHELL') return scriptRuns(words[0] ?? '', stage, workspace);
  const operator = words.find((word) => operators.has(word));
  if (operator !== undefined)
    return {
      can: 'no',
      mistake: 'operator-as-word',
      why: `\`${operator}\` is a word for a shell, and in this form no shell reads it: \`${words[0]}\` gets it as an argument, like ${listed(words.slice(words.indexOf(operator) + 1), 2) || 'nothing after it'}.`,
    };
  return programRuns(words, stage, workspace);
}

function scriptRuns(script: string, stage: Stage, workspace: Workspace): CheckRun {
  if (shellIn(stage, workspace) === 'no')
    return {
      can: 'no',
      mistake: 'no-shell',
      why: `This form is run by \`/bin/sh -c\`, and ${described(rootBase(stage))} has no shell: every check fails before it begins.`,
    };
  const [first] = readScript(script, 0).commands.filter(({ name }) => name !== '');
  return first
    ? programRuns([first.name, ...first.args.map(({ text }) => text)], stage, workspace)
    : { can: 'unknown', why: 'What the script starts cannot be told from here.' };
}

/** Whether the image has a shell: of its base, or brought in. */
export function shellIn(stage: Stage, workspace: Workspace): 'yes' | 'no' | 'unknown' {
  const base = rootBase(stage);
  const held = workspace
    .contents(stage)
    .pieces.some(({ path }) => /^\/(?:usr\/)?bin\/(?:ba|da|a)?sh$/.test(path) || path === '/bin' || path === '/bin/busybox');
  if (held) return 'yes';
  if (base.kind === 'scratch') return 'no';
  if (base.kind !== 'image' || base.facts?.shell === undefined) return 'unknown';
  return base.facts.shell === null ? 'no' : 'yes';
}

function programRuns(words: readonly string[], stage: Stage, workspace: Workspace): CheckRun {
  const [program = '', ...args] = words;
  if (program === '') return { can: 'no', mistake: 'empty-check', why: 'The check starts nothing.' };
  const found = findProgram(program, stage, workspace);
  if (found.can !== 'yes') return found;
  const script = scriptOf(program, args);
  if (script === undefined) return found;
  const path = joinPath(stage.config.workdir ?? '/', script);
  const held = workspace.contents(stage).holds(path);
  if (held.answer === 'yes') return found;
  const sure = held.answer === 'no' || (held.pieces.length === 0 && workspace.contents(stage).complete);
  return sure
    ? {
        can: 'no',
        mistake: 'script-missing',
        why: `\`${program}\` is there, and \`${path}\` is not: no step puts it into the final image.`,
      }
    : { can: 'unknown', why: `Whether \`${path}\` is in the image cannot be told from here.` };
}

/** The file that an interpreter is given; undefined for inline code and other programs. */
function scriptOf(program: string, args: readonly string[]): string | undefined {
  if (!/(?:^|\/)(?:node|python3?|bun|deno)$/.test(program)) return undefined;
  if (args.some((word) => /^(?:-e|-p|-c|-m|--eval|--print)(?:=|$)/.test(word))) return undefined;
  return args.find((word) => !word.startsWith('-'));
}

/** Whether a program is in the image where it is looked for. */
export function findProgram(program: string, stage: Stage, workspace: Workspace): CheckRun {
  const base = rootBase(stage);
  const facts = base.kind === 'image' ? base.facts : undefined;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const contents = workspace.contents(stage);
  const own = facts?.config?.entrypoint?.[0];
  const absent = { can: 'no', mistake: 'no-program', why: `${described(base)} has no \`${program}\`, and no step brings one.` } as const;
  const open = { can: 'unknown', why: `Whether \`${program}\` is in the image cannot be told from here.` } as const;
  if (program.includes('/')) {
    const path = joinPath(stage.config.workdir ?? '/', program);
    if (path === own) return { can: 'yes' };
    const held = contents.holds(path);
    if (held.answer === 'yes' || held.pieces.length > 0) return { can: 'yes' };
    if (held.answer === 'no') return absent;
    if (facts?.programs?.includes(name)) return { can: 'yes' };
    return contents.complete && (facts?.lacks?.includes(name) || own?.endsWith(`/${name}`)) ? absent : open;
  }
  const folders = (stage.config.env.PATH ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').split(':').slice(0, 30);
  if (facts?.programs?.includes(name) || folders.some((folder) => joinPath(folder, name) === own)) return { can: 'yes' };
  const brought = folders.some((folder) => contents.holds(joinPath(folder, name)).pieces.length > 0);
  if (brought || contents.installs((each) => each.split('=')[0] === name).answer === 'yes') return { can: 'yes' };
  if (base.kind === 'scratch') return absent;
  // The image's own program under its bare name, outside of PATH.
  if (own?.endsWith(`/${name}`))
    return {
      can: 'no',
      mistake: 'not-on-path',
      why: `\`${name}\` is in ${described(base)}, but in a folder that \`PATH\` does not name, so it is not found by its bare name.`,
    };
  return contents.complete && facts?.lacks?.includes(name) ? absent : open;
}

interface ReachableGoal extends StageGoal {
  /** Where the app answers. */
  port: number;
  /** A Compose file and its service, a manifest: places where a check may stand as well. */
  compose?: { file: string; service: string };
  manifest?: string;
}

interface Places {
  image: CheckRun | undefined;
  compose: { run: CheckRun; check: ComposeHealthcheck } | undefined;
  pod: { run: CheckRun; probe: Probe } | undefined;
}

function places(goal: ReachableGoal, stage: Stage, workspace: Workspace): Places {
  const service = goal.compose && composeIn(workspace, goal.compose.file).service(goal.compose.service);
  const image = isCheck(stage.config.healthcheck) ? checkRuns(stage.config.healthcheck.test, stage, workspace) : undefined;
  return { image, compose: service && composePlace(service, workspace), pod: podPlace(goal, stage, workspace) };
}

const isCheck = (check: Healthcheck | undefined): check is Healthcheck => check !== undefined && check.test[0] !== 'NONE';

function composePlace(service: Service, workspace: Workspace): Places['compose'] {
  const check = service.healthcheck;
  if (!check?.test || check.disabled || check.test.form === 'NONE') return undefined;
  const stage = stageOf(service, workspace);
  const words = check.test.words.map((word) => word.value ?? word.visible);
  const run: CheckRun = !stage
    ? { can: 'unknown', why: 'Which image the service runs is not known here.' }
    : check.test.form === 'invalid'
      ? { can: 'no', mistake: 'invalid-test', why: 'Compose refuses this form of `test`.' }
      : checkRuns([check.test.form, ...words], stage, workspace);
  return { run, check };
}

function podPlace(goal: ReachableGoal, stage: Stage, workspace: Workspace): Places['pod'] {
  if (goal.manifest === undefined) return undefined;
  const containers = containersOf(readKubernetes(workspace.files[goal.manifest] ?? '', goal.manifest)).map(({ container }) => container);
  for (const container of containers) {
    const { readiness, liveness, startup } = container.probes;
    const probe = readiness ?? liveness ?? startup;
    if (probe) return { probe, run: probeRuns(probe, container, goal, stage, workspace) };
  }
  return undefined;
}

function probeRuns({ action }: Probe, container: Container, goal: ReachableGoal, stage: Stage, workspace: Workspace): CheckRun {
  if (action.type === 'exec') return checkRuns(['CMD', ...action.command.map((word) => word.value ?? word.text)], stage, workspace);
  if (action.type === 'none') return { can: 'no', mistake: 'empty-probe', why: 'The probe asks nothing.' };
  const named = action.type === 'grpc' ? undefined : action.portName;
  const port = action.port ?? container.ports.find(({ name }) => name !== undefined && name === named)?.containerPort?.value;
  if (port === undefined) return { can: 'unknown', why: 'Which port the probe asks is not known here.' };
  return port === goal.port
    ? { can: 'yes' }
    : { can: 'no', mistake: 'other-port', why: `The probe asks port ${port}, and the app answers on ${goal.port}.` };
}

/** Somebody can ask the app whether it is well, and no check is left that can never be right. */
export function healthCanBeAsked(goal: ReachableGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, _, workspace) => {
      const { image, compose, pod } = places(goal, stage, workspace);
      const origin = stage.origins.healthcheck;
      if (compose?.run.can === 'no')
        return failAt(compose.run.mistake, `${compose.run.why} Look at what is in the image.`, [compose.check.test ?? compose.check]);
      if (pod?.run.can === 'no') return failAt(pod.run.mistake, pod.run.why, [pod.probe]);
      if (image?.can === 'no' && !compose) return broken(image, stage, file);
      const works = [compose?.run, pod?.run, image].filter((run) => run !== undefined && run.can !== 'no');
      if (works.some((run) => run?.can === 'yes'))
        return { outcome: 'pass', message: 'The check can be started where it is asked, and the app answers for itself.' };
      if (works.length > 0) return { outcome: 'unknown', message: 'Whether the check can be started cannot be told from here.' };
      const message =
        'Nothing asks the app any more whether it is well: the check is gone, and neither the manifest nor the Compose file has one instead. A process that hangs looks healthy then.';
      return {
        outcome: 'fail',
        mistake: 'nobody-asks',
        message,
        findings: origin?.kind === 'instruction' ? at(origin, file, message) : atFrom(stage, file, message),
      };
    }),
    covers: ['use-exec-form-in-healthcheck'],
  };
}

function broken(image: CheckRun & { can: 'no' }, stage: Stage, file: string): Judgement {
  const test = stage.config.healthcheck?.test ?? [];
  const bare =
    image.mistake === 'no-shell' && /\b(?:wget|curl)\b/.test(test[1] ?? '') ? ' It would not find the program that it calls, either.' : '';
  const message = `${image.why}${bare} Docker then marks the container as unhealthy, however well the app is. Look at what can be started in this image, and in which form.`;
  return { outcome: 'fail', mistake: image.mistake, message, findings: at(stage.origins.healthcheck, file, message) };
}

/** Polish: where Compose replaces a check of the image that cannot run, the image's own is still there for everybody else. */
export function leavesNoBrokenCheck(goal: ReachableGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const { image, compose } = places(goal, stage, workspace);
    if (image?.can !== 'no' || !compose) return { outcome: 'pass', message: 'No check is left in the image that can never be right.' };
    const message = `Compose replaces the image's own check, so this one works there. With \`docker run\` the old one is still in force, and always fails. ${image.why}`;
    return { outcome: 'fail', mistake: 'broken-check-left', message, findings: at(stage.origins.healthcheck, file, message) };
  });
}

/** No shell comes into the image. */
export function staysWithoutShell(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const has = shellIn(stage, workspace);
    if (has === 'no') return { outcome: 'pass', message: 'There is still no shell in the image.' };
    if (has === 'unknown') return { outcome: 'unknown', message: `Whether ${described(rootBase(stage))} has a shell is not known here.` };
    const base = rootBase(stage);
    const debug = base.kind === 'image' && /debug/.test(base.image.tag ?? '');
    const what = debug
      ? `The \`debug\` tag of ${described(base)} is made for looking around and brings BusyBox with its shell`
      : 'There is a shell in the final image now';
    const message = `${what}. Whoever gets into the app has it too, and to do without it was the reason for this base. A check needs a program, not a shell.`;
    return { outcome: 'fail', mistake: debug ? 'debug-image' : 'shell-came-back', message, findings: atFrom(stage, file, message) };
  });
}
