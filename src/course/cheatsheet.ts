/** What the cheat sheet prints, taken from lessons and rules: no copy of them is kept by hand. Pure. */

export interface Task {
  /** Plain text with `code`. */
  text: string;
  /** The command that goes with it. */
  command?: string;
}

/** The closing list of a lesson, from its MDX source: what to do on Monday. Empty where it has none. */
export function mondayOf(mdx: string): Task[] {
  const list = /<Monday>([\s\S]*?)<\/Monday>/.exec(mdx)?.[1] ?? '';
  return list
    .split(/^\d+\.\s+/m)
    .slice(1)
    .map((item) => {
      const command = /^\s*```\w*\n([\s\S]*?)^\s*```\s*$/m.exec(item);
      const pad = /^\s*/.exec(command?.[1] ?? '')?.[0].length ?? 0;
      const prose = command ? item.replace(command[0], '\n') : item;
      return {
        text: prose.replace(/\s+/g, ' ').trim(),
        ...(command ? { command: (command[1] ?? '').replace(new RegExp(`^ {${pad}}`, 'gm'), '').trimEnd() } : {}),
      };
    });
}

/** The lines in which two texts differ: what stands only in the first, and what only in the second. Each line counts once. */
export function changeBetween(bad: string, good: string): { bad: string[]; good: string[] } {
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const only = (text: string, other: string) => {
    const known = new Set(lines(other));
    return lines(text).filter((line) => !known.has(line));
  };
  return { bad: only(bad, good), good: only(good, bad) };
}
