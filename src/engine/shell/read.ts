/** Reads shell text into simple commands. Together with its neighbours in this folder the only door to `unbash`. */
import {
  type AndOr,
  type CommandNode,
  type CompoundList,
  type If,
  type Pipeline,
  type PipelineNode,
  parse,
  type Command as Simple,
  type Statement,
  type Script as Tree,
  type Word,
} from 'unbash';
import type { Command, Enclosure, Redirect, Script, ShellWord } from './command.ts';
import { foreignInterpreter, shebang } from './interpreter.ts';
import { outcomes } from './outcome.ts';
import { substitutions } from './substitutions.ts';
import { innerStart, type Locate, toArgument, toRedirect, toValue, toWord } from './words.ts';
import { shellOptions, unwrap } from './wrappers.ts';

/** What is known of the shell before the text begins. */
export interface ReadOptions {
  /** `set -e` is in force: SHELL ["/bin/sh", "-e", "-c"]. */
  errexit?: boolean;
  pipefail?: boolean;
  /** Which language the text is in. Text for PowerShell and cmd is not read. Default: a POSIX shell. */
  dialect?: 'sh' | 'bash' | 'powershell' | 'cmd';
}

/** `sh -c "sh -c …"` deeper than this is left as it is. */
const deepest = 8;

/** Wrappers around one command beyond this are left as they are, so that `sudo sudo sudo …` stays linear. */
const mostWrappers = 12;

/** Options of one shell process; `set` changes them, a subshell gets a copy. */
interface Process {
  errexit: boolean;
  pipefail: boolean;
}

/** Where a command stands. */
interface Place {
  process: Process;
  locate: Locate;
  joined: Command['joined'];
  /** The script ends with this command's status, and somebody looks at that. */
  noticed: boolean;
  /** `set -e` does not act here: a condition, `!`, or before `&&` and `||`. */
  guarded: boolean;
  within: Enclosure[];
  background: boolean;
  wrappers: string[];
  depth: number;
}

/** What is gathered on the way. */
interface Reading {
  commands: Command[];
  problems: Script['problems'];
  /** How many compounds were met. */
  enclosures: number;
  /** Options in force when the first command other than `set` ran, and at the first pipe. */
  errexit?: boolean;
  pipefail?: boolean;
}

/**
 * Reads shell text. `start` is the text's offset in its file; spans are offsets into that file, character for character. Never
 * throws: what the shell would refuse is in `problems`, beside everything that could be read.
 */
export function readScript(text: string, start: number, options: ReadOptions = {}): Script {
  const interpreter = options.dialect === 'powershell' || options.dialect === 'cmd' ? options.dialect : foreignInterpreter(text);
  const process: Process = { errexit: options.errexit ?? false, pipefail: options.pipefail ?? false };
  const reading: Reading = { commands: [], problems: [], enclosures: 0 };
  if (interpreter) return { commands: [], ...process, interpreter, problems: [] };
  if (shebang(text)?.flags.includes('e')) process.errexit = true;
  const locate: Locate = (from, to) => ({ start: start + from, end: start + to });
  const place: Place = {
    process,
    locate,
    joined: '',
    noticed: true,
    guarded: false,
    within: [],
    background: false,
    wrappers: [],
    depth: 0,
  };
  readText(text, place, reading);
  return {
    commands: reading.commands,
    errexit: reading.errexit ?? process.errexit,
    pipefail: reading.pipefail ?? process.pipefail,
    problems: reading.problems,
  };
}

function readText(text: string, place: Place, reading: Reading): void {
  const tree = parse(text);
  for (const error of tree.errors ?? []) {
    reading.problems.push({
      message: error.message,
      span: place.locate(error.pos, Math.min(error.pos + 1, Math.max(text.length, error.pos))),
    });
  }
  readStatements(tree.commands, text, place, reading);
}

function readStatements(statements: readonly Statement[], text: string, place: Place, reading: Reading): void {
  let joined = place.joined;
  let previousEnd: number | undefined;
  statements.forEach((statement, index) => {
    // A statement's end may already hold its `&`; a `;` stands between the two.
    if (previousEnd !== undefined)
      joined = statements[index - 1]?.background ? '&' : text.slice(previousEnd, statement.pos).includes(';') ? ';' : '';
    previousEnd = statement.end;
    const background = place.background || statement.background === true;
    const noticed = place.noticed && index === statements.length - 1 && !background;
    readJoined(statement.command, text, { ...place, joined, noticed, background, guarded: place.guarded || background }, reading);
  });
}

const readList = (list: CompoundList | undefined, text: string, place: Place, reading: Reading): void =>
  list && readStatements(list.commands, text, place, reading);

