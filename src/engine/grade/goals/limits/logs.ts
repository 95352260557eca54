/** Goals on where a container's log goes, and whether it can fill the disk. */
import type { Workspace } from '../../../build/workspace.ts';
import { parseBytes } from '../../../formats/commands/units.ts';
import type { Service } from '../../../formats/compose/model.ts';
import type { Span } from '../../../source.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { type LogFiles, type Logging, loggingOf, remoteDrivers, serviceOf } from './logging.ts';
import { type Applied, howApplied } from './rollout.ts';

interface LogGoal extends Partial<LogFiles> {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** The Compose service whose container is meant. */
  service: string;
}

const filesOf = ({ service, compose = 'compose.yaml', daemon = 'daemon.json', script = 'roll-out.sh' }: LogGoal): LogFiles => ({
  service,
  compose,
  daemon,
  script,
});

const judged = (goal: LogGoal, judge: (logging: Logging, workspace: Workspace, files: LogFiles) => Judgement): Goal => ({
  id: goal.id,
  kind: goal.kind,
  title: goal.title,
  judge(workspace) {
    const files = filesOf(goal);
    const logging = loggingOf(files, workspace);
    if (logging.unknown) return { outcome: 'unknown', message: logging.unknown };
    const said = judge(logging, workspace, files);
    const options = Object.entries(logging.options).map(([name, value]) => `${name}=${value}`);
    const text = `driver \`${logging.driver}\` from ${logging.from}${options.length ? `, with \`${options.join(' ')}\`` : ''}`;
    return {
      ...said,
      reasons: [
        { file: logging.place?.file ?? files.compose, ...(logging.place ? { span: logging.place.span } : {}), text },
        ...(said.reasons ?? []),
      ],
    };
  },
});

const at = (logging: Logging, message: string) => (logging.place ? { findings: [{ ...logging.place, message }] } : {});
const fail = (mistake: string, message: string, logging: Logging): Judgement => ({
  outcome: 'fail',
  mistake,
  message,
  ...at(logging, message),
});

/** The log cannot grow without end: the driver rotates, or sends it away. */
export function boundsLogs(goal: LogGoal): Goal {
  return judged(goal, (logging) => {
    const { driver, options, strange } = logging;
    if (strange)
      return fail(
        'unknown-option',
        `The driver \`${driver}\` knows no option \`${strange}\`. Docker refuses to create a container with it.`,
        logging,
      );
    // moby, daemon/logger/local/config.go: what is compressed is the file before, and there is none.
    if (driver === 'local' && Number(options['max-file'] ?? 5) <= 1 && options.compress !== 'false')
      return fail(
        'nothing-to-compress',
        'The driver `local` compresses the files before the current one, and `max-file` leaves none. Docker refuses to create a container with both.',
        logging,
      );
    if (driver !== 'json-file') {
      const how = remoteDrivers.has(driver)
        ? 'leaves the host'
        : driver === 'local'
          ? 'is rotated by the driver itself'
          : 'is not kept as a growing file by Docker';
      return { outcome: 'pass', message: `With \`${driver}\` the log ${how}.` };
    }
    const size = options['max-size'];
    if (size === undefined)
      return 'max-file' in options
        ? fail(
            'max-file-alone',
            `\`max-file\` says how many files may lie there after a rotation, and nothing says when to rotate. Without a size the first file grows for ever.`,
            logging,
          )
        : fail(
            'no-rotation',
            'The container logs with `json-file` and no options. That driver does not rotate unless it is told to: one file grows until the disk is full, and then everything on the host that has to write fails.',
            logging,
          );
    const bytes = parseBytes(size);
    if (bytes === undefined || bytes <= 0)
      return fail('not-a-size', `\`max-size: ${size}\` bounds nothing: Docker wants a positive number with a unit.`, logging);
    return { outcome: 'pass', message: `A file is closed at \`${size}\`, so the log stays within bounds.` };
  });
}

