/** Divides the words of the user interface for the browser: a script carries the areas it names, not the whole language. */
import type { Plugin } from 'vite';

/**
 * A bundler cannot divide a module between chunks. So each area is imported from a copy of the module (`?area=search`), of which the
 * bundler then drops what is not used.
 * @param code of any module
 * @param id its path; `?area=` marks such a copy
 * @returns the code with its imports of words divided; undefined where there are none
 */
export function divideWords(code: string, id: string): string | undefined {
  const area = /\/strings\/[\w-]+\.ts\?area=(\w+)$/.exec(id)?.[1];
  if (area) {
    const own = new RegExp(`^export const ${area}\\b`, 'm').test(code);
    return code.replace(/^export \* from '(\.\/[\w-]+\.ts)';$/gm, own ? '' : `export { ${area} } from '$1?area=${area}';`);
  }
  if (!code.includes('/strings/index.ts')) return undefined;
  return code.replace(/import \{([^}]*)\} from '([^']*\/strings\/index\.ts)';/g, (_, names: string, from: string) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => `import { ${name} } from '${from}?area=${name.split(' ')[0]}';`)
      .join(' '),
  );
}

export const stringAreas = (): Plugin => ({
  name: 'shipshape-string-areas',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: (code, id) => divideWords(code, id),
});
