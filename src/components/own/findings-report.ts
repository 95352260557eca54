/** What the rules find in a reader's own files, to take along: as Markdown for people, as SARIF for code scanning. Nothing is sent from here. */
import { type Diagnostic, engineVersion, type Files, lineStarts, positionAt, type Span } from '#engine';
import { findings as words } from '../../course/strings/index.ts';
import { groupsOf, mostListed, sumOf } from './findings.ts';
import type { Places } from './places.ts';

/** The places of a site, with its origin: 'https://shipshape.example'. A report is read elsewhere. */
export type FarPlaces = Places & { origin: string };

const absolute = (href: string, { origin }: FarPlaces) => (/^https?:/.test(href) ? href : origin.replace(/\/+$/, '') + href);

/** Line starts of each file, worked out once. */
function textsOf(files: Files) {
  const starts = new Map<string, readonly number[]>();
  return (file: string) => {
    const text = Object.hasOwn(files, file) ? (files[file] ?? '') : '';
    const known = starts.get(file) ?? lineStarts(text);
    starts.set(file, known);
    return { text, starts: known };
  };
}

// Markdown

const longestLine = 120;

/** On one line, without what cannot be seen and what turns the direction of the text. */
const visible = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\uFFFD')
    .toWellFormed();

/** Text as a code span that nothing in it can close; nothing for no text. */
export function codeSpan(text: string): string {
  const shown = visible(text).trim();
  if (shown === '') return '';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const gap = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${gap}${shown}${gap}${fence}`;
}

/**
 * A word that GitHub could take for more than a word: markup, an address, the start of a list, a mention of somebody, an issue.
 * Backslashes do not help against the last two, a code span does.
 */
const isMarkup = (word: string) => /[\\`*_[\]<>#|~&@$^={}]|:\/\/|www\.|\bGH-\d|^(?:-+|\+|\d+[.)])$/i.test(word);

/**
 * A message as Markdown. What stands between backticks stays code, and a word outside of them that could be markup becomes code: a backtick
 * in a Dockerfile turns inside and outside around.
 */
export function messageMarkdown(message: string): string {
  const pieces: { code: boolean; text: string }[] = [];
  const add = (code: boolean, text: string) => {
    const last = pieces.at(-1);
    // Two code spans side by side would close each other.
    if (last?.code === code) last.text += text;
    else if (text !== '') pieces.push({ code, text });
  };
  const parts = visible(message).split('`');
  // A backtick without a partner is a character like any other.
  if (parts.length % 2 === 0) parts.push(`${parts.splice(-2, 1)[0]}\`${parts.pop()}`);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) add(true, part);
    else for (const word of part.split(/( )/)) add(isMarkup(word), word);
  }
  // The space around a piece of code belongs to the sentence.
  const inCode = (text: string) => text.replace(/^( *)(.*?)( *)$/, (_, before, inner, after) => before + codeSpan(inner) + after);
  const sentence = pieces.map(({ code, text }) => (code ? inCode(text) : text));
  return sentence.join('').trim();
}

