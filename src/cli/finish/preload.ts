/** Vite's helper for dynamic imports, in a quarter of its size: every lesson carries it. */
import type { Plugin } from 'vite';

/**
 * Asks for what a chunk will import before it says so itself, and waits for its style sheets. A worker has no page to ask with. The grader
 * is only fetched: the page never runs it, its worker does.
 */
const helper = `const asked = new Set();
export const __vitePreload = (load, needs = []) =>
  Promise.all((globalThis.document ? needs : []).map((path) => {
    if (asked.has(path)) return;
    asked.add(path);
    const link = document.createElement('link');
    const style = path.endsWith('.css');
    link.rel = style ? 'stylesheet' : path.includes('/grader.') ? 'prefetch' : 'modulepreload';
    link.href = import.meta.env.BASE_URL.replace(/\\/*$/, '/') + path;
    document.head.append(link);
    return style && new Promise((done) => { link.onload = link.onerror = done; });
  })).then(load);
`;

export const smallPreload = (): Plugin => {
  let grader: string[] = [];
  return {
    name: 'shipshape-preload',
    enforce: 'pre',
    apply: 'build',
    // The exercises are loaded in the worker, which preloads nothing, and hints when asked for: the list of what each needs would be long.
    // The bench comes with the grader, which its worker would ask for much later.
    configEnvironment: (name) =>
      name === 'client'
        ? {
            build: {
              modulePreload: {
                polyfill: false,
                resolveDependencies: (path, needs, { hostId }) => {
                  if (/\/(?:exercises|bench)\./.test(hostId)) return [];
                  return /\/bench\./.test(path) ? [...needs, ...grader] : needs;
                },
              },
            },
          }
        : undefined,
    load: (id) => (id === '\0vite/preload-helper.js' ? helper : undefined),
    generateBundle(_, bundle) {
      grader = Object.values(bundle).flatMap((file) => (file.type === 'chunk' && file.name === 'grader' ? [file.fileName] : []));
    },
  };
};
