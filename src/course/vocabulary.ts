/**
 * The constructs that a file uses, as short names such as `COPY --from`, `compose depends_on` or `docker run --read-only`: what a
 * lesson has to introduce before an exercise may ask for it. Names that people choose (of stages, services, volumes) are no constructs.
 */
import { parse as parseYaml } from 'yaml';
import { type Invocation, parse, readCommands, readWorkflow } from '#engine';

const dockerfileName = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.Dockerfile$/;

const inferred: Record<string, string> = { dockerfile: 'Dockerfile', dockerignore: '.dockerignore', sh: 'command.sh' };

/** The path of a fenced block of a lesson: given, or inferred from its language; undefined where neither says. */
export const pathOf = ({ path, language }: { path?: string; language: string }): string | undefined => path ?? inferred[language];

/** Constructs of one file, each once. Files that hold none, such as `answers.json`, give an empty list. */
export function constructsIn(path: string, text: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (dockerfileName.test(path)) return unique(inDockerfile(text));
  if (name.endsWith('.dockerignore')) return unique(inIgnoreFile(text));
  if (/^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/.test(name)) return unique(keys(text, 'compose', composeNames));
  if (/\.ya?ml$/.test(name) && /^(?:on|jobs):/m.test(text)) return unique(inWorkflow(text));
  if (/\.ya?ml$/.test(name) && /^kind:/m.test(text)) return unique(inManifest(text));
  if (name === 'daemon.json') return unique(keys(text, 'daemon.json', new Set()));
  if (name.endsWith('.openvex.json')) return ['VEX'];
  if (name.startsWith('.trivyignore')) return [name];
  if (name.endsWith('.sh')) return unique(inScript(text));
  return [];
}

const unique = (words: string[]): string[] => [...new Set(words)].sort();

function inDockerfile(text: string): string[] {
  const { directives, instructions } = parse(text);
  return [
    ...(directives.syntax ? ['# syntax'] : []),
    ...instructions.flatMap(({ keyword, flags, heredocs, args }) => [
      keyword,
      ...(heredocs.length > 0 ? [`${keyword} heredoc`] : []),
      ...(keyword === 'FROM' && args.length > 1 ? ['FROM AS'] : []),
      ...flags.flatMap(({ name, value = '' }) => (name === 'mount' ? mount(value) : [`${keyword} --${name}`])),
    ]),
  ];
}

function mount(value: string): string[] {
  const pairs = value.split(',').map((pair) => pair.split('='));
  const type = pairs.find(([key]) => key === 'type')?.[1] ?? 'bind';
  return [`RUN --mount=type=${type}`];
}

const inIgnoreFile = (text: string): string[] => [
  ...(/^[^#]*\*\*/m.test(text) ? ['ignore **'] : []),
  ...(/^!/m.test(text) ? ['ignore !'] : []),
];

/** Programs whose flags a lesson has to introduce; what else a script calls is the shell's. */
const tools = new Set(['docker', 'trivy', 'grype', 'snyk', 'kubectl']);

function inScript(text: string): string[] {
  const of = ({ tool, name, flags, inner }: Invocation): string[] => [
    ...(tools.has(tool) ? [name, ...flags.map((flag) => `${name} ${flag.name}`)] : []),
    ...(inner ? of(inner) : []),
  ];
  return readCommands(text).invocations.flatMap(of);
}

/** Keys whose children are named by people. */
const composeNames = new Set([
  'services',
  'volumes',
  'secrets',
  'networks',
  'configs',
  'environment',
  'labels',
  'args',
  'additional_contexts',
  'extra_hosts',
  'depends_on',
]);
const manifestNames = new Set(['labels', 'matchLabels', 'annotations', 'data', 'stringData', 'nodeSelector']);
const workflowNames = new Set(['jobs', 'env', 'outputs', 'secrets', 'inputs', 'services', 'matrix']);

/** Every key of a YAML or JSON document as `<prefix> <key>`, without the children of keys in `named`: those are names. */
function keys(text: string, prefix: string, named: ReadonlySet<string>): string[] {
  const found: string[] = [];
  const walk = (value: unknown, areNames: boolean): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, false);
    else if (value && typeof value === 'object')
      for (const [key, child] of Object.entries(value)) {
        if (!areNames && key !== '<<' && !key.startsWith('x-')) found.push(`${prefix} ${key}`);
        // A name's own children are keys again; so are those of a list.
        walk(child, !areNames && named.has(key) && !Array.isArray(child));
      }
  };
  try {
    walk(parseYaml(text), false);
  } catch {
    return [];
  }
  return found;
}

const inManifest = (text: string): string[] => [
  ...[...text.matchAll(/^kind:\s*(\w+)/gm)].map((match) => `kind ${match[1]}`),
  ...text.split(/^---$/m).flatMap((document) => keys(document, 'kubernetes', manifestNames)),
];

function inWorkflow(text: string): string[] {
  const steps = readWorkflow(text).jobs.flatMap((job) => job.steps);
  return [
    ...keys(text, 'workflow', workflowNames),
    ...steps.flatMap(({ uses }) => (uses ? [`action ${uses.name}`] : [])),
    ...steps.flatMap(({ run }) => (run ? inScript(run.text) : [])),
  ];
}
