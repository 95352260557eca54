/** How much a container may take, and how much of that is spoken for. Pure, for the build and for tests. */
import {
  type ComposeService,
  type DaemonConfig,
  heapOption,
  type KubernetesContainer,
  readCompose,
  readDaemonJson,
  readKubernetes,
} from '#engine';
import { figures } from '../../course/strings/index.ts';

const words = figures.limits;

/** One bar: a ceiling, and the parts that fill it. */
export interface Gauge {
  /** 'memory' */
  what: string;
  /** '512 MiB'; 'no limit' where the bar has no end. */
  limit: string;
  open: boolean;
  /** From the left, each with its part of the bar, 0 to 1. */
  parts: { width: number; tone: 'known' | 'bad' | 'piece' }[];
  /** What the parts are, and what happens at the end of the bar. */
  says: string;
  tone: 'quiet' | 'bad';
}

export interface Limited {
  /** The service or container; '' for the daemon, which speaks for all. */
  name: string;
  gauges: Gauge[];
}

const mebi = (bytes: number): string =>
  bytes > 0 && bytes % 2 ** 30 === 0 ? `${bytes / 2 ** 30} GiB` : `${Math.round(bytes / 2 ** 20)} MiB`;
const ofOne = (cpus: number): string => words.processors(cpus);

/** Above this part of the limit a heap leaves too little for the rest; the exercises judge by the same. */
const mostOfLimit = 0.9;

function memoryGauge(limit: number | undefined, heap: number | undefined, request: number | undefined): Gauge {
  const part = heap ?? request;
  if (limit === undefined) {
    const says = request === undefined ? words.memoryOpen : words.setAside(mebi(request));
    return { what: words.memory, limit: words.none, open: true, parts: request ? [{ width: 0.5, tone: 'known' }] : [], says, tone: 'bad' };
  }
  const tone = heap !== undefined && heap > limit * mostOfLimit ? 'bad' : 'quiet';
  const filled =
    heap === undefined ? (request === undefined ? '' : words.setAside(mebi(request))) : words.heap(mebi(heap), mebi(limit - heap));
  return {
    what: words.memory,
    limit: mebi(limit),
    open: false,
    parts: part === undefined ? [] : [{ width: part / limit, tone: tone === 'bad' ? 'bad' : 'known' }],
    says: [filled, tone === 'bad' ? words.tooFull : words.killed].filter(Boolean).join(' '),
    tone,
  };
}

function cpuGauge(limit: number | undefined, request: number | undefined): Gauge {
  const aside = request === undefined ? '' : words.setAside(ofOne(request));
  if (limit !== undefined)
    return {
      what: words.cpu,
      limit: ofOne(limit),
      open: false,
      parts: [],
      says: [aside, words.waits].filter(Boolean).join(' '),
      tone: 'quiet',
    };
  return {
    what: words.cpu,
    limit: words.none,
    open: true,
    parts: request === undefined ? [] : [{ width: 0.5, tone: 'known' }],
    says: [aside, words.cpuOpen].filter(Boolean).join(' '),
    tone: 'quiet',
  };
}

function serviceGauges(service: ComposeService): Gauge[] {
  const { memory, cpus, pids } = service.resources.limits;
  const limit = memory.effective?.value;
  const texts = service.environment.flatMap(({ value }) => (value ? [{ text: value.visible, file: '', span: value.span }] : []));
  const option = heapOption(texts);
  const heap = option && (option.bytes ?? (limit === undefined ? undefined : (option.share ?? 0) * limit));
  const reserved = service.resources.reservations.memory.effective?.value;
  const shown = [...(limit !== undefined || reserved !== undefined || !service.logging ? [memoryGauge(limit, heap, reserved)] : [])];
  if (cpus.effective?.value !== undefined) shown.push(cpuGauge(cpus.effective.value, undefined));
  const count = pids.effective?.value;
  if (count !== undefined)
    shown.push({ what: words.pids, limit: String(count), open: false, parts: [], says: words.refused, tone: 'quiet' });
  if (service.logging) {
    const options = Object.fromEntries(service.logging.options.map(({ name, value }) => [name, value?.visible ?? '']));
    shown.push(logGauge(service.logging.driver?.value ?? 'json-file', options));
  }
  return shown;
}

const containerGauges = ({ resources }: KubernetesContainer): Gauge[] => {
  const { limits, effectiveRequests } = resources;
  return [
    memoryGauge(limits.memory?.value, undefined, effectiveRequests.memory?.value),
    cpuGauge(limits.cpu?.value, effectiveRequests.cpu?.value),
  ];
};

/** Files that the driver `local` keeps where nothing is said: docs.docker.com, local file logging driver, read 2026-11-29. */
const localDefaults = { 'max-size': '20m', 'max-file': '5' };

/** `10m` as people say it: '10 MB'. */
const sizeWords = (text: string): string =>
  text.replace(/^([\d.]+)\s*([kmg])b?$/i, (_, number, unit) => `${number} ${unit.toUpperCase()}B`);

function logGauge(driver: string, options: Readonly<Record<string, string>>): Gauge {
  const { 'max-size': size, 'max-file': files } = driver === 'local' ? { ...localDefaults, ...options } : options;
  const what = words.log(driver);
  if (driver !== 'local' && driver !== 'json-file')
    return { what, limit: words.elsewhere, open: true, parts: [], says: words.sent, tone: 'quiet' };
  if (!size) return { what, limit: words.none, open: true, parts: [{ width: 1, tone: 'bad' }], says: words.grows, tone: 'bad' };
  const count = Math.min(Number(files ?? 1) || 1, 20);
  return {
    what,
    limit: words.files(count, sizeWords(size)),
    open: false,
    parts: Array.from({ length: count }, () => ({ width: 1 / count, tone: 'piece' as const })),
    says: words.rotates,
    tone: 'quiet',
  };
}

const logOf = ({ logDriver, logOpts }: DaemonConfig): Gauge =>
  logGauge(logDriver?.value ?? 'json-file', Object.fromEntries(Object.entries(logOpts).map(([name, { value }]) => [name, value])));

/**
 * @param text a Compose file, a manifest (or `resources:` of one), or daemon.json
 * @returns nothing where there is nothing to measure
 */
export function limitsOf(text: string): Limited[] {
  if (/^\s*\{/.test(text)) return [{ name: '', gauges: [logOf(readDaemonJson(text, 'daemon.json'))] }];
  if (/^services:/m.test(text))
    return readCompose(text).services.map((service) => ({ name: service.name, gauges: serviceGauges(service) }));
  const lead = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: part\nspec:\n  containers:\n    - name: part\n      image: part:1.0.0\n';
  const whole = /^resources:/.test(text) ? lead + text.replace(/^(?=.)/gm, '      ') : text;
  return readKubernetes(whole, 'pod.yaml').workloads.flatMap(({ pod }) =>
    pod.containers.map((container) => ({ name: container.name === 'part' ? '' : container.name, gauges: containerGauges(container) })),
  );
}
