/** How a container starts and stops: PID 1, the shell in between, who gets the stop signal, and the exit code. */
import type { Answer } from '../source.ts';
import type { Stage } from './build.ts';
import type { Contents } from './contents.ts';
import { joinPath } from './paths.ts';
import { type Inside, type Process, processesOf } from './process-chain.ts';
import { branches, type Ending, type Possible, signalOf, stopOf } from './process-stop.ts';

export type { Process, Role } from './process-chain.ts';
export type { Ending, Possible } from './process-stop.ts';

/** How a container is run. */
export interface StartOptions {
  /** `docker run --init`, Compose `init: true`: Docker's own tini becomes PID 1. */
  init?: boolean;
  /** Arguments after the image's name: they take the place of CMD. */
  command?: string[];
  /** `--entrypoint`: CMD of the image is then dropped. */
  entrypoint?: string[];
  /** `--stop-signal`; the image's STOPSIGNAL where absent, else SIGTERM. */
  stopSignal?: string;
  /** Time until SIGKILL, ms: `docker stop -t`, `stop_grace_period`. 10000 where absent, as in Docker and Compose on Linux. */
  grace?: number;
  /** Whether the program acts on SIGTERM. Where absent it is looked up for well-known programs, else unknown. */
  handlesSigterm?: Answer;
  /** How long the program takes to finish its work once it has the signal, ms. 0 where absent. */
  drain?: number;
  /** Whether npm, yarn and their like pass the signal on: it changed from version to version, so 'unknown' where absent. */
  forwards?: Answer;
  /** The image's files, for scripts that are started: `workspace.contents(stage)`. */
  contents?: Contents;
}

export interface Startup {
  /** What PID 1 is started with, without an init of Docker's; undefined where the base image is not known and may have its own ENTRYPOINT or CMD. Empty: nothing to start. */
  argv?: string[];
  /** ENTRYPOINT is in shell form, so that CMD and arguments are not used (Dockerfile reference, "Shell form ENTRYPOINT"). */
  cmdIgnored: boolean;
  /** From PID 1 to the program. */
  processes: Process[];
  /** Who is PID 1 once everything runs; undefined where that cannot be told. */
  pid1?: string;
  /** Whether a shell stays between PID 1 and the program, or is PID 1. */
  shell: Answer;
  /** The program the container is for, where it is named. */
  program?: string;
  /** 'SIGTERM' and so on. */
  signal: string;
  /** Whether the signal comes to the program. */
  reaches: Answer;
  ends: Ending | 'unknown';
  /** 0 or what the program chose; 128 and the signal's number; 137 after SIGKILL. Undefined where it cannot be told. */
  exitCode?: number;
  /** The latest that it is gone after `docker stop`, ms; undefined where that cannot be told. */
  afterMs?: number;
  /** Each way it may go, where more than one is possible. */
  possible: Possible[];
}

/**
 * How a stage's image starts as a container, and what `docker stop` comes to. After the Dockerfile reference ("Understand how CMD and
 * ENTRYPOINT interact", STOPSIGNAL) and pid_namespaces(7): PID 1 gets no signal that it has no handler for, SIGKILL apart.
 */
export function startup(stage: Stage, options: StartOptions = {}): Startup {
  const argv = commandLine(stage, options);
  const entrypoint = options.entrypoint ?? stage.config.entrypoint;
  const cmdIgnored = isShellText(entrypoint) && (options.command !== undefined || (stage.config.cmd?.length ?? 0) > 0);
  const signal = signalOf(options.stopSignal ?? stage.config.stopSignal ?? 'SIGTERM');
  const own = argv ? processesOf(argv, insideOf(stage, options.contents)) : [];
  const init: Process[] = options.init && own.length > 0 ? [{ program: 'docker-init', role: 'init', stays: 'yes' }] : [];
  const processes = [...init, ...own];
  const grace = options.grace ?? 10_000;
  const drain = options.drain ?? 0;
  const possible = unique(
    stopOf(processes, {
      signal,
      ...(options.handlesSigterm === undefined ? {} : { handlesSigterm: options.handlesSigterm }),
      forwards: options.forwards ?? 'unknown',
      drainMs: drain,
      graceMs: grace,
    }),
  );
  const rows = branches(processes);
  const pid1 = same(rows.map((row) => row[0]?.program));
  const program = processes.at(-1)?.role === 'program' ? processes.at(-1)?.program : undefined;
  const ends = same(possible.map((each) => each.ends)) ?? 'unknown';
  const exitCode = same(possible.map((each) => each.exitCode));
  return {
    ...(argv ? { argv } : {}),
    cmdIgnored,
    processes,
    ...(pid1 === undefined ? {} : { pid1 }),
    shell: answerOf(rows.map((row) => row.some(({ role }) => role === 'shell'))),
    ...(program === undefined ? {} : { program }),
    signal,
    reaches: answerOf(possible.map((each) => each.reaches)),
    ends,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(ends === 'unknown' ? {} : { afterMs: ends === 'after-grace' ? grace : Math.min(drain, grace) }),
    possible,
  };
}

