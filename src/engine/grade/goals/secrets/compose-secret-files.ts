/** Goals on secrets that Compose hands to services as files, with programs that are told where they lie. */
import type { Workspace } from '../../../build/workspace.ts';
import type { Compose, Grant, Mount, Service, Source } from '../../../formats/compose/model.ts';
import type { Located } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { listed } from '../words.ts';
import { relative, textOf, variablesIn } from './env-files.ts';

interface FileUse {
  service: string;
  /** The variable that names the file: 'POSTGRES_PASSWORD_FILE'. */
  variable: string;
}

interface DeliveryGoal extends FileGoal {
  uses: FileUse[];
  /** The secret, to tell a file that holds it from one that holds more. */
  value: string;
}

/** Each service is granted the secret as a file, and its variable names the very path at which it gets it. */
export function deliversSecretFile(goal: DeliveryGoal): Goal {
  return composeGoal(goal, (compose, workspace) => {
    const judged = goal.uses.map((use) => delivery(use, compose, goal, workspace));
    const failed = judged.filter(({ outcome }) => outcome === 'fail');
    const [first] = failed;
    if (first) return { ...first, findings: failed.flatMap(({ findings }) => findings ?? []) };
    return (
      judged.find(({ outcome }) => outcome === 'unknown') ?? {
        outcome: 'pass',
        message: 'Each service gets the file, and knows where it lies.',
        reasons: judged.flatMap(({ reasons }) => reasons ?? []),
      }
    );
  });
}

