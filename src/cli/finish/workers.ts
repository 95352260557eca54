/** Builds the workers together with the pages, so that both load the same files: page and worker read the same Dockerfile. */
import type { Plugin } from 'vite';

/** `new URL('./x.worker.ts', import.meta.url)`, as a worker is made from. */
const address = /new URL\('(\.\/[\w-]+\.worker\.ts)', import\.meta\.url\)/;

/** Vite alone would bundle each worker by itself, with copies of all that it shares with the page and with other workers. */
export const sharedWorkers = (): Plugin => ({
  name: 'shipshape-shared-workers',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  async transform(code, id) {
    const [whole, path] = address.exec(code) ?? [];
    const worker = path && (await this.resolve(path, id));
    if (!whole || !worker) return undefined;
    const chunk = this.emitFile({ type: 'chunk', id: worker.id });
    return code.replace(whole, `import.meta.ROLLUP_FILE_URL_${chunk}`);
  },
});
