/** So that `tsc` alone can read a `.ts` file that names components; `astro check` knows their real types. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