const plainPath = (path: string) => path.replace(/^\/var\/run\//, '/run/').replace(/\/{2,}/g, '/');

function delivery(use: FileUse, compose: Compose, goal: DeliveryGoal, workspace: Workspace): Judgement {
  const service = compose.service(use.service);
  if (!service)
    return { outcome: 'fail', mistake: 'service-missing', message: `There is no service \`${use.service}\` in the file any more.` };
  const variable = service.environment.find(({ name }) => name === use.variable);
  const value = variable?.value?.value ?? fromEnvFiles(service, use.variable, workspace);
  if (value === undefined) {
    const open = service.partial || variable !== undefined || service.envFiles.some(({ path }) => textOf(path, workspace) === undefined);
    if (open)
      return {
        outcome: 'unknown',
        message: `What \`${use.variable}\` of \`${use.service}\` comes to cannot be told from here. Written out in the file it can.`,
      };
    return notTold(service, use, compose);
  }
  const path = plainPath(value);
  const grant = service.secrets.find((each) => each.path !== undefined && plainPath(each.path) === path);
  const config = service.configs.find((each) => each.path !== undefined && plainPath(each.path) === path);
  const mount = service.mounts.find((each) => each.type !== 'tmpfs' && covers(each, path));
  const reasons = [
    {
      file: service.file,
      ...(variable ? { span: variable.span } : {}),
      text: `\`${use.variable}\` of \`${use.service}\` names \`${value}\``,
    },
  ];
  if (grant) return { ...granted(grant, compose.secrets, compose, goal, workspace), reasons };
  if (config) return { ...granted(config, compose.configs, compose, goal, workspace), reasons };
  if (mount) return { ...mounted(mount, path, goal, workspace), reasons };
  return elsewhere(service, use, value, compose, variable ?? service);
}

function fromEnvFiles(service: Service, name: string, workspace: Workspace): string | undefined {
  return service.envFiles.map(({ path }) => variablesIn(textOf(path, workspace) ?? '')[name]).findLast((text) => text !== undefined);
}

const covers = ({ target }: Mount, path: string) =>
  target !== undefined && (plainPath(target) === path || path.startsWith(`${plainPath(target)}/`));

function notTold(service: Service, { service: name, variable }: FileUse, compose: Compose): Judgement {
  const paths = service.secrets.flatMap(({ path }) => path ?? []);
  if (paths.length > 0)
    return failAt(
      'not-told',
      `\`${name}\` is given ${listed(paths)}, and nothing tells it so: \`${variable}\` is not set. A program looks only where it is told to look.`,
      [service.secrets[0]],
    );
  const why =
    compose.secrets.length > 0
      ? `${listed(compose.secrets.map(({ name: each }) => each))} is declared, and \`${name}\` neither asks for it nor sets \`${variable}\`.`
      : `\`${name}\` gets no file with the password, and \`${variable}\` is not set.`;
  return failAt(compose.secrets.length > 0 ? 'not-granted' : 'no-file', `${why} Without either it cannot log in.`, [nameOf(service)]);
}

const nameOf = (service: Service): Located => ({ file: service.file, span: service.nameSpan });

function elsewhere(service: Service, { variable }: FileUse, value: string, compose: Compose, place: Located): Judgement {
  const paths = service.secrets.flatMap(({ path }) => path ?? []);
  if (paths.length > 0)
    return failAt(
      'other-path',
      `\`${variable}\` names \`${value}\`, and the file that \`${service.name}\` gets lies at ${listed(paths)}. The program finds nothing where it looks. Compare the two paths letter by letter.`,
      [place],
    );
  if (!value.startsWith('/'))
    return failAt(
      'path-on-the-host',
      `\`${variable}\` names \`${value}\`, which is a place on your machine. The program sees the file system of its container, where the file has another path, once it is handed over.`,
      [place],
    );
  if (compose.secrets.length > 0)
    return failAt(
      'not-granted',
      `${listed(compose.secrets.map(({ name }) => name))} is declared at the top of the file, and \`${service.name}\` does not ask for it. A declared secret reaches only the services that list it, so there is nothing at \`${value}\`.`,
      [place],
    );
  return failAt(
    'no-file',
    `\`${variable}\` names \`${value}\`, and nothing puts a file there in \`${service.name}\`. A path is only a name until something is delivered to it.`,
    [place],
  );
}

function granted(grant: Grant, sources: Source[], compose: Compose, goal: DeliveryGoal, workspace: Workspace): Judgement {
  const source = sources.find(({ name }) => name === grant.source.value);
  if (!source) {
    if (compose.unseen.length > 0)
      return { outcome: 'unknown', message: `\`${grant.source.visible}\` may be declared in a file that cannot be seen from here.` };
    return failAt(
      'undeclared',
      `\`${grant.source.visible}\` is granted, and nothing says where its content comes from. A grant needs a declaration of the same name at the top level.`,
      [grant],
    );
  }
  if (source.from === 'nothing')
    return failAt('no-source', `\`${source.name}\` is declared without saying where its content comes from.`, [source]);
  return source.from === 'file' && source.value ? holdsTheSecret(source.value.visible, source, goal, workspace) : delivered;
}

const delivered: Judgement = { outcome: 'pass', message: 'The file is delivered.' };

function mounted(mount: Mount, path: string, goal: DeliveryGoal, workspace: Workspace): Judgement {
  if (mount.type !== 'bind' || mount.source === undefined || mount.target === undefined) return delivered;
  return holdsTheSecret(`${mount.source}${path.slice(plainPath(mount.target).length)}`, mount, goal, workspace);
}

/** A file of the workspace whose text is known must be the secret and nothing else; other files are taken on trust. */
function holdsTheSecret(written: string, place: Located, goal: DeliveryGoal, workspace: Workspace): Judgement {
  const path = relative(written);
  const text = workspace.files[path];
  if (text !== undefined && text.trim() !== goal.value)
    return failAt(
      'more-than-the-secret',
      `\`${written}\` is handed over whole, with the names and signs around the password. A secret's file holds the value and nothing else.`,
      [place],
    );
  const outside = /^(?:\/|~|\.\.|[a-z]:)|\$/i.test(written);
  const listing = workspace.context?.some((file) => file.path === path);
  if (text === undefined && !outside && listing === false)
    return {
      outcome: 'unknown',
      message: `\`${written}\` is not among the files beside this one. Compose refuses to start when it is missing.`,
    };
  return delivered;
}

/** Nothing is asked of a file-sourced secret that Compose drops: owner and mode stay those of the file on the host. */
export function appliesSecretModes(goal: FileGoal): Goal {
  return composeGoal(goal, (compose) => {
    const ofFiles = new Set(compose.secrets.filter(({ from }) => from === 'file').map(({ name }) => name));
    const ignored = compose.services
      .flatMap(({ secrets }) => secrets)
      .filter(({ source, mode, uid, gid }) => ofFiles.has(source.value ?? '') && (mode ?? uid ?? gid) !== undefined);
    const [first] = ignored;
    if (!first) return { outcome: 'pass', message: 'Every line has the effect that it seems to have.' };
    const keys = [
      first.mode === undefined ? '' : 'mode',
      first.uid === undefined ? '' : 'uid',
      first.gid === undefined ? '' : 'gid',
    ].filter(Boolean);
    return failAt(
      'mode-not-applied',
      `${listed(keys)} of \`${first.source.visible}\` ${keys.length === 1 ? 'is' : 'are'} not applied. A secret from a file is a bind mount: in the container it has the owner and the mode of the file on the host, and Compose only prints a warning. Whoever reads this line believes in a protection that is not there. The place to set it is the file itself.`,
      ignored,
    );
  });
}

/** Advice: Compose by itself has no secrets that are kept elsewhere. */
export function startsWithoutPlatform(goal: FileGoal): Goal {
  return composeGoal(goal, ({ secrets }) => {
    const external = secrets.filter(({ from }) => from === 'external');
    const [first] = external;
    if (!first) return { outcome: 'pass', message: '`docker compose up` can start it on any machine that has the secret.' };
    return failAt(
      'external',
      `\`${first.name}\` is external: the platform has to hold it. Swarm does (\`docker stack deploy\`); \`docker compose up\` alone refuses with \`unsupported external secret\`.`,
      external,
    );
  });
}