const same = <T>(values: readonly T[]): T | undefined => (values.every((value) => value === values[0]) ? values[0] : undefined);

function answerOf(values: readonly boolean[]): Answer {
  if (values.length === 0) return 'unknown';
  return values.every(Boolean) ? 'yes' : values.some(Boolean) ? 'unknown' : 'no';
}

const unique = (ways: readonly Possible[]): Possible[] => [
  ...new Map(ways.map((way) => [JSON.stringify([way.ends, way.exitCode, way.reaches]), way])).values(),
];

/** `['/bin/sh', '-c', 'text']`: whatever follows is not the command's. */
const isShellText = (argv: readonly string[] | undefined): boolean =>
  argv?.length === 3 && /(?:^|\/)(?:ba|da|a)?sh$/.test(argv[0] ?? '') && /^-\w*c$/.test(argv[1] ?? '');

/** ENTRYPOINT and CMD as Docker joins them. */
function commandLine(stage: Stage, options: StartOptions): string[] | undefined {
  const { config } = stage;
  if (options.entrypoint) return [...options.entrypoint, ...(options.command ?? [])];
  if (config.entrypoint === undefined && mayInherit(stage, 'entrypoint')) return undefined;
  const cmd = options.command ?? config.cmd;
  if (cmd === undefined && mayInherit(stage, 'cmd')) return undefined;
  return [...(config.entrypoint ?? []), ...(cmd ?? [])];
}

/** Whether the base image may set a field to something that is not known here. */
function mayInherit(stage: Stage, field: 'entrypoint' | 'cmd'): boolean {
  // An ENTRYPOINT takes the base image's CMD away.
  if (stage.origins[field] || (field === 'cmd' && stage.origins.entrypoint?.kind === 'instruction')) return false;
  const { base } = bottomOf(stage);
  if (base.kind === 'scratch') return false;
  return base.kind !== 'image' || !base.facts || !base.facts.config || (base.facts.uncertain?.includes(field) ?? false);
}

function bottomOf(stage: Stage): Stage {
  let at = stage;
  const seen = new Set<Stage>();
  while (at.base.kind === 'stage' && !seen.has(at)) {
    seen.add(at);
    at = at.base.stage;
  }
  return at;
}

function insideOf(stage: Stage, contents: Contents | undefined): Inside {
  const { base } = bottomOf(stage);
  const family = base.kind === 'image' ? base.facts?.family : undefined;
  const fromImage = stage.origins.entrypoint?.kind === 'image';
  const script = stage.config.entrypoint?.[0];
  const texts = new Map((contents?.pieces ?? []).flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const])));
  const onPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return {
    ...(family === undefined ? {} : { family }),
    text: (path) => {
      if (path.includes('/')) return texts.get(joinPath('/', joinPath(stage.config.workdir, path)));
      return onPath.map((folder) => texts.get(`${folder}/${path}`)).find((text) => text !== undefined);
    },
    // The scripts of the official images in the catalogue end in `exec "$@"`; a file of one's own with that name comes first.
    handsOver: (path) =>
      (fromImage || isOfficial(path, base.kind === 'image' && base.facts !== undefined)) && path === script && /\.sh$/.test(path),
  };
}

/** Named again in the Dockerfile, as in `ENTRYPOINT ["docker-entrypoint.sh"]` on an official image. */
const isOfficial = (path: string, known: boolean): boolean => known && /(?:^|\/)docker-entrypoint\.sh$/.test(path);
