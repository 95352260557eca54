/**
 * The files that stand in lessons. Every fenced block in a language that the engine reads is one: it is read by the engine, and
 * reviewed as a learner's file would be. What is found there has to be named by the author, or the build stops. Pure.
 */
import {
  type Diagnostic,
  parseIgnore,
  readCommands,
  readCompose,
  readDaemonJson,
  readEntrypoint,
  readKubernetes,
  readVex,
  readWorkflow,
  review,
} from '#engine';
import { pathOf } from './vocabulary.ts';

/** One fenced block of a lesson, as the author wrote it. */
export interface LessonFile {
  /** As written after the three backticks; 'text' where nothing is. */
  language: string;
  text: string;
  /** The file's path, given or inferred from the language; undefined where it cannot be told. */
  path?: string;
  /** Only a part of the file: read inside a whole one that fits it. */
  fragment?: boolean;
  /** Ids of the rules that find something here on purpose. */
  findings?: readonly string[];
}

export interface PlacedFile extends LessonFile {
  /** 1-based line of the opening backticks in the MDX file. */
  line: number;
  /** The component it stands in: 'File', 'StageGraph'; undefined for a bare block. */
  component?: string;
}

/** What is needed of a diagnostic here. */
export type Said = Pick<Diagnostic, 'rule' | 'line' | 'message' | 'severity'>;

/** What the engine says on a file of a lesson: the findings that its author announced, and what is wrong with the lesson. */
export interface Reading {
  /** Announced findings, their lines counted in the block. */
  remarks: Said[];
  /** One sentence each, without the place; empty where all is well. */
  problems: string[];
}

/** Languages of which the engine reads at least one kind of file. */
const known = new Set(['dockerfile', 'dockerignore', 'sh', 'yaml', 'json']);

const dockerfileName = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.Dockerfile$/;
const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));

/** A last stage that no rule objects to. */
const ending = 'FROM scratch\nUSER 65532:65532\n';

/** What stands above a part of a Dockerfile that begins no stage: the stages it copies from, and a stage for itself. */
const stagesBefore = (text: string): string => {
  const sources = [...text.matchAll(/(?:--|,)from=([\w-]+)(?=[\s,]|$)/g)].map((match) => match[1] ?? '');
  return `${[...new Set(sources)].map((name) => `FROM scratch AS ${name}\n`).join('')}${ending}`;
};

/** A whole file around a part of one, and how many of its lines stand above that part. */
function whole({ text, path = '' }: LessonFile): { text: string; above: number } {
  const around = (lead: string, by = 0) => ({ text: lead + indent(text, by), above: lead.split('\n').length - 1 });
  if (dockerfileName.test(path)) return /^\s*FROM\s/im.test(text) ? { text: `${text}\n${ending}`, above: 0 } : around(stagesBefore(text));
  if (path.startsWith('.github/workflows/') && /^- /.test(text))
    return around('on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n', 6);
  if (/^resources:/.test(text) && !/compose/.test(path))
    return around(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: part\nspec:\n  containers:\n    - name: part\n      image: part:1.0.0\n',
      6,
    );
  return around('');
}

/** What the engine says on one file; undefined where it reads no such file. */
function read(path: string, text: string): readonly Said[] | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (dockerfileName.test(path)) return review({ [path]: text }, { everything: true });
  if (name.endsWith('.dockerignore')) return refusedPatterns(text);
  if (/^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/.test(name)) return readCompose(text).diagnostics;
  if (path.startsWith('.github/workflows/')) return readWorkflow(text, path).diagnostics;
  if (name.startsWith('.trivyignore') || name.endsWith('.openvex.json')) return readVex(text, path).diagnostics;
  if (name === 'daemon.json') return readDaemonJson(text, path).diagnostics;
  if (/\.ya?ml$/.test(name) && /^kind:/m.test(text)) return readKubernetes(text, path).diagnostics;
  if (name === 'command.sh') return readCommands(text, path).diagnostics;
  if (name.endsWith('.sh')) return readEntrypoint(text, path).diagnostics;
  return undefined;
}