function readJoined(node: PipelineNode | AndOr, text: string, place: Place, reading: Reading): void {
  if (node.type !== 'AndOr') {
    readPipeline(node, text, place, reading);
    return;
  }
  const outcome = outcomes(node, place);
  node.commands.forEach((command, index) => {
    const joined = index === 0 ? place.joined : (node.operators[index - 1] ?? '&&');
    readPipeline(command, text, { ...place, joined, ...outcome[index] }, reading);
  });
}

function readPipeline(node: PipelineNode, text: string, place: Place, reading: Reading): void {
  if (node.type !== 'Pipeline') {
    readNode(node, text, place, reading);
    return;
  }
  const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
  const timed = node.prefixes.some((prefix) => prefix.type === 'Time');
  const wrappers = timed ? [...place.wrappers, 'time'] : place.wrappers;
  const whole: Place = negated ? { ...place, wrappers, noticed: false, guarded: true } : { ...place, wrappers };
  const last = node.commands.length - 1;
  if (last > 0) reading.pipefail ??= place.process.pipefail;
  node.commands.forEach((command, index) => {
    const lost = index < last && !place.process.pipefail;
    const process = last > 0 ? { ...place.process } : place.process;
    const here: Place = { ...whole, process, joined: index === 0 ? place.joined : '|' };
    readNode(command, text, lost ? { ...here, noticed: false, guarded: true } : here, reading);
  });
}

/** One command of any kind. The cases return what the reader returns, which is nothing. */
function readNode(node: CommandNode | Pipeline | CompoundList, text: string, place: Place, reading: Reading): unknown {
  const within = (kind: Enclosure['kind'], id: number, branch = 0, condition = false): Place => ({
    ...place,
    within: [...place.within, { kind, id, branch, condition }],
    ...(condition ? { noticed: false, guarded: true } : {}),
  });
  const id = reading.enclosures;
  switch (node.type) {
    case 'Command':
      return readSimple(node, text, place, reading);
    case 'CompoundList':
      return readList(node, text, place, reading);
    case 'Redirected':
      readNode(node.command, text, place, reading);
      return addBare(
        node.redirects.map((redirect) => toRedirect(redirect, place.locate)),
        node,
        place,
        reading,
      );
    case 'BraceGroup':
      reading.enclosures++;
      return readList(node.body, text, within('group', id), reading);
    case 'Subshell':
      reading.enclosures++;
      return readList(node.body, text, { ...within('subshell', id), process: { ...place.process } }, reading);
    case 'If':
      reading.enclosures++;
      return readIf(node, text, (branch, condition) => within('if', id, branch, condition), reading);
    case 'While':
      reading.enclosures++;
      readList(node.clause, text, within('loop', id, 0, true), reading);
      return readList(node.body, text, { ...within('loop', id), joined: '', noticed: false }, reading);
    case 'For':
    case 'Select':
      reading.enclosures++;
      for (const word of node.wordlist ?? []) readSubstitutions(word, text, place, reading);
      return readList(node.body, text, { ...within('loop', id), noticed: false }, reading);
    case 'ArithmeticFor':
      reading.enclosures++;
      return readList(node.body, text, { ...within('loop', id), noticed: false }, reading);
    case 'Case':
      reading.enclosures++;
      readSubstitutions(node.word, text, place, reading);
      node.items.forEach((item, branch) => {
        readList(item.body, text, { ...within('case', id, branch), joined: branch === 0 ? place.joined : '' }, reading);
      });
      return;
    case 'Function':
      reading.enclosures++;
      return readNode(node.body, text, { ...within('function', id), noticed: false }, reading);
    case 'Coproc':
      return readNode(node.body, text, { ...place, noticed: false, guarded: true, background: true }, reading);
    case 'TestCommand':
      return addTest('[[', text.slice(node.pos + 2, Math.max(node.pos + 2, node.end - 2)), node, place, reading);
    case 'ArithmeticCommand':
      return addTest('((', node.body, node, place, reading);
    default:
      return;
  }
}

function readIf(node: If, text: string, place: (branch: number, condition: boolean) => Place, reading: Reading): void {
  const branches: Pick<If, 'clause' | 'then'>[] = [node, ...node.elif];
  branches.forEach((branch, index) => {
    const condition = place(index, true);
    readList(branch.clause, text, index === 0 ? condition : { ...condition, joined: '' }, reading);
    readList(branch.then, text, { ...place(index, false), joined: '' }, reading);
  });
  readList(node.else, text, { ...place(branches.length, false), joined: '' }, reading);
}

/** A new compound, with an id of its own. */
const enclosure = (kind: Enclosure['kind'], reading: Reading): Enclosure => ({
  kind,
  id: reading.enclosures++,
  branch: 0,
  condition: false,
});

const isChecked = (place: Place): boolean => place.noticed || (place.process.errexit && !place.guarded);

