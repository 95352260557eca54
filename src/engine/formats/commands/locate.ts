/** Finds which command of a tool a line calls: `docker --context x buildx build …` → the table of `docker build`. */
import type { ShellWord } from '../../shell/command.ts';
import { nearest } from '../yaml/nearest.ts';
import { type FlagUse, readArgv } from './argv.ts';
import { type CommandSpec, type Group, isGroup } from './grammar.ts';
import { type Problem, quote } from './problem.ts';

/** A call with its command found and its words taken apart. */
export interface Located {
  /** Undefined where the next word is no command of the tool. */
  spec?: CommandSpec;
  flags: FlagUse[];
  operands: ShellWord[];
  open: ShellWord[];
  problems: Problem[];
}

/** Walks from the tool's name down to its command. */
export function locate(tool: Group, words: readonly ShellWord[]): Located {
  const found: Located = { flags: [], operands: [], open: [], problems: [] };
  let node: Group | CommandSpec = tool;
  let rest = words;
  while (isGroup(node)) {
    const argv = readArgv(node.flags, rest, true);
    const word: ShellWord | undefined = rest[argv.used];
    const next: Group | CommandSpec | undefined = word && Object.hasOwn(node.commands, word.text) ? node.commands[word.text] : undefined;
    if (!next && node.fallback) {
      node = node.fallback;
      break;
    }
    found.flags.push(...argv.flags);
    found.open.push(...argv.open);
    found.problems.push(...argv.problems);
    if (!next) return word ? unknownCommand(found, node, word) : found;
    rest = rest.slice(argv.used + 1);
    node = next;
  }
  const argv = readArgv(node, rest);
  found.problems.push(...argv.problems);
  if (!argv.flags.some((flag) => flag.name === 'help')) found.problems.push(...countOperands(node, argv.operands, argv.open, words));
  return {
    spec: node,
    flags: [...found.flags, ...argv.flags],
    operands: argv.operands,
    open: [...found.open, ...argv.open],
    problems: found.problems,
  };
}

function unknownCommand(found: Located, group: Group, word: ShellWord): Located {
  if (!word.literal) return found;
  const near = nearest(word.text, Object.keys(group.commands));
  const meant = near ? ` Did you mean ${quote(near)}?` : '';
  const message = `${quote(word.text)} is not a command of ${quote(group.name)}.${meant}`;
  // A plugin that we do not know may exist: without a near name it is only a question.
  found.problems.push({ rule: 'unknown-command', severity: near ? 'error' : 'info', span: word.span, message });
  return found;
}

function countOperands(
  spec: CommandSpec,
  operands: readonly ShellWord[],
  open: readonly ShellWord[],
  words: readonly ShellWord[],
): Problem[] {
  const last = operands.at(-1) ?? words.at(-1);
  if (!last) return [];
  if (operands.length < spec.least && !open.length) {
    const message = `${quote(spec.name)} needs ${spec.operand ?? 'more words'}, and none is left after its flags.`;
    return [
      {
        rule: 'missing-operand',
        severity: 'error',
        span: last.span,
        message: operands.length ? message.replace('none is', 'too few are') : message,
      },
    ];
  }
  const extra = spec.most === undefined || spec.stopAtOperand ? undefined : operands[spec.most];
  if (!extra || operands.some((word) => !word.literal)) return [];
  const one = spec.most === 1 ? ` It takes one: ${spec.operand ?? 'a name'}.` : '';
  return [
    {
      rule: 'too-many-operands',
      severity: 'error',
      span: extra.span,
      message: `${quote(extra.text)} is one word too many for ${quote(spec.name)}.${one} A flag's value may be missing its flag, or its quotes.`,
    },
  ];
}
