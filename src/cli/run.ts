/** Runs the project's own tools as child processes. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder, wherever it was called from. */
export const root = join(import.meta.dirname, '..', '..');

export interface Ran {
  /** Exit code; a signal or a failed start counts as 1. */
  code: number;
  /** What it printed, both streams as they came. */
  output: string;
}

/** The file behind a package's command: started with this Node, it needs no shell and no PATH, and works on Windows. */
export function tool(name: string, command = name): string {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Error(`${name} has no command ${command}`);
  return join(folder, file);
}

/** Runs a script with this Node in the project's folder and keeps what it prints. `env` is laid over this process's; undefined removes. */
export function runNode(script: string, args: string[] = [], env: Record<string, string | undefined> = {}): Promise<Ran> {
  return run(process.execPath, [script, ...args], env);
}

/** Runs a command and keeps what it prints. It dies with this process. */
export function run(command: string, args: string[], env: Record<string, string | undefined> = {}): Promise<Ran> {
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const stop = () => child.kill();
    process.once('exit', stop);
    child.on('error', (error) => keep(`${error.message}\n`));
    child.on('close', (code) => {
      process.off('exit', stop);
      done({ code: code ?? 1, output });
    });
  });
}
