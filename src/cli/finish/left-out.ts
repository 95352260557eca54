/** Leaves out of the browser's bundles what only the build, the command line or nobody uses: an exercise loads the whole engine. */
import type { Plugin } from 'vite';

/** Parts of the `yaml` package that write YAML, make values of it, or know the types of YAML 1.1 and of JSON: the engine reads trees of YAML 1.2. */
const unusedYaml =
  /\/yaml\/browser\/dist\/(?:stringify\/\w+|visit|doc\/(?:anchors|applyReviver|createNode)|nodes\/(?:addPairToJSMap|toJS)|parse\/cst-\w+|schema\/(?:yaml-1\.1\/(?!merge)\w+|json\/schema))\.js$/;

/**
 * A module's exports with nothing behind them: whoever calls one is told.
 * @param code of a module whose exports stand in `export { … }`
 * @returns undefined where there are none
 */
export function hollow(code: string): string | undefined {
  const names = [...code.matchAll(/^export \{([^}]*)\};$/gm)].flatMap(([, list = '']) => list.split(','));
  const exported = names.map((name) => name.trim()).filter(Boolean);
  if (exported.length === 0 || exported.some((name) => !/^\w+$/.test(name))) return undefined;
  return `const gone = () => { throw new Error('left out'); };\nexport { ${exported.map((name) => `gone as ${name}`).join(', ')} };\n`;
}

/** A module of the `yaml` package as the browser gets it; undefined where it gets the module as it is. */
export const yamlInBrowser = (path: string, code: string): string | undefined => (unusedYaml.test(path) ? hollow(code) : undefined);

/** What the engine uses of the `yaml` package. */
export const readsYamlOnly = (): Plugin => ({
  name: 'shipshape-reads-yaml-only',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: (code, id) => yamlInBrowser(id, code),
});

/** What a rule says to readers. It stands on the rule's page, which is drawn when the site is built. */
const forReaders = new Set(['summary', 'why', 'lesson', 'sources', 'bad', 'good']);

/** As much of a syntax tree as is looked at. */
interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** The object in the call `rule({ … })` among a module's statements. */
function ruleIn(tree: Node): Node | undefined {
  for (const statement of tree.body as Node[]) {
    const declaration = (statement.declaration ?? statement) as Node;
    for (const { init } of (declaration.declarations ?? []) as { init?: Node }[]) {
      const { name } = (init?.callee ?? {}) as { name?: string };
      if (init?.type === 'CallExpression' && name === 'rule') return (init.arguments as Node[])[0];
    }
  }
  return undefined;
}

/**
 * A rule's module without what is for readers.
 * @param parse gives the module's syntax tree
 * @returns undefined where the module has no rule
 */
export function withoutReading(code: string, parse: (code: string) => unknown): string | undefined {
  const properties = (ruleIn(parse(code) as Node)?.properties ?? []) as Node[];
  const gone = properties.filter(({ key }) => forReaders.has((key as { name?: string } | undefined)?.name ?? ''));
  if (gone.length === 0) return undefined;
  return gone.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''), code);
}

/** Rules without what stands on their pages. */
export const rulesWithoutReading = (): Plugin => ({
  name: 'shipshape-rules-without-reading',
  enforce: 'post',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform(code, id) {
    return /\/src\/engine\/rules\/[\w-]+\.ts$/.test(id) ? withoutReading(code, (text) => this.parse(text)) : undefined;
  },
});
