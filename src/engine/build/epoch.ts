/** SOURCE_DATE_EPOCH: a number of seconds, `context`, or a stage that fetches one thing (dockerfile2llb/epoch.go). */
import { quote } from '../dockerfile/problems.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Report } from './report.ts';
import { isRemote } from './transfer.ts';

interface Part {
  from: Instruction;
  name?: string;
  image?: string;
  instructions: readonly Instruction[];
}

/** Refuses a value that is neither, and a stage that does more than fetch. */
export function checkEpoch(value: string | undefined, declared: Instruction | undefined, parts: readonly Part[], report: Report): void {
  if (!value || /^[-+]?\d+$/.test(value) || value === 'context') return;
  const part = parts.find(({ name }) => name === value.toLowerCase());
  if (!part) {
    const message = `SOURCE_DATE_EPOCH is a number of seconds since 1970, and ${quote(value)} is none.`;
    if (declared) report.at(declared)({ rule: 'invalid-epoch', message });
    else report.whole({ rule: 'invalid-epoch', message });
    return;
  }
  const problem = problemOf(part);
  if (problem) report.at(part.from)({ rule: 'invalid-epoch', message: `SOURCE_DATE_EPOCH takes its date from this stage. ${problem}` });
}

function problemOf({ image, instructions }: Part): string | undefined {
  if (image !== 'scratch') return 'Such a stage must begin with `FROM scratch`.';
  const other = instructions.find(({ keyword }) => keyword !== 'ARG' && keyword !== 'ADD');
  if (other) return `It may hold only ARG and one ADD, and here is ${other.keyword}.`;
  const adds = instructions.filter(({ keyword }) => keyword === 'ADD');
  const [source, ...more] = adds[0]?.words.slice(0, -1) ?? [];
  const remote = source && (isRemote(source.text) || source.text.includes('$'));
  return adds.length === 1 && remote && more.length === 0 ? undefined : 'It must hold exactly one ADD with one address.';
}
