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

const nameOf = ({ key }: Node): string => (key as { name?: string } | undefined)?.name ?? '';

/**
 * A rule's module without what is for readers. One that is off unless everything is asked for, which no page does, finds nothing.
 * @param parse gives the module's syntax tree
 * @returns undefined where the module has no rule
 */
export function withoutReading(code: string, parse: (code: string) => unknown): string | undefined {
  const properties = (ruleIn(parse(code) as Node)?.properties ?? []) as Node[];
  const isOff = properties.some((each) => nameOf(each) === 'offByDefault');
  const gone = properties.filter((each) => forReaders.has(nameOf(each)) || (isOff && nameOf(each) === 'check'));
  if (gone.length === 0) return undefined;
  return gone.reduceRight((text, each) => {
    const instead = nameOf(each) === 'check' ? 'check: () => [],' : '';
    return text.slice(0, each.start) + instead + text.slice(each.end).replace(/^\s*,/, '');
  }, code);
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

/** Where the catalogue's facts were read is for those who check them, in the file. */
export const withoutAddresses = (code: string): string => code.replace(/'https?:[^'\n]*'/g, "''");

/** The shell's syntax trees are written as JSON by nobody. */
export const withoutJson = (code: string): string => code.replace(/^ {4}toJSON\(\) \{\n(?: {8}.*\n)* {4}\}\n/gm, '');

/** What is said in data and in classes of others that no page asks for. */
export const saidToNobody = (): Plugin => ({
  name: 'shipshape-said-to-nobody',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform(code, id) {
    if (/\/src\/engine\/catalog\/(images\.data|lifecycles\.data|package-managers)\.ts$/.test(id)) return withoutAddresses(code);
    if (/\/unbash\/dist\/[\w-]+\.js$/.test(id)) return withoutJson(code);
    return undefined;
  },
});
