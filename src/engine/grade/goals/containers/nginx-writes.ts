/** What an nginx in Compose may write beside what it must, and what a mount must not hide. */
import type { Service } from '../../../formats/compose/model.ts';
import type { Goal } from '../../exercise.ts';
import { failAt } from '../manifests.ts';
import { type NginxGoal, onService, short, within } from './nginx-read-only.ts';

/** Nothing writable hides what the image brings, and nothing can be written that nginx does not need. */
export function writesOnlyWhatItNeeds(goal: NginxGoal & { /** Folder of the site. */ site: string }): Goal {
  return onService(goal, (service, { writes }) => {
    for (const mount of service.mounts) {
      const { target, type, readOnly } = mount;
      if (target === undefined) continue;
      const empty = type === 'tmpfs' || (type === 'volume' && service.readOnly?.value === true);
      const hidden = hides(short(target), goal.site, service);
      if (type === 'tmpfs' && hidden) return failAt(hidden.mistake, `An empty tmpfs at \`${target}\` hides ${hidden.what}.`, [mount]);
      if (readOnly) continue;
      if (type === 'bind')
        return failAt(
          'writable-host-folder',
          `\`${mount.source}\` of the host is mounted at \`${target}\` and can be written from inside. Temporary files would pile up on the host, in a folder that has to be open to nginx's user. What is only needed while it runs can live in memory.`,
          [mount],
        );
      const needed = [...(writes ?? []).map(short), '/tmp', '/var/tmp', '/dev/shm', '/var/cache/nginx', '/run'];
      if (empty && !needed.some((path) => within(short(target), path) || within(path, short(target))))
        return failAt('more-than-needed', `\`${target}\` can be written, and nginx has no need of that.`, [mount]);
      if (hidden) return failAt(hidden.mistake, `A writable volume at \`${target}\` covers ${hidden.what}.`, [mount]);
    }
    return { outcome: 'pass', message: 'Only what nginx needs while it runs can be written.' };
  });
}

function hides(target: string, site: string, service: Service): { mistake: string; what: string } | undefined {
  const restored = (path: string) =>
    service.mounts.some(
      (each) =>
        each.target !== undefined &&
        each.target !== target &&
        within(path, each.target) &&
        within(each.target, target) &&
        each.type !== 'tmpfs',
    );
  if (within('/var/log/nginx', target) && target !== '/')
    return target === '/var/log/nginx' || target === '/var/log'
      ? {
          mistake: 'hides-the-logs',
          what: 'the links by which the image sends its logs to `docker logs`, and nginx has no need to write there',
        }
      : {
          mistake: 'hides-too-much',
          what: 'all that the image keeps below it, `/var/log/nginx` too, which nginx opens when it starts. A smaller place is enough',
        };
  if (target === '/' || target === '/usr' || target === '/etc')
    return {
      mistake: 'hides-too-much',
      what: 'everything that the image keeps there, nginx or its configuration among it. A smaller place is enough',
    };
  if (within(site, target) && !restored(site)) return { mistake: 'hides-the-site', what: 'the site: visitors get an empty folder' };
  if ((within('/etc/nginx/nginx.conf', target) || target === '/etc/nginx/conf.d') && !restored('/etc/nginx/nginx.conf'))
    return {
      mistake: 'hides-the-configuration',
      what: 'the configuration of nginx, which then does not start or serves nothing. It is read, never written',
    };
  return undefined;
}
