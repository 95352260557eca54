/** `npx shipshape`: exercises and reviews in one's own editor, with the engine that the site uses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineVersion } from '#engine';
import { check } from './commands/check.ts';
import { type Command, Refusal } from './commands/command.ts';
import { list } from './commands/list.ts';
import { create } from './commands/new.ts';
import { record } from './commands/record.ts';
import { review } from './commands/review.ts';
import { start } from './commands/start.ts';
import { verify } from './commands/verify.ts';
import { didYouMean } from './nearest.ts';
import { root } from './run.ts';

const commands: Record<string, Command> = { list, start, check, review, record, verify, new: create };

function usage(): string {
  const rows = Object.values(commands).map(({ usage, summary }) => `  shipshape ${usage.padEnd(44)} ${summary}`);
  return `Production Docker, exercise by exercise, in your own editor.\n\n${rows.join('\n')}\n\nExit codes: 0 passed, 1 not yet, 2 could not be read.`;
}

function version(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return `shipshape ${version} (engine ${engineVersion})`;
}

/** Runs one command line and gives its exit code. */
async function main([name, ...rest]: string[]): Promise<number> {
  if (name === '--version' || name === '-v') return say(version());
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return say(usage());
  const command = commands[name];
  if (!command) throw new Refusal(`There is no command \`${name}\`.${didYouMean(name, Object.keys(commands))}\n\n${usage()}`);
  const { values, positionals } = read(command, rest);
  if (values.help) return say(`shipshape ${command.usage}\n\n${command.summary}.${command.details ? `\n\n${command.details}` : ''}`);
  return command.run(positionals, values);
}

function read(command: Command, args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { ...command.options, help: { type: 'boolean', short: 'h' } } });
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\nshipshape ${command.usage}`);
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}

// A reader that stops early (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