function itemMarkdown(finding: Diagnostic, places: FarPlaces, line: string): string {
  const page = places.rulePage(finding.rule);
  const lesson = places.lesson(finding.rule);
  const also = finding.aka.length > 0 ? `${words.elsewhere}${finding.aka.map(codeSpan).join(', ')}.` : '';
  const facts = [
    finding.fix && `${words.fix}${messageMarkdown(finding.fix.title)}.`,
    page && `${words.rule}[${codeSpan(finding.rule)}](${absolute(page, places)}).`,
    also,
    lesson && `${words.taught}[${messageMarkdown(lesson.title)}](${absolute(lesson.href, places)}).`,
  ].filter(Boolean);
  const excerpt = codeSpan(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  const place = `${codeSpan(finding.file)}, ${words.atLine(finding.line)}`;
  const rows = [`${place}${excerpt && `: ${excerpt}`}`, messageMarkdown(finding.message), facts.join(' ')];
  return `- ${rows.filter(Boolean).join('\n  ')}`;
}

/** A report to paste into an issue or a pull request: GitHub Markdown. Nothing that a Dockerfile holds breaks out of its code span. */
export function findingsMarkdown(findings: readonly Diagnostic[], files: Files, places: FarPlaces): string {
  const textOf = textsOf(files);
  const lineOf = ({ file, line }: Diagnostic) => {
    const { text, starts } = textOf(file);
    return text.slice(starts[line - 1] ?? text.length, starts[line] ?? text.length);
  };
  const groups = groupsOf(findings).map(({ weight, rules }) => {
    const items = rules.flatMap((all) => [
      ...all.slice(0, mostListed).map(({ finding }) => itemMarkdown(finding, places, lineOf(finding))),
      ...(all.length > mostListed ? [`- ${codeSpan(all[0]?.finding.rule ?? '')}: ${words.unlisted(all.length - mostListed)}`] : []),
    ]);
    return `### ${words.group[weight]}\n\n${items.join('\n')}`;
  });
  return `${[`## ${words.reportTitle}`, sumOf(findings), ...groups, words.reportEnd(engineVersion)].join('\n\n')}\n`;
}

// SARIF

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Plain text for SARIF, where brackets and an address in parentheses would be a link. */
const plain = (text: string) => text.replaceAll('`', "'").replaceAll('](', '] (').toWellFormed();

/** A path as a relative address. */
const addressOf = (file: string) => file.toWellFormed().split('/').map(encodeURIComponent).join('/');

/** The title of a rule: its name is advice in the imperative. */
const titleOf = (id: string) => id.slice(0, 1).toUpperCase() + id.slice(1).replaceAll('-', ' ');

function descriptorOf(id: string, places: FarPlaces) {
  const page = places.rulePage(id);
  const address = page && absolute(page, places);
  const text = address ? words.reasons(address) : words.refused;
  return {
    id,
    shortDescription: { text: titleOf(id) },
    fullDescription: { text },
    help: { text },
    ...(address ? { helpUri: address } : {}),
  };
}

/** Lines and columns from 1; the end is the first column behind it, as SARIF counts. */
function regionOf({ text, starts }: { text: string; starts: readonly number[] }, span: Span) {
  const within = (offset: number) => Math.min(Math.max(0, offset), text.length);
  const start = positionAt(starts, within(span.start));
  const end = positionAt(starts, within(Math.max(span.start, span.end)));
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The same as SARIF 2.1.0 text, for code scanning. */
export function findingsSarif(findings: readonly Diagnostic[], files: Files, places: FarPlaces): string {
  const textOf = textsOf(files);
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  const indices = new Map(ids.map((id, index) => [id, index]));
  const results = findings.map((finding) => {
    const artifactLocation = { uri: addressOf(finding.file), uriBaseId: '%SRCROOT%' };
    const file = textOf(finding.file);
    return {
      ruleId: finding.rule,
      ruleIndex: indices.get(finding.rule),
      level: finding.stopsBuild ? 'error' : levels[finding.severity],
      message: { text: plain(finding.message) },
      locations: [{ physicalLocation: { artifactLocation, region: regionOf(file, finding.span) } }],
      ...(finding.fix
        ? {
            fixes: [
              {
                description: { text: plain(finding.fix.title) },
                artifactChanges: [
                  {
                    artifactLocation,
                    replacements: finding.fix.edits.map(({ span, text }) => ({
                      deletedRegion: regionOf(file, span),
                      insertedContent: { text },
                    })),
                  },
                ],
              },
            ],
          }
        : {}),
      properties: { elsewhere: finding.aka },
    };
  });
  const driver = {
    name: 'Shipshape',
    version: engineVersion,
    ...(URL.canParse(places.origin) ? { informationUri: places.origin } : {}),
    rules: ids.map((id) => descriptorOf(id, places)),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