/** Somebody can still read the log after the fact. */
export function keepsLogs(
  goal: LogGoal & { /** Variable that makes the app log to a file instead of its standard output. */ variable: string },
): Goal {
  return judged(goal, (logging, workspace, files) => {
    if (logging.driver === 'none')
      return fail(
        'nothing-kept',
        'The driver `none` throws every line away. The disk stays empty, and after an incident there is nothing to read.',
        logging,
      );
    const service = serviceOf(files, workspace);
    const aside = service && logsAside(service, goal.variable);
    if (!aside) return { outcome: 'pass', message: 'The app writes to its standard output, and Docker keeps what it writes.' };
    const message = `\`${aside.text}\` sends the log into a file inside the container. Nothing rotates that file, \`docker logs\` does not show it, and it is gone with the container.`;
    return { outcome: 'fail', mistake: 'file-in-container', message, findings: [{ file: aside.file, span: aside.span, message }] };
  });
}

function logsAside(service: Service, variable: string): { text: string; file: string; span: Span } | undefined {
  const set = service.environment.find(
    ({ name, value }) => name === variable && value && !/^(?:|-|\/dev\/(?:stdout|stderr|fd\/[12]))$/.test(value.visible),
  );
  if (set) return { text: set.value ? `${variable}: ${set.value.text}` : variable, file: set.file, span: set.span };
  const words = [...(service.entrypoint?.words ?? []), ...(service.command?.words ?? [])];
  const redirected = words.find(
    ({ visible }) => /(?:^|[\s\d&])>{1,2}\s*\/(?!dev\/)\S/.test(visible) || /\|\s*tee\s+(?:-a\s+)?\//.test(visible),
  );
  return redirected && { text: redirected.text, file: redirected.file, span: redirected.span };
}

const howTo: Record<Applied, (logging: Logging) => string> = {
  yes: () => 'The container that runs at the end was created after the change.',
  'not-restarted': () => '`daemon.json` is read when the daemon starts, and nothing here starts it anew. So the default stays what it was.',
  reloaded: () =>
    'A reload makes the daemon read some settings again, and the log driver is not one of them. It goes on with the old default.',
  'not-recreated': () =>
    'A container keeps the log settings that it was created with. Starting the same container again changes nothing. Look at what makes Compose create a new one.',
  unchanged: () =>
    'Compose creates a container anew when its own file has changed. Here the change is in `daemon.json`, which Compose does not look at, so it keeps the container it has.',
  'old-one-stays': () => 'A second container is started beside the one that is there, which goes on filling the disk.',
  'too-early': () => 'The container is created before the daemon has read its new settings, so it still gets the old default.',
};

/** The containers that run at the end were created with the new settings. */
export function appliesLogSettings(goal: LogGoal): Goal {
  return judged(goal, (logging, workspace, files) => {
    if (logging.origin === 'default') return { outcome: 'unknown', message: 'This is judged once some setting bounds the log.' };
    const { answer, place } = howApplied({ origin: logging.origin, changed: logging.changed }, files, workspace);
    const message = howTo[answer](logging);
    if (answer === 'yes') return { outcome: 'pass', message };
    return { outcome: 'fail', mistake: answer, message, ...(place ? { findings: [{ file: files.script, span: place, message }] } : {}) };
  });
}

/** Polish: rotation leaves something to read. */
export function keepsOlderLogs(goal: LogGoal): Goal {
  return judged(goal, (logging) => {
    if (logging.driver !== 'json-file' || parseBytes(logging.options['max-size'] ?? '') === undefined)
      return { outcome: 'pass', message: 'Older lines are kept for a while.' };
    if (Number(logging.options['max-file'] ?? 1) > 1)
      return { outcome: 'pass', message: `\`max-file\` keeps ${logging.options['max-file']} files.` };
    return fail(
      'one-file',
      'Only one file is kept. When it is full it is started anew, and what led to the incident is gone with it. `max-file` keeps older ones.',
      logging,
    );
  });
}

/** Polish: a log server that stands still does not make the app wait. */
export function neverBlocks(goal: LogGoal): Goal {
  return judged(goal, (logging) => {
    if (!remoteDrivers.has(logging.driver)) return { outcome: 'pass', message: 'The log is written to this host.' };
    if (logging.options.mode === 'non-blocking')
      return {
        outcome: 'pass',
        message: 'Lines go through a buffer, so the app never waits for the log server. A full buffer drops lines.',
      };
    return fail(
      'blocking',
      `\`${logging.driver}\` sends each line away while the app waits. When the server stands still, so does the app. Docker has a mode that buffers instead.`,
      logging,
    );
  });
}
