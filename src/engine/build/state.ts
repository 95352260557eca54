/** What a stage's configuration and variables are while its instructions are gone through. */
import type { Healthcheck, ImageConfig, Origin, Origins, Variable } from './build.ts';
import { Ledger, type Mark } from './ledger.ts';
import type { Ports } from './ports.ts';
import { record } from './record.ts';

/** A value with where it came from; no origin where BuildKit sets it by itself. */
export interface Sourced<T> {
  value: T;
  origin?: Origin;
}

/** The fields that hold one value. Never changed in place: a new object is made, so that an older one can be kept. */
export interface Scalars {
  user?: Sourced<string>;
  workdir?: Sourced<string>;
  entrypoint?: Sourced<string[] | undefined>;
  cmd?: Sourced<string[] | undefined>;
  stopSignal?: Sourced<string>;
  shell?: Sourced<string[]>;
  healthcheck?: Sourced<Healthcheck>;
}

/** One for all stages without triggers. */
const none: string[] = [];

/** A moment in a stage, to be turned into a configuration when somebody asks. */
export interface Moment {
  scalars: Scalars;
  env: Mark<Sourced<string>>;
  labels: Mark<Sourced<string>>;
  exposed: Mark<Sourced<true>>;
  volumes: Mark<Sourced<true>>;
  onbuild: number;
  variables: Mark<Variable>;
}

/** Changed by one instruction after the other; see `configure.ts`. */
export class State {
  scalars: Scalars = {};
  readonly env: Ledger<Sourced<string>>;
  readonly labels: Ledger<Sourced<string>>;
  readonly exposed: Ledger<Sourced<true>>;
  readonly volumes: Ledger<Sourced<true>>;
  onbuild: string[] = none;
  readonly variables: Ledger<Variable>;
  /** Variables of the environment that an ARG hides; most stages have none. */
  hidden: Set<string> | undefined;
  /** Whether this stage itself has a CMD: its ENTRYPOINT then leaves it alone. */
  cmdSet = false;
  windows = false;
  #moment: Moment | undefined;
  /** By protocol, from each port that this stage exposed on to a later one: many lines with wide ranges are gone through once. */
  #ports: Map<string, Map<number, number>> | undefined;

  /** The state of a stage that begins where another ended; ONBUILD is not handed on. Without another: an empty one. */
  constructor(before?: State) {
    this.env = new Ledger(before?.env);
    this.labels = new Ledger(before?.labels);
    this.exposed = new Ledger(before?.exposed);
    this.volumes = new Ledger(before?.volumes);
    this.variables = new Ledger(before?.variables);
    if (!before) return;
    this.scalars = before.scalars;
    this.windows = before.windows;
    // BuildKit sets the environment again at the start of a stage, over build arguments of the same name.
    for (const name of before.hidden ?? []) {
      const entry = before.env.get(name);
      if (entry) this.setEnv(name, entry.value, entry.origin);
    }
  }

  /** Now. Most instructions change nothing of this, so most moments are the one before. */
  moment(): Moment {
    const now: Moment = {
      scalars: this.scalars,
      env: this.env.mark(),
      labels: this.labels.mark(),
      exposed: this.exposed.mark(),
      volumes: this.volumes.mark(),
      onbuild: this.onbuild.length,
      variables: this.variables.mark(),
    };
    if (!this.#moment || !isSame(this.#moment, now)) this.#moment = now;
    return this.#moment;
  }

  lookup(name: string): string | undefined {
    return this.variables.get(name)?.value;
  }

  declares(name: string): boolean {
    return this.variables.has(name);
  }

  hide(name: string): void {
    this.hidden ??= new Set();
    this.hidden.add(name);
  }

  /** Adds what an image built on this one would run. */
  addTrigger(text: string): void {
    if (this.onbuild === none) this.onbuild = [];
    this.onbuild.push(text);
  }

  setEnv(name: string, value: string, origin?: Origin): void {
    this.env.set(name, { value, ...(origin ? { origin } : {}) });
    const step = origin?.kind === 'instruction' ? origin.step : undefined;
    this.variables.set(name, { name, value, kind: 'env', ...(step ? { step } : {}) });
  }

  /** Adds the ports of a range; those that are there keep where they came from. */
  expose({ first, last, kind }: Ports, origin: Origin): void {
    this.#ports ??= new Map();
    const next = this.#ports.get(kind) ?? new Map<number, number>();
    this.#ports.set(kind, next);
    for (let port = nextFree(next, first); port <= last; port = nextFree(next, port)) {
      next.set(port, port + 1);
      const name = `${port}/${kind}`;
      if (!this.exposed.has(name)) this.exposed.set(name, { value: true, origin });
    }
  }

  /** The configuration at a moment. */
  config(at: Moment = this.moment()): ImageConfig {
    const { user, workdir, entrypoint, cmd, stopSignal, shell, healthcheck } = at.scalars;
    return {
      ...(user ? { user: user.value } : {}),
      ...(workdir ? { workdir: workdir.value } : {}),
      env: values(this.env.snapshot(at.env)),
      ...(entrypoint?.value ? { entrypoint: entrypoint.value } : {}),
      ...(cmd?.value ? { cmd: cmd.value } : {}),
      exposed: Object.keys(this.exposed.snapshot(at.exposed)),
      volumes: Object.keys(this.volumes.snapshot(at.volumes)),
      labels: values(this.labels.snapshot(at.labels)),
      ...(stopSignal ? { stopSignal: stopSignal.value } : {}),
      onbuild: this.onbuild.slice(0, at.onbuild),
      ...(shell ? { shell: shell.value } : {}),
      ...(healthcheck ? { healthcheck: healthcheck.value } : {}),
    };
  }

  origins(): Origins {
    const { user, workdir, entrypoint, cmd, stopSignal, shell, healthcheck } = this.scalars;
    return {
      ...originOf('user', user),
      ...originOf('workdir', workdir),
      ...originOf('entrypoint', entrypoint),
      ...originOf('cmd', cmd),
      ...originOf('stopSignal', stopSignal),
      ...originOf('shell', shell),
      ...originOf('healthcheck', healthcheck),
      env: originsIn(this.env),
      labels: originsIn(this.labels),
      exposed: originsIn(this.exposed),
      volumes: originsIn(this.volumes),
    };
  }
}

function isSame(one: Moment, other: Moment): boolean {
  return (
    one.scalars === other.scalars &&
    one.env === other.env &&
    one.labels === other.labels &&
    one.exposed === other.exposed &&
    one.volumes === other.volumes &&
    one.onbuild === other.onbuild &&
    one.variables === other.variables
  );
}

/** Follows the trail to a port without a next one, and shortens it for the next time. */
function nextFree(next: Map<number, number>, port: number): number {
  let at = port;
  for (let to = next.get(at); to !== undefined; to = next.get(at)) {
    next.set(at, next.get(to) ?? to);
    at = to;
  }
  return at;
}

const originOf = <K extends string>(key: K, from?: Sourced<unknown>) =>
  (from?.origin ? { [key]: from.origin } : {}) as Partial<Record<K, Origin>>;

function values(from: Record<string, Sourced<string>>): Record<string, string> {
  const to = record<string>();
  for (const name of Object.keys(from)) to[name] = from[name]?.value ?? '';
  return to;
}

function originsIn(ledger: Ledger<Sourced<unknown>>): Record<string, Origin> {
  const to = record<Origin>();
  for (const [name, { origin }] of Object.entries(ledger.snapshot())) if (origin) to[name] = origin;
  return to;
}
