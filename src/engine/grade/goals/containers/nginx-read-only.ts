/** Goals on an nginx in Compose whose root file system is read-only: it can start, and it can write only what it must. */
import type { Workspace } from '../../../build/workspace.ts';
import type { Compose, Mount, Service } from '../../../formats/compose/model.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { relative } from '../secrets/env-files.ts';
import { listed } from '../words.ts';
import { readNginxConfig } from './nginx-config.ts';

export interface NginxGoal extends FileGoal {
  service: string;
}

/** What is known of an image of nginx, or of its configuration. */
interface Nginx {
  /** Files and folders it creates; undefined where that is not known. */
  writes?: string[];
  port?: number;
  /** Who the process is unless the service says otherwise. */
  root: boolean | undefined;
}

const official: Nginx = { writes: readNginxConfig('').writes, port: 80, root: true };
/** https://github.com/nginx/docker-nginx-unprivileged: pid and temporary folders in /tmp, port 8080, user 101. */
const unprivileged: Nginx = { writes: ['/tmp/nginx.pid', '/tmp/client_temp'], port: 8080, root: false };
const images: Record<string, Nginx> = {
  nginx: official,
  'nginxinc/nginx-unprivileged': unprivileged,
  'nginx/nginx-unprivileged': unprivileged,
};

/** `/var/run` is a link to `/run`. */
export const short = (path: string) => path.replace(/^\/var\/run(?=\/|$)/, '/run');
/** Whether a path is a folder or lies in it. */
export const within = (path: string, folder: string) => path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);