/** Reads a file of a lesson as the engine reads a learner's. A block in another language, or without a path in `text`, is no file. */
export function readLessonFile(file: LessonFile): Reading {
  const { language, fragment = false, findings = [] } = file;
  const path = pathOf(file);
  if (path === undefined)
    return { remarks: [], problems: known.has(language) ? [`a block of ${language} needs a path: wrap it in <File path="…">`] : [] };
  const { text, above } = fragment ? whole({ ...file, path }) : { text: file.text, above: 0 };
  const said = read(path, text);
  if (!said) return { remarks: [], problems: known.has(language) ? [`the engine has no reader for ${path}`] : [] };
  const placed = said
    .filter(({ line }) => line > above && line <= above + file.text.split('\n').length)
    .map((each) => ({ ...each, line: each.line - above }));
  const remarks = placed.filter(({ rule }) => findings.includes(rule));
  const missed = findings.filter((rule) => !remarks.some((each) => each.rule === rule));
  const byDefault = new Set(dockerfileName.test(path) ? review({ [path]: text }).map(({ rule }) => rule) : said.map(({ rule }) => rule));
  const unnamed = placed.filter(({ rule }) => byDefault.has(rule) && !findings.includes(rule));
  return {
    remarks,
    problems: [
      ...missed.map(
        (rule) =>
          `the engine does not find \`${rule}\` in ${path}. It finds: ${[...new Set(placed.map((each) => each.rule))].join(', ') || 'nothing'}`,
      ),
      ...unnamed.map(
        ({ rule, line, message }) =>
          `line ${line} of ${path}, ${rule}: ${message} Repair it, or show it as a mistake with finding="${rule}"`,
      ),
    ],
  };
}

const refusedPatterns = (text: string): Said[] =>
  parseIgnore(text).problems.map(({ message, span }) => ({
    rule: 'unreadable-pattern',
    line: text.slice(0, span.start).split('\n').length,
    message,
    severity: 'error',
  }));

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** The fenced blocks of a lesson's MDX source, in order, each with the component that it stands in. What is inside <Output> is no file. */
export function filesIn(mdx: string): PlacedFile[] {
  const files: PlacedFile[] = [];
  const open: { name: string; tag: string }[] = [];
  let fence: { mark: string; language: string; line: number; lines: string[]; pad: number } | undefined;
  for (const [index, line] of mdx.split('\n').entries()) {
    if (fence) {
      if (line.trim() !== fence.mark) {
        fence.lines.push(line.slice(Math.min(fence.pad, line.length - line.trimStart().length)));
        continue;
      }
      const inside = open.at(-1);
      const tag = inside?.tag ?? '';
      const path = attribute(tag, 'path') ?? attribute(tag, 'ignore');
      if (inside?.name !== 'Output')
        files.push({
          language: fence.language,
          text: fence.lines.join('\n'),
          ...(path === undefined ? {} : { path }),
          fragment: /\sfragment(?=[\s>/])/.test(tag),
          findings: attribute(tag, 'finding')?.split(' ') ?? [],
          line: fence.line,
          ...(inside ? { component: inside.name } : {}),
        });
      fence = undefined;
      continue;
    }
    const opening = /^(\s*)(`{3,})([\w-]*)\s*$/.exec(line);
    if (opening) {
      fence = { mark: opening[2] ?? '', language: opening[3] || 'text', line: index + 1, lines: [], pad: (opening[1] ?? '').length };
      continue;
    }
    // A component stands on a line of its own: its tag opens a block, closes one, or is complete in itself.
    const closing = /^\s*<\/([A-Z]\w*)>\s*$/.exec(line)?.[1];
    if (closing && open.at(-1)?.name === closing) open.pop();
    const name = /^\s*<([A-Z]\w*)(?=[\s>])/.exec(line)?.[1];
    if (name && !line.trimEnd().endsWith('/>') && !line.includes(`</${name}>`)) open.push({ name, tag: line });
  }
  return files;
}

/** What is wrong with the files of a lesson, each with its place: `content/lessons/…/01-x.mdx:42: …`. */
export const problemsIn = (mdx: string, file: string): string[] =>
  filesIn(mdx).flatMap((placed) => readLessonFile(placed).problems.map((problem) => `${file}:${placed.line}: ${problem}`));
