/** `test`, `[` and `[[`: what they come to where the model can tell. */

import type { Call, Effect } from './shell.ts';
import { baseName } from './tree.ts';

export const isTest = (call: Call): boolean => ['test', '[', '[['].includes(call.program);

/** Evaluates one simple test. */
export function evaluateTest(call: Call): Extract<Effect, 'ok' | 'fails' | 'unsure'> {
  const words = wordsOf(call);
  const negated = words[0] === '!';
  const outcome = evaluate(negated ? words.slice(1) : words, call);
  if (!negated || outcome === 'unsure') return outcome;
  return outcome === 'ok' ? 'fails' : 'ok';
}

type Outcome = 'ok' | 'fails' | 'unsure';

function wordsOf(call: Call): (string | undefined)[] {
  if (baseName(call.command.name) === '[[') return (call.words[0]?.text ?? '').split(/\s+/).map((word) => literal(word));
  const words = call.words.map((word) => call.text(word));
  return call.program === '[' && words.at(-1) === ']' ? words.slice(0, -1) : words;
}

/** A word of `[[ … ]]`, which arrives as one text. */
const literal = (word: string): string | undefined => (/[$`*?"']/.test(word) ? undefined : word);

function evaluate(words: (string | undefined)[], call: Call): Outcome {
  const [first, second, third] = words;
  if (words.length === 2 && first !== undefined && /^-[fedsr]$/.test(first)) return onDisk(second, call);
  if (words.length === 2 && (first === '-n' || first === '-z')) {
    if (second === undefined) return 'unsure';
    return (second !== '') === (first === '-n') ? 'ok' : 'fails';
  }
  if (words.length === 3 && first !== undefined && third !== undefined) {
    if (second === '=' || second === '==') return first === third ? 'ok' : 'fails';
    if (second === '!=') return first === third ? 'fails' : 'ok';
  }
  return 'unsure';
}

function onDisk(word: string | undefined, call: Call): Outcome {
  const path = word === undefined ? undefined : call.path(word);
  if (path === undefined) return 'unsure';
  const answer = call.holds(path);
  return answer === 'yes' ? 'ok' : answer === 'no' ? 'fails' : 'unsure';
}
