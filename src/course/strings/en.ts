/**
 * Every word of the user interface in English; what lessons, exercises and the engine say stands with them. One export an area, so
 * that a page carries only the areas it uses. A translation is one file beside this one with the same exports: see `index.ts`.
 *
 * A string with a hole is a function. Write whole sentences: languages differ in how they put parts together.
 */

/** Header, footer, menus: what stands on every page. */
export const site = {
  skip: 'Skip to the content',
};
