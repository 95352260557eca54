/** Whether a script makes changed settings reach the containers: what restarts the daemon, and what creates a container anew. */
import type { Workspace } from '../../../build/workspace.ts';
import type { Invocation } from '../../../formats/commands/commands.ts';
import { isOn } from '../../../formats/commands/lookup.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import type { Command } from '../../../shell/command.ts';
import type { Span } from '../../../source.ts';
import type { LogFiles } from './logging.ts';

/** How it came out: 'yes', or the name of what is missing. */
export type Applied = 'yes' | 'not-restarted' | 'reloaded' | 'not-recreated' | 'unchanged' | 'old-one-stays' | 'too-early';

/** What one command does to the daemon or to the container. */
interface Event {
  does: 'restart-daemon' | 'reload-daemon' | 'create' | 'create-anew' | 'remove' | 'stop' | 'start-again' | 'run';
  span: Span;
}

/** `systemctl restart docker`, `service docker restart`, `kill -HUP`: what reaches the daemon itself. */
function daemonEvent({ name, args, span }: Command): Event | undefined {
  const program = name.split('/').at(-1) ?? '';
  const words = args.map(({ text }) => text);
  const docker = program === 'docker' || words.some((word) => /^docker(?:\.service|d)?$/.test(word)) || /docker/.test(words.join(' '));
  if (program === 'reboot') return { does: 'restart-daemon', span };
  if (!docker) return undefined;
  const manages = ['systemctl', 'service', 'rc-service', 'snap'].includes(program) || /\/init\.d\/docker$/.test(name);
  if (manages && words.some((word) => /^(?:re)?start$|^(?:force|try)-restart$|^reload-or-restart$/.test(word)))
    return { does: 'restart-daemon', span };
  if (manages && words.some((word) => /^(?:force-)?reload$/.test(word))) return { does: 'reload-daemon', span };
  const hangsUp = words.some((word) => /^-?-?(?:signal=|s)?(?:SIG)?HUP$|^-1$/.test(word));
  return hangsUp && /^(?:p?kill|killall|systemctl)$/.test(program) ? { does: 'reload-daemon', span } : undefined;
}

function containerEvent(call: Invocation, service: string): Event | undefined {
  const { action, span } = call;
  if (action?.kind === 'run') return action.starts ? { does: 'run', span } : undefined;
  if (action?.kind === 'compose') {
    if (action.services.length > 0 && !action.services.some((name) => name === service || name.startsWith('$'))) return undefined;
    const { verb } = action;
    if (verb === 'up' || verb === 'create') {
      if (isOn(call, 'no-recreate')) return { does: 'start-again', span };
      return { does: isOn(call, 'force-recreate') ? 'create-anew' : 'create', span };
    }
    if (verb === 'down' || verb === 'rm') return { does: 'remove', span };
    if (verb === 'stop' || verb === 'kill') return { does: 'stop', span };
    return verb === 'restart' || verb === 'start' ? { does: 'start-again', span } : undefined;
  }
  if (call.name === 'docker rm') return { does: 'remove', span };
  if (call.name === 'docker stop' || call.name === 'docker kill') return { does: 'stop', span };
  return call.name === 'docker restart' || call.name === 'docker start' ? { does: 'start-again', span } : undefined;
}

function eventsOf({ script, service }: LogFiles, workspace: Workspace): Event[] {
  const commands = readCommands(workspace.files[script] ?? '', script);
  const daemon = commands.script.commands.flatMap((command) => daemonEvent(command) ?? []);
  const containers = commands.invocations.flatMap((call) => containerEvent(call, service) ?? []);
  return [...daemon, ...containers].sort((a, b) => a.span.start - b.span.start);
}

/** Whether what `origin` decides has reached the container at the end of the script. */
export function howApplied(
  /** Where the setting stands; `changed`: Compose sees a change of its own too. */
  { origin, changed }: { origin: 'compose' | 'daemon' | 'run'; changed: boolean },
  files: LogFiles,
  workspace: Workspace,
): { answer: Applied; place?: Span } {
  const events = eventsOf(files, workspace);
  const last = (...does: Event['does'][]) => events.findLast((event) => does.includes(event.does));
  const say = (answer: Applied, event?: Event) => ({ answer, ...(event ? { place: event.span } : {}) });
  if (origin === 'run') return last('remove', 'stop') ? { answer: 'yes' } : say('old-one-stays', last('run'));
  if (origin === 'compose')
    return last('create', 'create-anew') ? { answer: 'yes' } : say('not-recreated', last('start-again', 'restart-daemon', 'reload-daemon'));
  const restarted = events.findIndex(({ does }) => does === 'restart-daemon');
  if (restarted < 0) {
    const reload = last('reload-daemon');
    return reload ? say('reloaded', reload) : say('not-restarted', events[0]);
  }
  return createdAfter(events, restarted, changed, say);
}

function createdAfter(
  events: Event[],
  restarted: number,
  changed: boolean,
  say: (answer: Applied, event?: Event) => { answer: Applied; place?: Span },
) {
  const created = (from: Event[], before: Event[]) =>
    from.find(
      (event, at) =>
        event.does === 'create-anew' ||
        event.does === 'run' ||
        (event.does === 'create' && (changed || [...before, ...from.slice(0, at)].some(({ does }) => does === 'remove'))),
    );
  const [before, after] = [events.slice(0, restarted), events.slice(restarted + 1)];
  if (created(after, before)) return say('yes');
  const early = created(before, []);
  if (early) return say('too-early', early);
  const kept = after.find(({ does }) => does === 'create');
  return kept ? say('unchanged', kept) : say('not-recreated', after.find(({ does }) => does === 'start-again') ?? events[restarted]);
}
