/** What an exercise may ask: each is a function of parameters that gives a goal. */
export { staysIn, staysOut } from './context.ts';