function command(place: Place, node: { pos: number; end: number }, parts: Partial<Command>): Command {
  return {
    name: '',
    args: [],
    assignments: [],
    redirects: [],
    wrappers: place.wrappers,
    span: place.locate(node.pos, node.end),
    joined: place.joined,
    checked: isChecked(place),
    nested: place.within.some((around) => around.kind !== 'group'),
    within: place.within,
    background: place.background,
    ...parts,
  };
}

/** `[[ a ]]` and `(( a ))`: recorded under the word that opens them, with what is inside as one argument. */
function addTest(name: string, inside: string, node: { pos: number; end: number }, place: Place, reading: Reading): void {
  const word = { text: name, literal: true, span: place.locate(node.pos, node.pos + 2) };
  const argument = { text: inside.trim(), literal: false, span: place.locate(node.pos + 2, Math.max(node.pos + 2, node.end - 2)) };
  add(command(place, node, { name, word, args: [argument] }), place, reading);
}

/** The redirections of a whole group, as a command that does only that. */
function addBare(redirects: Redirect[], node: { pos: number; end: number }, place: Place, reading: Reading): void {
  add(command(place, node, { redirects, joined: '' }), place, reading);
}

function add(made: Command, place: Place, reading: Reading): void {
  if (made.name !== 'set') reading.errexit ??= place.process.errexit;
  reading.commands.push(made);
}

function readSimple(node: Simple, text: string, place: Place, reading: Reading): void {
  const { locate, process } = place;
  const args = node.args.map((argument) => toArgument(argument, locate));
  const assignments = node.prefix.flatMap((part) =>
    part.type === 'Assignment' ? [{ name: part.name, value: toValue(part, locate) }] : [],
  );
  const redirects = node.redirects.map((redirect) => toRedirect(redirect, locate));
  const word = node.name && toWord(node.name, locate);
  if (word?.text === 'set') applySet(args, process);
  const raw = new Map<ShellWord, Word>();
  node.args.forEach((argument, index) => {
    const made = args[index];
    if (argument.type === 'Word' && made) raw.set(made, argument);
  });
  const made = command(place, node, { name: word?.text ?? '', ...(word && { word }), args, assignments, redirects });
  addUnwrapped(made, raw, place, reading);
  readSubstitutions(node, text, { ...place, noticed: place.noticed && !word }, reading);
}

function applySet(args: readonly ShellWord[], process: Process): void {
  const options = shellOptions(args);
  if (options.errexit) process.errexit = true;
  if (options.pipefail) process.pipefail = true;
  if (options.off.errexit) process.errexit = false;
  if (options.off.pipefail) process.pipefail = false;
}

/** Adds a command, or what it starts: `sudo env X=y npm ci` is `npm ci`, `sh -c 'a; b'` is `a` and `b`. */
function addUnwrapped(whole: Command, raw: ReadonlyMap<ShellWord, Word>, place: Place, reading: Reading): void {
  let made = whole;
  for (let inner = unwrap(made.name, made.args); inner; inner = unwrap(made.name, made.args)) {
    if (made.wrappers.length >= mostWrappers) break;
    const wrappers = [...made.wrappers, inner.wrapper];
    if (inner.script) {
      if (place.depth >= deepest) break;
      const { word, errexit, pipefail } = inner.script;
      const source = raw.get(word);
      const from = source && innerStart(source);
      const locate: Locate = from === undefined ? () => word.span : (start, end) => place.locate(from + start, from + end);
      const process = { errexit, pipefail };
      const noticed = isChecked(place);
      if (made.redirects.length || made.assignments.length) add({ ...made, name: '', args: [], word: undefined }, place, reading);
      readText(word.text, { ...place, process, locate, noticed, guarded: false, wrappers, depth: place.depth + 1 }, reading);
      return;
    }
    const [first, ...args] = inner.words as [ShellWord, ...ShellWord[]];
    made = { ...made, name: first.text, word: first, args, assignments: [...made.assignments, ...inner.assignments], wrappers };
  }
  add(made, place, reading);
}

/** Commands inside `$(…)`, backticks and `<(…)` of a node's words, after the command they stand in. */
function readSubstitutions(node: Simple | Word, text: string, place: Place, reading: Reading): void {
  for (const script of substitutions(node)) {
    const inside: Place = {
      ...place,
      process: { ...place.process },
      joined: '',
      within: [...place.within, enclosure('substitution', reading)],
      guarded: true,
    };
    readStatements(script.commands, script.source ?? text, script.source === undefined ? inside : wholeNode(script, node, inside), reading);
  }
}

/** Backticks with escapes are parsed from a decoded text: its offsets mean nothing in the file, so everything stands at the node. */
const wholeNode = (_script: Tree, node: Simple | Word, place: Place): Place => {
  const span = place.locate(node.pos, node.end);
  return { ...place, locate: () => span };
};
