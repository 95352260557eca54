/** The one place that knows the `yaml` library: text in, plain nodes with spans and findings out. */
import { type Document, parseAllDocuments, type YAMLParseError } from 'yaml';
import { lineAt, lineStarts, type Span } from '../../source.ts';
import { TreeBuilder } from './build.ts';
import { explain } from './explain.ts';
import type { YamlDocument } from './node.ts';
import { Report } from './report.ts';
import { withoutBreak } from './scene.ts';
import { readTokens, type Tokens } from './tokens.ts';
import { lookalikesIn, straighten } from './typography.ts';

/** A YAML (or JSON) text, read. */
export interface Yaml {
  file: string;
  documents: YamlDocument[];
  comments: Tokens['comments'];
  /** No tool would read this file: `report` then holds why, and the documents are only what could be guessed. */
  broken: boolean;
  report: Report;
}

/** Longer texts are not read: they would keep a browser busy for seconds. */
const mostCharacters = 1_000_000;

const refusals = {
  'too deep': 'Brackets stand inside brackets more than 64 deep.',
  'too many tokens': 'This file has more than 250,000 words and signs.',
  'nothing between': 'More than a thousand values stand side by side with nothing between them.',
};

const options = {
  version: '1.2',
  // Also where the text itself says `%YAML 1.1`, and without the types of 1.1 (`!!set`, `!!binary`): no tool that is judged here has them.
  schema: 'core',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  merge: false,
  logLevel: 'silent',
} as const;

/**
 * Reads every document of a YAML or JSON text. Never throws; takes at most about a second. The first syntax error is reported
 * alone (`yaml-syntax`), for those after it are mostly its echo.
 */
export function readYaml(text: string, file = 'file.yaml'): Yaml {
  const report = new Report();
  report.file(file, text);
  const starts = lineStarts(text);
  const yaml: Yaml = { file, documents: [], comments: [], broken: false, report };
  const refuse = (rule: string, span: Span, message: string) => {
    yaml.broken = true;
    report.error(rule, { file, span }, message);
    return yaml;
  };
  if (text.length > mostCharacters)
    return refuse('yaml-too-large', { start: 0, end: 0 }, 'This file is longer than a million characters and is not read.');
  try {
    const tokens = readTokens(text);
    yaml.comments = tokens.comments;
    if (tokens.refused) {
      const { why, at } = tokens.refused;
      return refuse('yaml-too-large', { start: at, end: Math.min(at + 1, text.length) }, `${refusals[why]} It is not read further.`);
    }
    const parsed = parseAllDocuments(text, options);
    const documents = (Array.isArray(parsed) ? parsed : [parsed]) as Document.Parsed[];
    const error = firstError(documents);
    if (error) {
      yaml.broken = true;
      const { span, message, fix } = explain(error, text, starts, tokens);
      report.error('yaml-syntax', { file, span }, message, fix);
    }
    readTrees(yaml, documents, text, starts);
    if (!yaml.broken) warnOfTypography(yaml, text, starts);
  } catch {
    // The library guards its own recursion; this is for a stack that was nearly full when it was called.
    if (!yaml.broken) refuse('yaml-syntax', { start: 0, end: 0 }, 'This file is nested too deeply to be read.');
  }
  return yaml;
}

function firstError(documents: Document.Parsed[]): YAMLParseError | undefined {
  let first: YAMLParseError | undefined;
  for (const { errors } of documents) for (const error of errors) if (!first || error.pos[0] < first.pos[0]) first = error;
  return first;
}

function readTrees(yaml: Yaml, documents: Document.Parsed[], text: string, starts: number[]) {
  const builder = new TreeBuilder(yaml.file, text, (offset) => lineAt(starts, offset));
  for (const document of documents) {
    const root = builder.build(document);
    const [start, , end] = document.range ?? [0, 0, text.length];
    yaml.documents.push({ ...(root ? { root } : {}), span: { start: Math.min(start, text.length), end: Math.min(end, text.length) } });
  }
  if (yaml.broken) return;
  for (const { rule, span, message } of builder.problems) {
    yaml.broken = true;
    yaml.report.error(rule, { file: yaml.file, span }, message);
  }
}

/** Curly quotes and dashes that YAML takes for text: the file is read, but hardly as it was meant. */
function warnOfTypography(yaml: Yaml, text: string, starts: number[]) {
  if (!/[\u00a0\u2007\u200b\u2010-\u201f\u202f\u2212\u3000\uff1a]/.test(text)) return;
  const inBlock = blockLines(yaml, starts);
  for (let line = 1; line <= starts.length; line++) {
    const start = starts[line - 1] ?? 0;
    if (inBlock.has(line)) continue;
    const found = lookalikesIn(withoutBreak(text, start, starts[line] ?? text.length), start);
    const first = found[0];
    if (!first) continue;
    const message = `There is ${first.name} here, as web pages and word processors write it. YAML takes it for part of the text, which is hardly what you mean.`;
    yaml.report.warn('yaml-typography', { file: yaml.file, span: first.span }, message, straighten(found));
  }
}

/** Lines inside scalars that span several lines: there such characters are prose. */
function blockLines(yaml: Yaml, starts: number[]): Set<number> {
  const lines = new Set<number>();
  const seen = new Set<object>();
  const visit = (node: YamlDocument['root']) => {
    if (!node || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'map') for (const { value } of node.entries) visit(value);
    else if (node.kind === 'sequence') for (const item of node.items) visit(item);
    else if (node.style !== 'plain') {
      const last = lineAt(starts, Math.max(node.span.start, node.span.end - 1));
      for (let line = lineAt(starts, node.span.start) + 1; line <= last; line++) lines.add(line);
    }
  };
  for (const { root } of yaml.documents) visit(root);
  return lines;
}