/** What this service's nginx does, by its image and by a configuration mounted over the image's. */
function nginxOf(service: Service, workspace: Workspace, compose: Compose): Nginx {
  const name = service.image?.value
    ?.replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '');
  const image = name === undefined ? undefined : images[name.replace(/^(?:ghcr\.io|quay\.io|public\.ecr\.aws)\//, '')];
  const user = service.user?.value?.split(':')[0];
  const root = user === undefined ? image?.root : user === 'root' || /^0+$/.test(user);
  if (service.build || service.command || service.entrypoint || !image) return { root };
  const main = configAt('/etc/nginx/nginx.conf', service, workspace, compose);
  if (main === 'unknown') return { root };
  const site = configAt('/etc/nginx/conf.d/default.conf', service, workspace, compose);
  const sitePort = typeof site === 'string' && site !== 'unknown' ? readNginxConfig(site).port : undefined;
  const { port = sitePort ?? (site === 'unknown' ? undefined : image.port), ...rest } =
    main === undefined ? { writes: image.writes, port: site === undefined ? image.port : undefined } : readNginxConfig(main);
  return { ...(rest.writes ? { writes: rest.writes } : {}), ...(port === undefined ? {} : { port }), root };
}

/** The text of a configuration that is mounted or granted at a path: undefined where none is, 'unknown' where it cannot be seen. */
function configAt(path: string, service: Service, workspace: Workspace, compose: Compose): string | undefined {
  const mount = service.mounts.find(({ target }) => target !== undefined && within(path, target));
  const grant = service.configs.find((each) => each.path === path);
  if (!mount && !grant) return undefined;
  const source = grant ? compose.configs.find(({ name }) => name === grant.source.value) : undefined;
  if (source?.from === 'content') return source.value?.visible ?? 'unknown';
  const file = grant ? source?.value?.visible : `${mount?.source ?? ''}${path.slice(mount?.target?.length ?? 0)}`;
  return (file === undefined ? undefined : workspace.files[relative(file)]) ?? 'unknown';
}

/** A goal on the service that runs nginx. */
export function onService(goal: NginxGoal, judge: (service: Service, nginx: Nginx) => Judgement): Goal {
  return composeGoal(goal, (compose, workspace) => {
    const service = compose.service(goal.service);
    if (!service)
      return { outcome: 'fail', mistake: 'service-lost', message: `There is no service \`${goal.service}\` in the file any more.` };
    return judge(service, nginxOf(service, workspace, compose));
  });
}

const nameOf = ({ file, nameSpan }: Service) => ({ file, span: nameSpan });

/** The root file system of the service is read-only. */
export function serviceIsReadOnly(goal: NginxGoal): Goal {
  return onService(goal, (service) => {
    const { readOnly } = service;
    if (readOnly?.value === true) return { outcome: 'pass', message: 'Nobody can change nginx or its configuration in the container.' };
    if (readOnly?.state === 'unknown' || (!readOnly && service.partial))
      return { outcome: 'unknown', message: 'Whether the root is read-only is set elsewhere.' };
    return failAt(
      'writable-root',
      'The container starts again because its whole file system can be written again. That removes the message and the protection with it.',
      [readOnly ?? nameOf(service)],
    );
  });
}

/** Every path that nginx creates lies in something that its user can write. */
export function nginxCanWrite(goal: NginxGoal): Goal {
  return onService(goal, (service, { writes, root }) => {
    if (service.readOnly?.value !== true) return { outcome: 'pass', message: 'The whole file system can be written.' };
    const writable = service.mounts.some(({ readOnly }) => !readOnly);
    if (!writes && !writable && /nginx(?:[:@]|$)/.test(service.image?.value ?? ''))
      return failAt(
        'nowhere-to-write',
        'Every nginx creates a file with its process id and folders for temporary files. Nothing in this service can be written, so it stops when it starts.',
        [nameOf(service)],
      );
    if (!writes)
      return {
        outcome: 'unknown',
        message: 'Where this image or configuration makes nginx write is not known here. Its log names each path that it misses.',
      };
    const folders = [...new Set(writes.map((path) => short(path).replace(/\/[^/]*$/, '')))];
    const mountAt = (path: string) =>
      service.mounts
        .filter(({ target }) => target !== undefined && within(short(path), short(target)))
        .sort((a, b) => (b.target?.length ?? 0) - (a.target?.length ?? 0))[0];
    for (const path of writes) {
      const mount = mountAt(path);
      const closed =
        mount && (mount.readOnly ? `\`${mount.target}\` is mounted read-only` : root === false ? closedTo(mount, service) : undefined);
      if (mount && !closed) continue;
      if (service.mounts.some(({ target }) => target === undefined))
        return { outcome: 'unknown', message: 'Where one of the mounts stands cannot be told from here.' };
      if (mount) return failAt('closed-to-nginx', `${closed}, so nginx cannot create \`${path}\` there.`, [mount]);
      const missing = folders.filter((folder) => writes.some((each) => within(short(each), folder) && !mountAt(each)));
      return failAt(
        'nowhere-to-write',
        `nginx creates \`${path}\` when it starts, and nothing writable is mounted there: it stops with \`30: Read-only file system\`. ${missing.length > 1 ? `It needs to write in ${missing.length} places; the log names only the first.` : 'The message in the log names the path.'}`,
        [nameOf(service)],
      );
    }
    return { outcome: 'pass', message: 'nginx can write its process id and its temporary files.' };
  });
}

/** A fresh tmpfs takes mode and owner of the folder that it covers: root's, except for /tmp, which all may write. */
function closedTo({ type, target, mode, uid }: Mount, service: Service): string | undefined {
  // The image calls its user 101 nginx.
  const user = (service.user?.value?.split(':')[0] ?? '101').replace(/^nginx$/, '101');
  if ((type !== 'tmpfs' && type !== 'volume') || uid === user) return undefined;
  const allowed =
    mode === undefined
      ? /^\/(?:var\/)?tmp(?:\/|$)/.test(target ?? '') || (target === '/var/cache/nginx' && !service.user)
      : (mode & 0o002) !== 0;
  return allowed ? undefined : `\`${target}\` belongs to root, and nginx runs as user ${user} here`;
}

/** The site is still there, and the port of the host leads to where nginx listens. */
export function nginxStillServes(goal: NginxGoal & { site: string; host: string }): Goal {
  return onService(goal, (service, { port }) => {
    const site = service.mounts.find(({ target, type }) => target !== undefined && within(goal.site, target) && type !== 'tmpfs');
    if (!site && !service.build && !service.partial)
      return failAt('site-lost', `Nothing is mounted at \`${goal.site}\` any more, so nginx serves its own welcome page.`, [
        nameOf(service),
      ]);
    const published = service.ports.filter((each) => each.published === goal.host);
    const [first] = published;
    if (!first)
      return service.ports.some(({ unknown }) => unknown) || service.partial
        ? { outcome: 'unknown', message: 'The ports cannot be told from here.' }
        : failAt('not-published', `Nothing publishes port ${goal.host} any more.`, [service.ports[0] ?? nameOf(service)]);
    if (port === undefined) return { outcome: 'unknown', message: 'Which port this nginx listens on is not known here.' };
    if (published.some(({ target }) => target === String(port)))
      return { outcome: 'pass', message: `The site is served on port ${goal.host}.` };
    return failAt(
      'other-port',
      `Port ${goal.host} leads to port ${first.target} of the container, and this image of nginx listens on ${port}.`,
      [first],
    );
  });
}

/** Root only where the image needs it: an image made to run without it is not started as root, and root keeps what it needs to start. */
export function nginxUserFits(goal: NginxGoal): Goal {
  return onService(goal, (service, { root }) => {
    if (service.privileged?.value === true)
      return failAt(
        'privileged',
        '`privileged: true` has nothing to do with where nginx may write. It gives the container the host’s devices and switches its filters off.',
        [service.privileged],
      );
    const made = service.image?.value?.includes('unprivileged') === true;
    if (root === true && made)
      return failAt(
        'root-again',
        `This image is made to run as an ordinary user, and \`user: ${service.user?.text}\` makes it root again. With the right places to write it needs no root.`,
        [service.user],
      );
    const dropped = service.capDrop.some(({ value }) => value === 'ALL');
    const needed = ['CHOWN', 'SETGID', 'SETUID'].filter((name) => !service.capAdd.some(({ value }) => value === name || value === 'ALL'));
    if (root === true && dropped && needed.length > 0)
      return failAt(
        'capabilities-missing',
        `As root, nginx gives its folders to the user of its workers and changes to that user. Without ${listed(needed)} it stops at its start.`,
        [service.capDrop[0]],
      );
    return { outcome: 'pass', message: root === false ? 'nginx runs as an ordinary user.' : 'nginx has what it needs to start.' };
  });
}

/** Advice: an ordinary user. */
export function nginxWithoutRoot(goal: NginxGoal): Goal {
  return onService(goal, (service, { root }) => {
    if (root !== true)
      return { outcome: 'pass', message: 'The process that takes the requests is not root, and neither is the one that starts it.' };
    return failAt(
      'root',
      'The first process of this nginx is root; only its workers are not. There is an image that needs no root at all.',
      [service.image ?? nameOf(service)],
    );
  });
}
