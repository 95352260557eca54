/** Slips of beginners that the shell takes for something else: a copied prompt, a long dash, a space after a backslash, a misspelt tool. */
import type { Command, ShellWord } from '../../shell/command.ts';
import { program } from '../../shell/options.ts';
import { nearest } from '../yaml/nearest.ts';
import { type Problem, quote } from './problem.ts';
import { tools } from './tables/tools.ts';

/** A command line as it was most likely meant, with what is wrong with it as it stands. */
export interface Meant {
  tool: string;
  words: ShellWord[];
  problems: Problem[];
}

const isTool = (name: string): boolean => Object.hasOwn(tools, name);

/** Which tool a command calls, or was meant to call; undefined where it is none of ours. */
function meantTool(command: Command): Meant | undefined {
  const tool = program(command);
  if (isTool(tool)) return { tool, words: command.args, problems: [] };
  const [first, ...rest] = command.args;
  const span = command.word?.span ?? command.span;
  const slip = (message: string): Problem => ({ rule: 'unknown-program', severity: 'error', span, message });
  if ((tool === '$' || tool === '%' || tool === '>') && first && isTool(first.text)) {
    return {
      tool: first.text,
      words: rest,
      problems: [slip(`${quote(tool)} is the prompt that a terminal shows, not a part of the command. Take it out.`)],
    };
  }
  const near = tool.length > 2 && first ? nearest(tool, Object.keys(tools)) : undefined;
  // Fingers rarely miss the first letter, and `packer build` is a program of its own.
  if (near?.[0] !== tool[0] || !near || !first || !Object.hasOwn(tools[near]?.commands ?? {}, first.text)) return undefined;
  return { tool: near, words: command.args, problems: [slip(`There is no program ${quote(tool)}. Did you mean ${quote(near)}?`)] };
}

/** A dash as word processors write it, where hyphens were meant. */
function straighten(word: ShellWord): { word: ShellWord; problem?: Problem } {
  const dash = /^[\u2010-\u2015\u2212]+-?(?=\w)/.exec(word.text)?.[0];
  if (!dash) return { word };
  const text = `${word.text.length - dash.length > 1 ? '--' : '-'}${word.text.slice(dash.length)}`;
  const message = `${quote(word.text)} begins with a long dash, as word processors write it. A flag begins with hyphens: ${quote(text)}.`;
  const fix = { title: 'Write hyphens', edits: [{ span: word.span, text }] };
  return { word: { ...word, text }, problem: { rule: 'typographic-dash', severity: 'error', span: word.span, message, fix } };
}

/** `\ ` at the end of a line: the backslash keeps the space instead of joining the lines. */
const isLostContinuation = (word: ShellWord): boolean => /^[ \t\r]$/.test(word.text) && word.span.end - word.span.start === 2;

/** A command of one of our tools with its slips found and read as they were meant. */
export function readMeant(command: Command): Meant | undefined {
  const meant = meantTool(command);
  if (!meant) return undefined;
  const words: ShellWord[] = [];
  const problems = [...meant.problems];
  for (const each of meant.words) {
    if (isLostContinuation(each)) {
      const message =
        'After this backslash stands a space, so it does not join the next line to this one. Nothing may follow it on its line.';
      problems.push({ rule: 'space-after-backslash', severity: 'error', span: each.span, message });
      continue;
    }
    const { word, problem } = straighten(each);
    words.push(word);
    if (problem) problems.push(problem);
  }
  return { tool: meant.tool, words, problems };
}
