import { entryOf, nodeAt, shorten, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { mergeNodes } from './merge.ts';

/** Services that extend services that extend services: real files have two levels. */
const longestChain = 50;
/** Values that extending may copy in all: beyond this a few lines pretend to be a huge file. */
const mostCopied = 200_000;

/** Fills in `extends:` within the given files. Returns the tree of one file and the services of which a part is out of sight. */
export class Extender {
  readonly #roots: ReadonlyMap<string, YamlNode>;
  readonly #report: Report;
  readonly #done = new Map<YamlNode, YamlNode>();
  readonly #services = new Map<YamlNode, Map<string, YamlNode>>();
  #copied = 0;
  #told = false;
  /** Names of services that extend something in a file that was not given. */
  readonly partial = new Set<string>();
  /** Those files, as written. */
  readonly unseen = new Set<string>();

  constructor(roots: ReadonlyMap<string, YamlNode>, report: Report) {
    this.#roots = roots;
    this.#report = report;
  }

  extend(root: YamlNode): YamlNode {
    const services = entryOf(root, 'services');
    if (root.kind !== 'map' || services?.value.kind !== 'map') return root;
    if (!services.value.entries.some(({ value }) => entryOf(value, 'extends'))) return root;
    const entries = services.value.entries.map((entry) => ({ ...entry, value: this.#service(entry.key, entry.value, root, []) }));
    const value: YamlMap = { ...services.value, entries };
    return { ...root, entries: root.entries.map((entry) => (entry === services ? { ...entry, value } : entry)) };
  }

  #service(name: string, node: YamlNode, root: YamlNode, chain: YamlNode[]): YamlNode {
    const entry = entryOf(node, 'extends');
    const known = this.#done.get(node);
    if (!entry || known) return known ?? node;
    if (this.#copied > mostCopied) {
      if (!this.#told)
        this.#report.error(
          'compose-too-large',
          entry.value,
          'Services extend one another so often that the file grows beyond 200,000 values. It is not read further.',
        );
      this.#told = true;
      return node;
    }
    if (chain.includes(node) || chain.length > longestChain) {
      this.#report.error('compose-extends-cycle', entry.value, `\`${shorten(name)}\` extends itself, by way of the services it extends.`);
      return node;
    }
    const file = nodeAt(entry.value, 'file');
    const wanted = entry.value.kind === 'scalar' ? entry.value : nodeAt(entry.value, 'service');
    if (wanted?.kind !== 'scalar') return node;
    const source = file?.kind === 'scalar' ? this.#roots.get(joinPath(node.file, file.text)) : root;
    const base = source && this.#named(source).get(wanted.text);
    const merged =
      base && source ? mergeNodes(this.#service(wanted.text, base, source, [...chain, node]), node, ['services', name]) : undefined;
    this.#copied += merged?.size ?? 0;
    if (!base) this.#missing(name, wanted.text, file?.kind === 'scalar' && !source ? file.text : undefined, wanted);
    if (base && this.partial.has(wanted.text)) this.partial.add(name);
    this.#done.set(node, merged ?? node);
    return merged ?? node;
  }

  /** The services of a file by name, looked up once. */
  #named(root: YamlNode): Map<string, YamlNode> {
    const known = this.#services.get(root);
    if (known) return known;
    const services = nodeAt(root, 'services');
    const named = new Map(services?.kind === 'map' ? services.entries.map(({ key, value }) => [key, value]) : []);
    this.#services.set(root, named);
    return named;
  }

  #missing(name: string, wanted: string, file: string | undefined, at: YamlNode) {
    if (file !== undefined) {
      this.unseen.add(file);
      this.partial.add(name);
      return;
    }
    this.#report.error(
      'compose-undefined-service',
      at,
      `\`${shorten(name)}\` extends \`${shorten(wanted)}\`, and there is no service of that name.`,
    );
  }
}

/** A path written in one file, as a path in the workspace. */
export function joinPath(from: string, to: string): string {
  const parts = to.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
