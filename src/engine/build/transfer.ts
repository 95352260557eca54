import { problemOfDigest } from '../catalog/reference.ts';
import { expandWord } from '../dockerfile/expand.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Heredoc, Instruction, Word } from '../dockerfile/syntax.ts';
import type { ResolvedWord, Transfer } from './build.ts';
import { flagNamed, flagValue, switchedOn } from './flags.ts';
import { problemOfMode } from './modes.ts';
import { joinPath } from './paths.ts';
import type { Refuse } from './report.ts';
import type { State } from './state.ts';
import { variablesOf } from './words.ts';

/** Expands one word; undefined where that was refused. */
type Expand = (word: Word) => ResolvedWord | undefined;

/** What COPY or ADD brings, and its words after expansion; undefined where it lacks words. */
export function readTransfer(
  instruction: Instruction,
  from: Transfer['from'],
  state: State,
  expand: Expand,
  refuse: Refuse,
): { transfer: Transfer; words: ResolvedWord[] } | undefined {
  const targetText = instruction.words.at(-1);
  if (instruction.words.length < 2 || !targetText) return undefined;
  const inlineAt = instruction.heredocs.length > 0 ? new Map(instruction.heredocs.map((each) => [each.marker.start, each])) : undefined;
  const found: ResolvedWord[] = [];
  const inline: Transfer['inline'] = inlineAt ? [] : none;
  for (const word of instruction.words.slice(0, -1)) {
    const heredoc = inlineAt?.get(word.span.start);
    const source = heredoc ? undefined : expand(word);
    if (heredoc) inline.push({ name: heredoc.name, heredoc, undeclaredVariables: undeclaredIn(heredoc, state, refuse) });
    else if (source) found.push(source);
  }
  // A list that grew has room to grow on; its copy has none.
  const sources = found.slice();
  const targetWord = expand(targetText);
  const flag = (name: string) => expandFlag(instruction, name, expand);
  const chown = flag('chown');
  const chmod = flag('chmod');
  const checksum = flag('checksum');
  if (chmod) checkMode(chmod, instruction, refuse);
  const fromFlag = flagNamed(instruction, 'from');
  const transfer: Transfer = {
    from,
    ...(fromFlag ? { fromSpan: fromFlag.valueSpan } : {}),
    sources,
    inline,
    target: joinPath(state.scalars.workdir?.value, targetWord?.value ?? '', { keepSlash: true, windows: state.windows }),
    ...(targetWord ? { targetWord } : {}),
    ...(chown === undefined ? {} : { chown }),
    ...(chmod === undefined ? {} : { chmod }),
    link: switchedOn(instruction, 'link'),
    parents: switchedOn(instruction, 'parents'),
    exclude: excluded(instruction),
  };
  checkSources(instruction, transfer, checksum, refuse);
  checkDashes(instruction, transfer, refuse);
  return { transfer, words: targetWord ? sources.concat(targetWord) : sources };
}

/** One for all that have none. Frozen, because it belongs to nobody. */
const none: never[] = [];
Object.freeze(none);

function excluded({ flags }: Instruction): string[] {
  if (flags.length === 0) return none;
  return flags.flatMap((flag) => (flag.name === 'exclude' && flag.value !== undefined ? [flag.value] : []));
}

function expandFlag(instruction: Instruction, name: string, expand: Expand): string | undefined {
  const flag = flagNamed(instruction, name);
  return flag?.value ? expand({ text: flag.value, span: flag.valueSpan })?.value : undefined;
}

/** Options that a pasted long dash has turned into words: the first of the sources. No file is called `–from=build`. */
function checkDashes({ keyword }: Instruction, { sources, from }: Transfer, refuse: Refuse): void {
  const lost = sources.find(({ word }) => /^[\u2010-\u2015\u2212]+-?[a-z-]+(?:=|$)/.test(word.text));
  if (!lost || from.kind !== 'context') return;
  refuse({ rule: 'option-read-as-source', span: lost.word.span, message: `${keyword} looks for a file of that name and finds none.` });
}

/** Names that the text of an inline file uses and nothing declares. */
function undeclaredIn(heredoc: Heredoc, state: State, refuse: Refuse): readonly string[] {
  if (!heredoc.expand) return [];
  const expansion = expandWord(heredoc.content, (name) => state.lookup(name), { escape: '\\', plainQuotes: true });
  if (expansion.error !== undefined) {
    const message = `The text of the here-document \`${heredoc.name}\` cannot be expanded: ${expansion.error}. Quote its name, \`<<"${heredoc.name}"\`, to keep every \`$\`.`;
    refuse({ rule: 'bad-substitution', span: heredoc.marker, message });
  }
  return variablesOf(expansion, state).undeclaredVariables;
}

function checkMode(mode: string, instruction: Instruction, refuse: Refuse): void {
  const problem = problemOfMode(mode);
  const flag = flagNamed(instruction, 'chmod');
  if (problem && flag) refuse({ rule: 'invalid-mode', span: flag.span, message: problem });
}

/** Refuses remote sources of COPY, and a checksum where it cannot be used (dockerfile2llb/convert_copy.go). */
function checkSources(instruction: Instruction, transfer: Transfer, checksum: string | undefined, refuse: Refuse): void {
  if (instruction.keyword === 'COPY') {
    for (const { value, word } of transfer.sources) {
      if (!isRemote(value)) continue;
      refuse({ rule: 'copy-of-url', span: word.span, message: `COPY cannot fetch ${quote(value)}: only ADD takes an address.` });
    }
    return;
  }
  if (!checksum) return;
  const span = flagNamed(instruction, 'checksum')?.span;
  const [only] = transfer.sources;
  const problem =
    transfer.sources.length !== 1 || !only
      ? '`--checksum` can only be given for one source.'
      : isRemote(only.value)
        ? problemOfChecksum(only.value, checksum)
        : `\`--checksum\` is for what ADD fetches from an address, and ${quote(only.value)} is a file of the context.`;
  if (problem) refuse({ rule: 'invalid-checksum', ...(span ? { span } : {}), message: problem });
}

/** Only what comes by HTTP is compared with a digest; Git takes a commit. */
const problemOfChecksum = (source: string, checksum: string): string | undefined => (isGit(source) ? undefined : problemOfDigest(checksum));

/** Whether a source is fetched from somewhere: a URL, or a Git repository in one of its notations. */
export const isRemote = (source: string): boolean => /^https?:\/\//.test(source) || isGit(source);

/** A Git repository as ADD understands it: `git://…`, `git@host:path`, `ssh://…`, `https://….git`. */
export const isGit = (source: string): boolean =>
  /^(git|ssh):\/\//.test(source) || /^git@[^/:]+:/.test(source) || /^https?:\/\/[^?#]*\.git([?#]|$)/.test(source);

/** The value of COPY's `--from`, where one is written. */
export const fromValue = (instruction: Instruction): string | undefined => flagValue(instruction, 'from') || undefined;
