/** The words of the user interface, by area. Which language is spoken is decided here, and nowhere else. */
export * from './en.ts';
