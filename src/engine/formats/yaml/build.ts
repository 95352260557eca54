import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Span } from '../../source.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from './node.ts';
import { shorten } from './node.ts';

/** Something wrong with the tree that the YAML grammar itself allows. */
export interface TreeProblem {
  rule: 'yaml-syntax' | 'yaml-duplicate-key' | 'yaml-alias' | 'yaml-too-large';
  span: Span;
  message: string;
}

/** Levels of maps and lists; real files stay under twenty. */
const deepest = 100;
/** Nodes with aliases written out: beyond this a few lines pretend to be a huge file. */
const mostExpanded = 200_000;
const sizeCap = 1_000_000_000;

/** Turns the library's nodes of one document into ours. Linear in the document: an alias shares its anchor's node. */
export class TreeBuilder {
  readonly problems: TreeProblem[] = [];
  readonly #file: string;
  readonly #text: string;
  readonly #anchors = new Map<string, YamlNode | 'open'>();

  readonly #lineOf: (offset: number) => number;
  #mergedEntries = 0;
  #tooDeep = false;

  constructor(file: string, text: string, lineOf: (offset: number) => number) {
    this.#file = file;
    this.#text = text;
    this.#lineOf = lineOf;
  }

  /** The document's root; undefined where it is empty or would not fit in memory. */
  build(document: Document.Parsed): YamlNode | undefined {
    this.#anchors.clear();
    const { contents } = document;
    if (contents === null) return undefined;
    const root = this.#node(contents, 0, contents.range?.[0] ?? 0);
    if (root.size <= mostExpanded && this.#mergedEntries <= mostExpanded) return root;
    this.#problem(
      'yaml-too-large',
      { start: root.span.start, end: root.span.start },
      'Anchors and aliases make this file more than 200,000 values large once they are written out. Tools refuse such a file: use fewer aliases of aliases.',
    );
    return undefined;
  }

