/** What a format expects where: tables of keys and kinds of value, and the one walk that checks a tree against them. */

import { nearest } from './nearest.ts';
import { describe, isNull, shorten, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from './node.ts';
import type { Report } from './report.ts';

type ScalarType = YamlScalar['type'];

/** Which kinds of node may stand in a place, and what they may hold. A facet that is absent is not allowed. */
export interface Shape {
  /** Allowed types, or true for any scalar but null. */
  scalar?: readonly ScalarType[] | true;
  /** What else must hold of a scalar's text (variables filled in): returns the complaint, a sentence without its full stop. */
  check?: (text: string, scalar: YamlScalar) => string | undefined;
  /** End of the rule id for a failed check: 'invalid-duration'; 'invalid-value' where absent. */
  rule?: string;
  list?: Shape;
  map?: MapShape;
  /** Anything at all; nothing below is looked at. */
  any?: true;
}

export interface MapShape {
  /** What the map is called in a message: 'a service', '`healthcheck`'. */
  what: string;
  /** Known keys; absent where the names are free. */
  keys?: Record<string, Shape>;
  /** The shape of values under free names. */
  values?: Shape;
  required?: readonly string[];
  /** Keys that belong somewhere else, with where: `resources` directly under a service. */
  misplaced?: Record<string, string>;
}

export const any: Shape = { any: true };
export const text: Shape = { scalar: ['string'] };
export const number: Shape = { scalar: ['number'] };
/** A boolean; text such as `"true"` is converted by the tools that read it. */
export const bool: Shape = { scalar: ['bool'] };
export const scalar: Shape = { scalar: true };
export const oneOf = (...words: string[]): Shape => ({
  scalar: ['string'],
  check: (text) => (words.includes(text) ? undefined : `only ${words.map((word) => `\`${word}\``).join(', ')} can stand here`),
});
export const listOf = (list: Shape): Shape => ({ list });
export const mapOf = (what: string, values: Shape): Shape => ({ map: { what, values } });
export const object = (what: string, keys: Record<string, Shape>, more: Partial<MapShape> = {}): Shape => ({
  map: { what, keys, ...more },
});
/** Several facets in one place: short and long form. */
export const either = (...shapes: Shape[]): Shape => Object.assign({}, ...shapes);
export const orNull = (shape: Shape): Shape => ({
  ...shape,
  scalar: shape.scalar === true ? ['string', 'number', 'bool', 'null'] : [...(shape.scalar ?? []), 'null'],
});

/** How one format is checked. */
export interface ShapeCheck {
  /** Rule ids begin with it: `compose` → `compose-unknown-key`. */
  format: 'compose' | 'kubernetes';
  report: Report;
  /** The tool refuses unknown keys; else they are only mentioned where they look misspelt. */
  strict: boolean;
  /** For a scalar that holds variables: its text with them filled in, or 'unknown'. Undefined: there are none. */
  fill?: (scalar: YamlScalar) => { text: string } | 'unknown' | undefined;
  /** The type a scalar has for this tool, where it is not that of YAML 1.2. */
  typeOf?: (scalar: YamlScalar) => ScalarType;
  /** Null means "not written" everywhere. */
  nullable?: boolean;
  /** Keys that mean nothing to the tool and hold anything: `x-…`. */
  ignored?: (key: string, keyNode: YamlScalar) => boolean;
}

/** Checks a tree against a shape. Each shared node is looked at once for each shape it is used as. */
export function checkShape(node: YamlNode, shape: Shape, path: string, check: ShapeCheck): void {
  new Walk(check).node(node, shape, path);
}

class Walk {
  readonly #check: ShapeCheck;
  readonly #seen = new Map<YamlNode, Set<Shape>>();
  /** Unknown keys already reported: a merge key brings the same key into several maps. */
  readonly #told = new Set<YamlNode>();

  constructor(check: ShapeCheck) {
    this.#check = check;
  }

  node(node: YamlNode, shape: Shape, path: string): void {
    if (shape.any) return;
    const seen = this.#seen.get(node) ?? new Set();
    if (seen.has(shape)) return;
    this.#seen.set(node, seen.add(shape));
    if (node.tag === '!reset') return;
    if (node.kind === 'scalar') this.#scalar(node, shape, path);
    else if (node.kind === 'map' && shape.map) this.#map(node, shape.map, path);
    else if (node.kind === 'sequence' && shape.list) for (const item of node.items) this.node(item, shape.list, `${path}[]`);
    else this.#wrong(node, shape, path);
  }

  #scalar(node: YamlScalar, shape: Shape, path: string) {
    const type = this.#check.typeOf?.(node) ?? node.type;
    if (type === 'null' && this.#check.nullable) return;
    const filled = this.#check.fill?.(node);
    const types = shape.scalar === true ? ['string', 'number', 'bool'] : (shape.scalar ?? []);
    const fits = filled === undefined ? types.includes(type) : types.length > 0;
    if (!fits) return this.#wrong(node, shape, path);
    const complaint = filled === 'unknown' ? undefined : shape.check?.(filled?.text ?? node.text, node);
    if (complaint === undefined) return;
    const { format, report } = this.#check;
    report.error(`${format}-${shape.rule ?? 'invalid-value'}`, node, `\`${path.replace('[]', '')}: ${shorten(node.text)}\`: ${complaint}.`);
  }

  #map(node: YamlMap, shape: MapShape, path: string) {
    for (const entry of node.entries) {
      if (this.#check.ignored?.(entry.key, entry.keyNode)) continue;
      const known = Object.hasOwn(shape.keys ?? {}, entry.key) ? shape.keys?.[entry.key] : shape.values;
      if (known) this.node(entry.value, known, shape.values === known ? `${path}.${shorten(entry.key, 30)}` : entry.key);
      else this.#unknown(entry, shape);
    }
    for (const key of shape.required ?? []) {
      if (node.entries.some((entry) => entry.key === key)) continue;
      const message = `${capital(shape.what)} needs \`${key}:\`, and there is none here.`;
      this.#check.report.error(`${this.#check.format}-missing-key`, firstLine(node), message);
    }
  }

  #unknown({ key, keyNode }: YamlEntry, shape: MapShape) {
    if (this.#check.report.full || this.#told.has(keyNode)) return;
    this.#told.add(keyNode);
    const { format, report, strict } = this.#check;
    const place = shape.misplaced && Object.hasOwn(shape.misplaced, key) ? shape.misplaced[key] : undefined;
    const quoted = `\`${shorten(key)}\``;
    if (place !== undefined) {
      report.error(
        `${format}-misplaced-${strict ? 'key' : 'field'}`,
        keyNode,
        `${quoted} is no ${strict ? 'key' : 'field'} of ${shape.what}: ${place}.`,
      );
      return;
    }
    const meant = nearest(key, Object.keys(shape.keys ?? {}));
    if (meant === undefined && !strict) return;
    const fix = meant === undefined ? undefined : { title: `Write \`${meant}\``, edits: [{ span: keyNode.span, text: meant }] };
    const what = strict ? 'key' : 'field';
    const message = `${quoted} is no ${what} of ${shape.what}.${meant === undefined ? '' : ` Did you mean \`${meant}\`?`}`;
    // A format whose table may be behind its tool is sure only where nothing but upper and lower case differ.
    const sure = strict || key.toLowerCase() === meant?.toLowerCase();
    report.add(`${format}-unknown-${what}`, sure ? 'error' : 'warning', keyNode, message, fix);
  }

  #wrong(node: YamlNode, shape: Shape, path: string) {
    const wanted = wants(shape);
    const read = node.kind === 'scalar' ? this.#check.typeOf?.(node) : undefined;
    const got =
      read === 'bool' && node.kind === 'scalar' && node.type !== 'bool'
        ? `\`${shorten(node.text)}\`, which is read as a boolean`
        : describe(node);
    this.#check.report.error(
      `${this.#check.format}-wrong-type`,
      node.kind === 'scalar' ? node : firstLine(node),
      `${capital(placeName(path))} takes ${wanted}, and here is ${got}.${advice(node, shape)}`,
    );
  }
}

