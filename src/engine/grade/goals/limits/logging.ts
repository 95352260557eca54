/** How the container of one service logs: its Compose file, a `docker run` in the script, and the daemon's default together. */
import type { Workspace } from '../../../build/workspace.ts';
import { actionsOf } from '../../../formats/commands/commands.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import type { Run } from '../../../formats/commands/run.ts';
import type { Logging as ComposeLogging, Service } from '../../../formats/compose/model.ts';
import { readCompose } from '../../../formats/compose/read.ts';
import { type DaemonConfig, readDaemonJson } from '../../../formats/daemon/daemon.ts';
import { logOptions } from '../../../formats/daemon/keys.ts';
import type { Located } from '../../../formats/yaml/node.ts';

/** The three files that have a say. */
export interface LogFiles {
  service: string;
  compose: string;
  daemon: string;
  script: string;
}

export interface Logging {
  driver: string;
  options: Record<string, string>;
  /** Which of the files decided; `default`: none of them says anything. */
  origin: 'compose' | 'daemon' | 'run' | 'default';
  /** The container's own settings say something, so that Compose sees a change. */
  changed: boolean;
  /** The same in words. */
  from: string;
  place?: Located;
  /** An option that the driver does not have. */
  strange?: string;
  /** Why it cannot be told. */
  unknown?: string;
}

/** Drivers that send the log to another machine. */
export const remoteDrivers: ReadonlySet<string> = new Set(['syslog', 'fluentd', 'gelf', 'splunk', 'awslogs', 'gcplogs']);

export function serviceOf({ compose, service }: LogFiles, workspace: Workspace): Service | undefined {
  return readCompose([{ path: compose, text: workspace.files[compose] ?? '' }]).service(service);
}

/** A `docker run` of the service's own image: the container that takes its place. */
export function replacing(
  { script, service }: Pick<LogFiles, 'script' | 'service'>,
  image: string | undefined,
  workspace: Workspace,
): Run | undefined {
  const runs = actionsOf(readCommands(workspace.files[script] ?? '', script), 'run').filter((run) => run.starts);
  return runs.findLast((run) => run.image?.text === image || run.name?.text === service);
}

interface Own {
  driver?: string;
  options: Record<string, string>;
  place?: Located;
}

const ofCompose = (logging: ComposeLogging): Own => ({
  ...(logging.driver ? { driver: logging.driver.value ?? logging.driver.text } : {}),
  options: Object.fromEntries(logging.options.map(({ name, value }) => [name, value?.value ?? value?.text ?? ''])),
  place: { file: logging.file, span: logging.span },
});

const ofRun = (run: Run, file: string): Own => ({
  ...(run.logDriver ? { driver: run.logDriver.text } : {}),
  options: run.logOpts,
  place: { file, span: run.invocation.span },
});

const known = new Set(logOptions['json-file']);
const strangeOption = (driver: string, options: Record<string, string>): string | undefined =>
  driver === 'json-file' || driver === 'local' ? Object.keys(options).find((name) => !known.has(name)) : undefined;

/** The daemon's options count where the container's driver is the daemon's (moby, daemon/logs: the two are merged then). */
function merge(own: Own | undefined, daemon: DaemonConfig, origin: Logging['origin'], files: LogFiles): Logging {
  const usual = daemon.logDriver?.value ?? 'json-file';
  const driver = own?.driver ?? usual;
  const fromDaemon = driver === usual ? Object.fromEntries(Object.entries(daemon.logOpts).map(([name, { value }]) => [name, value])) : {};
  const options = { ...fromDaemon, ...own?.options };
  const hasOwn = own !== undefined && (own.driver !== undefined || Object.keys(own.options).length > 0);
  const said = daemon.logDriver !== undefined || Object.keys(daemon.logOpts).length > 0;
  // A driver named twice does not help a rotation that only the daemon sets.
  const rests = driver === 'json-file' && own?.options['max-size'] === undefined && fromDaemon['max-size'] !== undefined;
  const decided = hasOwn && !rests ? origin : said ? 'daemon' : 'default';
  const names = { compose: `\`${files.compose}\``, daemon: `\`${files.daemon}\``, run: `\`${files.script}\``, default: "Docker's default" };
  const span = daemon.logDriver?.span ?? Object.values(daemon.logOpts)[0]?.span;
  const place = hasOwn && !rests ? own.place : said && span ? { file: files.daemon, span } : undefined;
  const strange = strangeOption(driver, options);
  return {
    driver,
    options,
    origin: decided,
    changed: hasOwn,
    from: names[decided],
    ...(place ? { place } : {}),
    ...(strange === undefined ? {} : { strange }),
  };
}

const unsure = (unknown: string): Logging => ({ driver: '', options: {}, origin: 'default', changed: false, from: '', unknown });

/** How the container logs that runs in the end. */
export function loggingOf(files: LogFiles, workspace: Workspace): Logging {
  const text = workspace.files[files.daemon] ?? '';
  const daemon = readDaemonJson(text.trim() === '' ? '{}' : text, files.daemon);
  const compose = readCompose([{ path: files.compose, text: workspace.files[files.compose] ?? '' }]);
  if (compose.broken) return unsure(`\`${files.compose}\` cannot be read yet, so this is not judged.`);
  const service = compose.service(files.service);
  const run = replacing(files, service?.image?.value, workspace);
  const usesDaemon = !run?.logDriver && !service?.logging?.driver;
  if (usesDaemon && daemon.diagnostics.some(({ severity }) => severity === 'error'))
    return unsure(`The daemon does not start with \`${files.daemon}\` as it is, so this is not judged yet.`);
  if (run) return merge(ofRun(run, files.script), daemon, 'run', files);
  const logging = service?.logging;
  const symbolic = [logging?.driver, ...(logging?.options ?? []).map(({ value }) => value)].some((value) => value?.state === 'unknown');
  if (symbolic || service?.partial) return unsure('A variable or another file decides here, so it cannot be told from these files.');
  return merge(logging && ofCompose(logging), daemon, 'compose', files);
}