  #problem(rule: TreeProblem['rule'], span: Span, message: string) {
    this.problems.push({ rule, span, message });
  }

  #spanOf(node: Node, at: number): Span {
    const range = node.range;
    if (!range) return { start: at, end: at };
    const start = Math.min(range[0], this.#text.length);
    let end = Math.min(Math.max(start, range[1]), this.#text.length);
    // A block map or list ends where its last value ends; the library counts the line break too.
    if (isMap(node) || isSeq(node)) while (end > start && /\s/.test(this.#text[end - 1] ?? '')) end--;
    return { start, end };
  }

  #node(node: Node, depth: number, at: number): YamlNode {
    const span = this.#spanOf(node, at);
    if (depth > deepest) {
      if (!this.#tooDeep) this.#problem('yaml-too-large', span, `This is nested more than ${deepest} levels deep. No tool needs that.`);
      this.#tooDeep = true;
      return this.#null(span);
    }
    if (isAlias(node)) return this.#alias(node.source, span);
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const built = isMap(node)
      ? this.#map(node.items as Pair<Node, Node | null>[], span, depth)
      : isSeq(node)
        ? this.#sequence(node.items as Node[], span, depth)
        : this.#scalar(node, span);
    if (node.tag !== undefined) built.tag = node.tag;
    if (anchor !== undefined) {
      built.anchor = anchor;
      this.#anchors.set(anchor, built);
    }
    return built;
  }

  #null(span: Span): YamlScalar {
    return { kind: 'scalar', type: 'null', value: null, text: '', style: 'plain', file: this.#file, span, size: 1 };
  }

  #alias(name: string, span: Span): YamlNode {
    const target = this.#anchors.get(name);
    if (target !== undefined && target !== 'open') return target;
    const quoted = `\`*${shorten(name)}\``;
    const message =
      target === 'open'
        ? `${quoted} stands inside the very block that \`&${shorten(name)}\` names, so it would contain itself without end.`
        : `${quoted} asks for what \`&${shorten(name)}\` names, and no such anchor stands above it. If it is meant as text, for example a file pattern, put it in quotes.`;
    this.#problem('yaml-alias', span, message);
    return this.#null(span);
  }

  #scalar(node: Node, span: Span): YamlScalar {
    if (!isScalar(node)) return this.#null(span);
    const { value } = node;
    const style = node.type === 'PLAIN' ? 'plain' : node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' ? 'block' : 'quoted';
    const text = node.source ?? (typeof value === 'string' ? value : '');
    const base = { kind: 'scalar', text, style, file: this.#file, span, size: 1 } as const;
    if (value === null || value === undefined) return { ...base, type: 'null', value: null };
    if (typeof value === 'number' || typeof value === 'bigint') return { ...base, type: 'number', value: Number(value) };
    if (typeof value === 'boolean') return { ...base, type: 'bool', value };
    return { ...base, type: 'string', value: typeof value === 'string' ? value : text };
  }

  #sequence(items: Node[], span: Span, depth: number): YamlSequence {
    const built: YamlNode[] = [];
    let size = 1;
    let at = span.start;
    for (const item of items) {
      const node = isNodeLike(item) ? this.#node(item, depth + 1, at) : this.#null({ start: at, end: at });
      at = Math.max(at, node.file === this.#file ? Math.min(node.span.end, span.end) : at);
      size = Math.min(sizeCap, size + node.size);
      built.push(node);
    }
    return { kind: 'sequence', items: built, file: this.#file, span, size };
  }

  #map(pairs: Pair<Node, Node | null>[], span: Span, depth: number): YamlMap {
    const entries = new Map<string, YamlEntry>();
    const merges: YamlEntry[] = [];
    for (const pair of pairs) {
      const keyNode = this.#key(pair.key, span);
      if (!keyNode) continue;
      const at = keyNode.span.end;
      const value = isNodeLike(pair.value) ? this.#node(pair.value, depth + 1, at) : this.#null({ start: at, end: at });
      const entry: YamlEntry = { key: keyNode.text, keyNode, value };
      if (entry.key === '<<' && keyNode.style === 'plain') merges.push(entry);
      else if (entries.has(entry.key)) this.#duplicate(entry, entries.get(entry.key));
      else entries.set(entry.key, entry);
    }
    for (const merge of merges) this.#merge(merge, entries);
    let size = 1;
    for (const entry of entries.values()) size = Math.min(sizeCap, size + entry.value.size);
    return { kind: 'map', entries: [...entries.values()], file: this.#file, span, size };
  }

  #key(key: Node | null, span: Span): YamlScalar | undefined {
    if (!isNodeLike(key)) return this.#null({ start: span.start, end: span.start });
    if (isScalar(key)) return this.#scalar(key, this.#spanOf(key, span.start));
    const at = this.#spanOf(key, span.start);
    if (isAlias(key)) {
      const target = this.#alias(key.source, at);
      if (target.kind === 'scalar') return { ...target, span: at };
    }
    const braces = this.#text.slice(Math.max(0, at.start - 1), at.start + 1) === '{{';
    const message = braces
      ? 'A value that begins with `{{` is read as a map inside a map. Put it in quotes; if this is a template (Helm, Jinja), render it first: this file is not YAML yet.'
      : 'A key is a single word or text here, not a list or a map.';
    this.#problem('yaml-syntax', at, message);
    return undefined;
  }

  #duplicate(entry: YamlEntry, first: YamlEntry | undefined) {
    const line = first ? ` (first on line ${this.#lineOf(first.keyNode.span.start)})` : '';
    this.#problem(
      'yaml-duplicate-key',
      entry.keyNode.span,
      `\`${shorten(entry.key)}\` stands twice in the same map${line}. Only one could count, so tools refuse the file: join the two or rename one.`,
    );
  }

  /** Keys that are written win over merged ones; among several merged maps the earlier wins. */
  #merge(merge: YamlEntry, entries: Map<string, YamlEntry>) {
    const sources = merge.value.kind === 'sequence' ? merge.value.items : [merge.value];
    for (const source of sources) {
      if (source.kind !== 'map') {
        if (source.kind !== 'scalar' || source.type !== 'null')
          this.#problem('yaml-alias', merge.keyNode.span, '`<<` takes a map, or a list of maps, for example `<<: *defaults`.');
        continue;
      }
      this.#mergedEntries += source.entries.length;
      if (this.#mergedEntries > mostExpanded) return;
      for (const entry of source.entries) if (!entries.has(entry.key)) entries.set(entry.key, { ...entry, merged: true });
    }
  }
}

const isNodeLike = (value: unknown): value is Node => isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
