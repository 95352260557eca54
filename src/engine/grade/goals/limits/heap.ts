/** How much of a memory limit a runtime's own heap may take. */
import type { Span } from '../../../source.ts';
import type { Judgement } from '../../exercise.ts';

/** A value that a runtime reads its options from: an environment variable, a word of the command. */
export interface OptionText {
  text: string;
  file: string;
  span: Span;
}

/** The option that decides, with what it comes to. */
export interface HeapOption extends OptionText {
  /** As written: '-Xmx512m'. */
  option: string;
  /** Bytes; undefined where the option is a share. */
  bytes?: number;
  /** Part of the memory limit, 0 to 1. */
  share?: number;
}

const scales: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Sources: docs.oracle.com, the `java` command; nodejs.org, command-line options; read 2026-11-23. */
function readOption(word: string): Pick<HeapOption, 'bytes' | 'share'> | undefined {
  const java = /^-(?:Xmx|XX:MaxHeapSize=)(\d{1,15})([kmgt]?)$/i.exec(word);
  if (java) return { bytes: Number(java[1]) * (scales[(java[2] ?? '').toLowerCase()] ?? 1) };
  const node = /^--max[-_]old[-_]space[-_]size=(\d{1,12})$/.exec(word);
  if (node) return { bytes: Number(node[1]) * 2 ** 20 };
  const part = /^(?:-XX:MaxRAMPercentage|--max[-_]old[-_]space[-_]size[-_]percentage)=(\d{1,3}(?:\.\d{0,9})?)$/.exec(word);
  return part ? { share: Number(part[1]) / 100 } : undefined;
}

/** The last option that bounds a heap; what stands later overrides. A fixed size beats a share, as in the JVM. */
export function heapOption(texts: readonly OptionText[]): HeapOption | undefined {
  const found = texts.flatMap((each) =>
    each.text.split(/[\s"']+/).flatMap((word): HeapOption[] => {
      const read = readOption(word);
      return read ? [{ ...each, ...read, option: word }] : [];
    }),
  );
  return found.findLast(({ bytes }) => bytes !== undefined) ?? found.at(-1);
}

/** Above this part of the limit too little is left for threads, code, buffers and the runtime itself. */
const mostOfLimit = 0.9;

export const mebibytes = (bytes: number): string => `${Math.round((bytes / 2 ** 20) * 10) / 10} MiB`;

/** Judges one runtime against one limit in bytes. `who` names the container: '`report`'. */
export function judgeHeap(option: HeapOption | undefined, limit: number, who: string): Judgement {
  if (!option) return { outcome: 'pass', message: `Nothing fixes the heap of ${who} at a size that fills the limit.` };
  const heap = option.bytes ?? (option.share ?? 0) * limit;
  const reasons = [
    {
      file: option.file,
      span: option.span,
      text: `\`${option.option}\` comes to ${mebibytes(heap)} of ${mebibytes(limit)}`,
    },
  ];
  if (heap <= limit * mostOfLimit)
    return {
      outcome: 'pass',
      message: `The heap of ${who} may take ${mebibytes(heap)} of ${mebibytes(limit)}, so the rest of the process has room.`,
      reasons,
    };
  const message = `\`${option.option}\` lets the heap of ${who} grow to ${mebibytes(heap)}, and its limit is ${mebibytes(limit)}. A heap is not the whole process: threads, compiled code and buffers come on top. Together they pass the limit, and the kernel kills the process (exit code 137). Look at how much of the limit the heap may have.`;
  return {
    outcome: 'fail',
    mistake: 'heap-fills-limit',
    message,
    findings: [
      {
        file: option.file,
        span: option.span,
        message: `\`${option.option}\` leaves ${mebibytes(Math.max(0, limit - heap))} for all the rest.`,
      },
    ],
    reasons,
  };
}
