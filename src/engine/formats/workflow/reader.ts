/** What the workflow readers share: the file's text, its comments and the report. */
import { lineAt, lineStarts, type Span } from '../../source.ts';
import type { Problem } from '../commands/problem.ts';
import { nearest } from '../yaml/nearest.ts';
import { type Located, shorten, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import type { Yaml } from '../yaml/read.ts';
import { type Locate, readExpressions } from './expressions.ts';
import { locateIn } from './scalars.ts';
import type { EnvVar, Inputs, Text } from './workflow.ts';

export class Reader {
  readonly file: string;
  readonly source: string;
  readonly yaml: Yaml;
  readonly #starts: number[];
  readonly #comments: Map<number, string>;

  constructor(source: string, yaml: Yaml) {
    this.file = yaml.file;
    this.source = source;
    this.yaml = yaml;
    this.#starts = lineStarts(source);
    this.#comments = new Map(yaml.comments.map((comment) => [lineAt(this.#starts, comment.span.start), comment.text]));
  }

  error(rule: string, at: Located, message: string): void {
    this.yaml.report.error(rule, at, message);
  }

  problems(problems: readonly Problem[]): void {
    for (const { rule, severity, span, message, fix } of problems)
      this.yaml.report.add(rule, severity, { file: this.file, span }, message, fix);
  }

  /** Reports keys that nobody reads: a misspelt `need:` is otherwise silent until GitHub refuses the file. */
  keys(node: YamlMap, known: readonly string[], what: string): void {
    for (const { key, keyNode } of node.entries) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      const meant = near ? ` Did you mean \`${near}:\`?` : '';
      const fix = near ? { title: `Write \`${near}\``, edits: [{ span: keyNode.span, text: near }] } : undefined;
      this.yaml.report.error('workflow-unknown-key', keyNode, `\`${shorten(key)}:\` is no key of ${what}.${meant}`, fix);
    }
  }

  locate(node: YamlScalar): Locate {
    return locateIn(node, this.source);
  }

  /** The comment on the line on which a span ends. */
  commentAfter(span: Span): string | undefined {
    return this.#comments.get(lineAt(this.#starts, span.end));
  }

  plain(node: YamlScalar): Text {
    return { text: node.text, expressions: readExpressions(node.text, this.locate(node)), span: node.span };
  }

  /** A scalar's text; nothing for a map, a list or a null. */
  text(node: YamlNode | undefined): Text | undefined {
    return node?.kind === 'scalar' && node.type !== 'null' ? this.plain(node) : undefined;
  }

  /** Texts of a list, or of the one that stands in its place. */
  list(node: YamlNode | undefined): Text[] {
    if (node?.kind === 'sequence') return node.items.flatMap((item) => this.text(item) ?? []);
    const one = this.text(node);
    return one ? [one] : [];
  }

  env(node: YamlNode | undefined): EnvVar[] {
    if (node?.kind !== 'map') return [];
    return node.entries.flatMap(({ key, value }) => (value.kind === 'scalar' ? [{ name: key, ...this.plain(value) }] : []));
  }

  inputs(node: YamlNode | undefined): Inputs {
    if (node?.kind !== 'map') return new Map();
    return new Map(
      node.entries.map(({ key, value }) => {
        const text = value.kind === 'scalar' ? this.plain(value) : { text: '', expressions: [], span: value.span };
        return [key.toLowerCase(), { ...text, node: value }];
      }),
    );
  }
}
