/** Compose files in their short and long forms. */
import { type Document, isMap, isScalar, isSeq, type Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Rewrite } from './rewrite.ts';
import { inYaml, isYaml } from './yaml.ts';

/** Whether a file is a Compose file, by its name. */
export const isCompose = (path: string) => isYaml(path) && /(?:^|\/)(?:docker-)?compose[^/]*$/.test(path);

const text = (node: unknown) => (isScalar(node) && typeof node.value === 'string' ? node.value : undefined);

/** A key without a value. */
const isNothing = (node: unknown) => node === null || (isScalar(node) && node.value === null);

const quotedScalar = (value: string) => {
  const scalar = new Scalar(value);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
};

const mapOf = (entries: readonly (readonly [string, unknown])[]) => {
  const map = new YAMLMap();
  for (const [key, value] of entries) map.set(new Scalar(key), value);
  return map;
};

/** The pairs of a map at a key, where there is one. */
const valueAt = (map: unknown, key: string): Pair | undefined =>
  isMap(map) ? map.items.find((pair) => text(pair.key) === key) : undefined;

/** Every service with its keys. Nothing where anchors share parts of services. */
function services(document: Document): YAMLMap[] {
  const found = valueAt(document.contents, 'services')?.value;
  return isMap(found) ? found.items.flatMap((pair) => (isMap(pair.value) ? [pair.value] : [])) : [];
}

/** A rewrite of one key of every service: `change` gives the new value, or undefined where it does not apply. */
const inServices = (name: string, keys: readonly string[], change: (value: unknown) => unknown): Rewrite => {
  const rewrite = inYaml(name, (document) => {
    let changed = false;
    for (const service of services(document)) {
      for (const holder of [service, valueAt(service, 'build')?.value]) {
        for (const key of keys) {
          const pair = valueAt(holder, key);
          if (!pair || (pair.value as { anchor?: string } | null)?.anchor) continue;
          const next = change(pair.value);
          if (next === undefined) continue;
          pair.value = next;
          changed = true;
        }
      }
    }
    return changed;
  });
  return {
    name,
    apply(files) {
      const own = Object.fromEntries(Object.entries(files).filter(([path]) => isCompose(path)));
      const next = rewrite.apply(own);
      return next && { ...files, ...next };
    },
  };
};

/** Every item of a list made anew; undefined where one of them cannot be. */
const eachItem = (change: (item: unknown) => unknown) => (value: unknown) => {
  if (!isSeq(value) || value.items.length === 0) return undefined;
  const next = value.items.map((item) => change(item) ?? item);
  if (next.every((item, at) => item === value.items[at])) return undefined;
  const list = new YAMLSeq();
  list.items = next;
  return list;
};

function listFromMap(value: unknown): unknown {
  if (!isMap(value) || value.items.length === 0) return undefined;
  const list = new YAMLSeq();
  for (const { key, value: given } of value.items) {
    const name = text(key);
    const written = isNothing(given) ? '' : text(given);
    if (name === undefined || name === '<<' || written === undefined || /^(?:~|null|true|false)$/.test(written) || written.includes('\n'))
      return undefined;
    // A value after the `=` of a list is taken as it stands; a key alone takes the shell's.
    list.add(quotedScalar(isNothing(given) ? name : `${name}=${written}`));
  }
  return list;
}

function mapFromList(value: unknown): unknown {
  if (!isSeq(value) || value.items.length === 0) return undefined;
  const entries = value.items.map((item) => text(item));
  if (entries.some((entry) => !entry || /^\W/.test(entry))) return undefined;
  const names = entries.map((entry) => entry?.split('=')[0]);
  if (new Set(names).size < names.length) return undefined;
  return mapOf(
    entries.map((entry = '') => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, null] : [entry.slice(0, at), quotedScalar(entry.slice(at + 1))];
    }),
  );
}