/** Where to point for a map or list: its first key or item, not the whole block. */
function firstLine(node: YamlNode): YamlNode {
  if (node.kind === 'map') return node.entries[0]?.keyNode ?? node;
  if (node.kind === 'sequence') return node.items[0] ? firstLine(node.items[0]) : node;
  return node;
}

/** A path as a message names it: `a file` as it is, `ports` in backticks, `ports[]` as one item of it. */
function placeName(path: string): string {
  if (path.includes(' ')) return path;
  return path.endsWith('[]') ? `an item of \`${path.replaceAll('[]', '')}\`` : `\`${path}\``;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function wants(shape: Shape): string {
  const words: string[] = [];
  const types = shape.scalar === true ? (['string', 'number', 'bool'] as const) : (shape.scalar ?? []);
  const named: Record<ScalarType, string> = { string: 'text', number: 'a number', bool: '`true` or `false`', null: '' };
  for (const type of types) if (named[type] !== '') words.push(named[type]);
  if (shape.list) words.push('a list');
  if (shape.map) words.push('a map of keys');
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? 'nothing');
}

/** The slip that most often leads to this kind of node in this place. */
function advice(node: YamlNode, shape: Shape): string {
  if (node.kind === 'scalar') {
    const tight = shape.map && node.type === 'string' ? /^([\w.-]+):\S/.exec(node.text) : null;
    if (tight) return ` Put a space after the colon of \`${shorten(tight[1] ?? '', 30)}:\`.`;
    if (shape.list && node.type === 'string' && /^-\S/.test(node.text)) return ' Put a space after each dash.';
    if (isNull(node) && (shape.map || shape.list)) return ' Indent what belongs to it below the key, or remove the key.';
    if (node.type !== 'null' && Array.isArray(shape.scalar) && shape.scalar.includes('string'))
      return ` Put it in quotes: \`"${shorten(node.text, 30)}"\`.`;
    if (shape.list && !shape.map) return ' Write it as a list item: `- …`.';
    return '';
  }
  if (node.kind === 'map' && shape.list && !shape.map) return ' Begin each item with `- `.';
  if (node.kind === 'map' && shape.scalar !== undefined && node.entries.length === 1)
    return ' A colon with a space makes a map: put the value in quotes, or write `KEY=value` in a list.';
  if (node.kind === 'sequence' && shape.map && !shape.list) return ' Write `key: value` lines without dashes.';
  return '';
}
