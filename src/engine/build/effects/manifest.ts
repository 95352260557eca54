/** Reads a package.json as far as installs and builds need it. */

export interface Manifest {
  name?: string;
  scripts: Record<string, string>;
  production: string[];
  development: string[];
  /** A workspace root: its packages bring dependencies of their own. */
  workspaces: boolean;
  /** `packageManager`, taken apart: `pnpm@10.1.0` → pnpm, 10. */
  manager?: { name: string; major: number };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A package.json; undefined where it is not JSON. */
export function readManifest(text: string): Manifest | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const strings = (value: unknown): [string, string][] =>
    isObject(value) ? Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : [];
  const names = (...fields: string[]) => fields.flatMap((field) => strings((json as Record<string, unknown>)[field]).map(([name]) => name));
  const manager = typeof json.packageManager === 'string' ? /^(\w+)@(\d+)/.exec(json.packageManager) : undefined;
  return {
    ...(typeof json.name === 'string' ? { name: json.name } : {}),
    scripts: Object.fromEntries(strings(json.scripts)),
    production: names('dependencies', 'optionalDependencies', 'peerDependencies'),
    development: names('devDependencies'),
    workspaces: json.workspaces !== undefined,
    ...(manager?.[1] ? { manager: { name: manager[1], major: Number(manager[2]) } } : {}),
  };
}

/** `outDir` and its like in a tsconfig, which is JSON with comments; undefined where it sets none. */
export function outDirOf(tsconfig: string): string | undefined {
  return /"outDir"\s*:\s*"([^"]*)"/.exec(tsconfig.replace(/^\s*\/\/.*$/gm, ''))?.[1];
}

/** What `files` and `include` of a tsconfig name, as written; undefined where it has neither and takes all of its folder. */
export function inputsOf(tsconfig: string): string[] | undefined {
  const plain = tsconfig.replace(/^\s*\/\/.*$/gm, '');
  const lists = [...plain.matchAll(/"(?:include|files)"\s*:\s*\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return lists.length > 0 ? lists.flatMap((list) => [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')) : undefined;
}