function longPort(item: unknown): unknown {
  const parts = /^(?:(\d+\.\d+\.\d+\.\d+):)?(?:(\d+):)?(\d+)(?:\/(tcp|udp))?$/.exec(text(item) ?? '');
  if (!parts) return undefined;
  const [, host, published, target, protocol] = parts;
  return mapOf([
    ['target', new Scalar(target)],
    ...(published ? [['published', quotedScalar(published)] as const] : []),
    ...(host ? [['host_ip', new Scalar(host)] as const] : []),
    ...(protocol ? [['protocol', new Scalar(protocol)] as const] : []),
  ]);
}

/** A map's entries as text; undefined where it holds more than text, or other keys. */
function entriesOf(item: unknown, known: readonly string[]): Record<string, string> | undefined {
  if (!isMap(item)) return undefined;
  const entries = item.items.map((pair) => [text(pair.key), text(pair.value)] as const);
  if (entries.some(([key, value]) => key === undefined || value === undefined || !known.includes(key))) return undefined;
  return Object.fromEntries(entries);
}

function shortPort(item: unknown): unknown {
  const port = entriesOf(item, ['target', 'published', 'host_ip', 'protocol']);
  if (!port?.target || !port.published) return undefined;
  const host = port.host_ip ? `${port.host_ip}:` : '';
  return quotedScalar(`${host}${port.published}:${port.target}${port.protocol ? `/${port.protocol}` : ''}`);
}

function longVolume(item: unknown): unknown {
  const parts = /^([\w./~-]+):(\/[\w./-]*)(?::(ro|rw))?$/.exec(text(item) ?? '');
  if (!parts) return undefined;
  const [, source = '', target, mode] = parts;
  return mapOf([
    ['type', new Scalar(/^[./~]/.test(source) ? 'bind' : 'volume')],
    ['source', new Scalar(source)],
    ['target', new Scalar(target)],
    ...(mode === 'ro' ? [['read_only', new Scalar('true')] as const] : []),
  ]);
}

function shortVolume(item: unknown): unknown {
  const mount = entriesOf(item, ['type', 'source', 'target', 'read_only']);
  if (!mount?.source || !mount.target || !/^(?:bind|volume)$/.test(mount.type ?? '')) return undefined;
  if (mount.type === 'bind' && !/^[./~]/.test(mount.source)) return undefined;
  return quotedScalar(`${mount.source}:${mount.target}${mount.read_only === 'true' ? ':ro' : ''}`);
}

const longGrant = (item: unknown) => {
  const name = text(item);
  return name ? mapOf([['source', new Scalar(name)]]) : undefined;
};

const shortGrant = (item: unknown) => {
  const grant = entriesOf(item, ['source']);
  return grant?.source ? new Scalar(grant.source) : undefined;
};

const longDependencies = (value: unknown) => {
  if (!isSeq(value) || value.items.length === 0) return undefined;
  const names = value.items.map(text);
  if (names.some((name) => !name)) return undefined;
  return mapOf(names.map((name = '') => [name, mapOf([['condition', new Scalar('service_started')]])]));
};

export const composeRewrites: Rewrite[] = [
  inServices('compose-environment-as-list', ['environment', 'labels', 'args'], listFromMap),
  inServices('compose-environment-as-map', ['environment', 'labels', 'args'], mapFromList),
  inServices('compose-ports-long', ['ports'], eachItem(longPort)),
  inServices('compose-ports-short', ['ports'], eachItem(shortPort)),
  inServices('compose-volumes-long', ['volumes'], eachItem(longVolume)),
  inServices('compose-volumes-short', ['volumes'], eachItem(shortVolume)),
  inServices('compose-secrets-long', ['secrets', 'configs'], eachItem(longGrant)),
  inServices('compose-secrets-short', ['secrets', 'configs'], eachItem(shortGrant)),
  inServices('compose-dependencies-long', ['depends_on'], longDependencies),
];
