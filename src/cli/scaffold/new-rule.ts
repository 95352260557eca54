import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.ts';
import type { Scaffold } from './scaffold.ts';

const index = 'src/engine/rules/index.ts';

/** One file, and its name in the list of all rules. */
export function newRule(id: string): Scaffold {
  const name = camelCase(id);
  const file = `src/engine/rules/${id}.ts`;
  return {
    files: { [file]: ruleText(id, name) },
    changes: { [index]: register(readFileSync(join(root, index), 'utf8'), id, name) },
    next: `Fill in ${file}, then run \`npx vitest run src/engine/rules\`: its bad and good examples are run as tests. Its page will be /rules/${id}/.`,
  };
}

const camelCase = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The list of rules with one more: its import and its name, each in alphabetical order. */
export function register(text: string, id: string, name: string): string {
  const withImport = insertSorted(text, /^import .* from '\.\/(.*)\.ts';$/, id, `import { ${name} } from './${id}.ts';`);
  return insertSorted(withImport, /^ {2}(\w+),$/, name, `  ${name},`);
}

/** Puts a line before the first of its kind that sorts behind it, or after the last. */
function insertSorted(text: string, kind: RegExp, key: string, line: string): string {
  const lines = text.split('\n');
  const keys = lines.map((each) => each.match(kind)?.[1]);
  const behind = keys.findIndex((each) => each !== undefined && each > key);
  const at = behind >= 0 ? behind : keys.findLastIndex((each) => each !== undefined) + 1;
  return lines.toSpliced(at, 0, line).join('\n');
}

const ruleText = (id: string, name: string) => `import { rule } from './rule.ts';

export const ${name} = rule({
  id: '${id}',
  // Names of the same finding elsewhere: BuildKit's check, hadolint's code.
  aka: [],
  severity: 'warning',
  summary: 'FILL IN: one sentence on what holds where the rule is content.',
  why: 'FILL IN: two to four sentences on what goes wrong otherwise.',
  sources: [{ title: 'FILL IN: where it is written', url: 'https://docs.docker.com/', date: '${new Date().toISOString().slice(0, 10)}' }],
  // FILL IN: a file on which it fires, and one on which it is silent.
  bad: 'FROM node:24\\n',
  good: 'FROM node:24\\nUSER node\\n',
  *check(build) {
    // FILL IN: ask the model, and yield a finding for each place: what is there, why it matters, what to look at.
    for (const stage of build.stages) if (stage.steps.length < 0) yield { span: stage.from.span, message: '' };
  },
});
`;
