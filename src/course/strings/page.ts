/** The words that scripts of every page carry, apart from the rest: see `en-page.ts`. The language is decided here as in `index.ts`. */
export * from './en-page.ts';
