/** Shell variables that a script assigns itself, in linear time: a list of assignments a name, searched by place. */
import type { Command, ShellWord } from '../../shell/command.ts';

/** A value with the offset from which it holds. */
interface Assignment {
  from: number;
  word: ShellWord;
  exported: boolean;
}

const declarations = new Set(['export', 'declare', 'typeset', 'readonly', 'local']);

/** Variables of the process's environment, by name. */
export interface Environment {
  get(name: string): ShellWord | undefined;
}

export class Variables {
  private readonly assigned = new Map<string, Assignment[]>();
  private readonly exported = new Set<string>();

  /** Takes in a command that assigns: `A=1`, `export A=1`, `export A`. */
  learn(command: Command): void {
    if (command.name === '') {
      for (const { name, value } of command.assignments) this.set(name, value, command.span.end, this.exported.has(name));
    } else if (declarations.has(command.name)) {
      const exports = command.name === 'export' || command.args.some((word) => /^-\w*x/.test(word.text));
      for (const word of command.args) this.takeIn(word, command.span.end, exports);
    }
  }

  private takeIn(word: ShellWord, from: number, exports: boolean): void {
    const match = /^(\w+)(?:\+?=([\s\S]*))?$/.exec(word.text);
    if (!match?.[1]) return;
    const known = this.lookup(match[1], from);
    const value = match[2] === undefined ? known : { text: match[2], literal: word.literal, span: word.span };
    if (value) this.set(match[1], value, from, exports);
  }

  private set(name: string, word: ShellWord, from: number, exported: boolean): void {
    const list = this.assigned.get(name);
    if (list) list.push({ from, word, exported });
    else this.assigned.set(name, [{ from, word, exported }]);
    if (exported) this.exported.add(name);
  }

  /** The value a name has before an offset. */
  lookup(name: string, before: number): ShellWord | undefined {
    return this.at(name, before)?.word;
  }

  private at(name: string, before: number): Assignment | undefined {
    const list = this.assigned.get(name);
    if (!list) return undefined;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.from ?? 0) <= before) low = middle + 1;
      else high = middle;
    }
    return list[low - 1];
  }

  /** What a command sees as its environment, as far as this script sets it; `outside` is asked for the rest. */
  environment(command: Command, outside?: Environment): Environment {
    return {
      get: (name) => {
        const own = command.assignments.findLast((each) => each.name === name)?.value;
        if (own) return own;
        const found = this.at(name, command.span.start);
        return found?.exported ? found.word : outside?.get(name);
      },
    };
  }
}

/** A variable inside a variable inside … beyond this is left as it is; so is a text that grows beyond all reason. */
const deepest = 6;
const longest = 4000;

/** A text with the variables filled in whose values are known; the others stay as written. `deeper` counts down. */
export function fillIn(text: string, variables: Environment, deeper = deepest): string {
  if (deeper <= 0 || text.length > longest || !text.includes('$')) return text;
  const filled = text.replace(
    /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g,
    (written, braced: string | undefined, bare: string | undefined) => {
      const value = variables.get(braced ?? bare ?? '');
      return value === undefined ? written : fillIn(value.text, variables, deeper - 1);
    },
  );
  return filled.length > longest ? text : filled;
}
