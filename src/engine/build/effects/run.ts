/** Runs a RUN's commands on the stage's files: which of them run, in which folder, and what comes of it. */

import type { Command } from '../../shell/command.ts';
import { program } from '../../shell/options.ts';
import { readScript } from '../../shell/read.ts';
import type { Answer } from '../../source.ts';
import { effectOf } from './programs.ts';
import { Call, type Effect, type Shell } from './shell.ts';
import { evaluateTest, isTest } from './tests.ts';
import { parentOf } from './tree.ts';

/** Scripts that call scripts deeper than this are not followed. */
const deepest = 6;

/** What the next command of a list makes of the one before: it runs, is skipped, or cannot be told. */
type Status = 'ok' | 'fails' | 'unsure';

/** Runs the text of a script in a shell. */
export function runText(text: string, shell: Shell): Effect {
  if (shell.depth >= deepest) return 'blind';
  const script = readScript(text, 0);
  if (script.interpreter) return 'blind';
  return runCommands(script.commands, { ...shell, depth: shell.depth + 1 });
}

/** Runs commands in order. `blind` marks the step itself, so what comes back is only whether the last one worked. */
export function runCommands(commands: readonly Command[], shell: Shell): Effect {
  return runList(commands, 0, shell);
}

function runList(commands: readonly Command[], depth: number, shell: Shell): Status {
  let status: Status = 'ok';
  for (let at = 0; at < commands.length; ) {
    const first = commands[at] as Command;
    const around = first.within[depth];
    let end = at + 1;
    while (around && commands[end]?.within[depth]?.id === around.id) end++;
    const unit = commands.slice(at, end);
    at = end;
    if (around?.kind === 'substitution') {
      runList(unit, depth + 1, { ...shell });
      continue;
    }
    const runs = decide(first.joined, status);
    if (runs === 'no') continue;
    if (runs === 'yes') status = runUnit(unit, depth, shell);
    else {
      maybe(unit, depth, shell);
      status = 'unsure';
    }
    if (status === 'fails' && (first.name === 'exit' || first.name === 'return')) return status;
  }
  return status;
}

function decide(joined: Command['joined'], status: Status): Answer {
  if (joined === '&&') return status === 'ok' ? 'yes' : status === 'fails' ? 'no' : 'unknown';
  if (joined === '||') return status === 'ok' ? 'no' : status === 'fails' ? 'yes' : 'unknown';
  return 'yes';
}

function runUnit(unit: readonly Command[], depth: number, shell: Shell): Status {
  const first = unit[0] as Command;
  const around = first.within[depth];
  switch (around?.kind) {
    case undefined:
      return runCommand(first, shell);
    case 'group':
      return runList(unit, depth + 1, shell);
    case 'subshell':
      return runList(unit, depth + 1, { ...shell, exported: new Map(shell.exported) });
    case 'if':
      return runIf(unit, depth, shell);
    case 'function':
      return 'ok';
    default:
      maybe(unit, depth, shell);
      return 'ok';
  }
}

function runIf(unit: readonly Command[], depth: number, shell: Shell): Status {
  const branches = new Map<number, { test: Command[]; body: Command[] }>();
  for (const command of unit) {
    const around = command.within[depth];
    if (!around) continue;
    const branch = branches.get(around.branch) ?? { test: [], body: [] };
    (around.condition ? branch.test : branch.body).push(command);
    branches.set(around.branch, branch);
  }
  let unsure = false;
  for (const { test, body } of branches.values()) {
    const outcome = test.length ? runList(test, depth + 1, shell) : 'ok';
    if (outcome === 'fails') continue;
    if (outcome === 'ok' && !unsure) return runList(body, depth + 1, shell);
    maybe(body, depth, shell);
    if (outcome === 'ok') return 'ok';
    unsure = true;
  }
  return 'ok';
}

/** Commands that may run or not: where they would change anything, the step cannot be told. */
function maybe(commands: readonly Command[], depth: number, shell: Shell): void {
  if (!commands.length) return;
  const tree = shell.tree.fork();
  const version = tree.version;
  const blind = tree.blind.length;
  runList(commands, depth + 1, { ...shell, tree, failures: [], rewritten: [], installed: [], exported: new Map(shell.exported) });
  if (tree.version !== version || tree.blind.length !== blind) shell.tree.blindBy(shell.step);
}

function runCommand(command: Command, shell: Shell): Status {
  // Scripts of other files have no place in the Dockerfile: they stand where they were called.
  if (shell.depth === 0) shell.span = command.span;
  const call = new Call(command, shell, program(command));
  if (isTest(call)) return command.checked ? 'ok' : evaluateTest(call);
  const effect = command.name === '' ? assign(call) : perform(call);
  writeRedirects(call);
  if (effect === 'blind') {
    shell.tree.blindBy(shell.step);
    return 'ok';
  }
  if (effect === 'unsure') return command.checked ? 'ok' : 'unsure';
  return effect;
}

function perform(call: Call): Effect {
  if (call.command.word && !call.command.word.literal) return 'blind';
  return effectOf(call);
}

/** `X=1` alone sets a variable of the shell. */
function assign(call: Call): Effect {
  for (const { name, value } of call.command.assignments) call.shell.exported.set(name, call.text(value));
  return 'ok';
}

function writeRedirects(call: Call): void {
  for (const { operator, target } of call.command.redirects) {
    if (!target || !/^(?:&?>>?|>\|)$/.test(operator) || /^(?:\d+|-)$/.test(target.text)) continue;
    const path = call.path(target);
    if (path === undefined || path.startsWith('/dev/') || path.startsWith('/proc/')) continue;
    const known = call.tree.pieces.some((piece) => piece.path === path && !piece.tree);
    // Appending to a file, or writing it again, leaves a file; what is in it is not known any more.
    if (known && operator.includes('>>')) continue;
    call.tree.makeFolder(parentOf(path));
    call.tree.add([call.piece(path, { kind: 'output', tree: false })], call.step);
  }
}
