import type { Step } from '../build/build.ts';
import { isRemote } from '../build/transfer.ts';
import { rule } from './rule.ts';
import { reference } from './sources.ts';
import { at, steps } from './steps.ts';

/** What ADD may unpack: tar archives, plain or compressed. */
const archive = /\.(?:tar(?:\.[a-z0-9]+)?|tgz|tbz2?|txz|tlz|tzst|gz|bz2|xz|zst|lzma)$/i;

export const preferCopy = rule({
  id: 'prefer-copy',
  aka: ['DL3020', 'DS-0005'],
  severity: 'warning',
  summary: 'Plain files are brought in with COPY; ADD is for archives and addresses.',
  why: 'ADD unpacks archives and fetches addresses. For plain files it does what COPY does, but whoever reads it has to think whether more was meant, and a file that turns out to be an archive arrives in pieces.',
  sources: [reference('ADD', 'add')],
  bad: 'FROM node:24\nADD package.json /app/\n',
  good: 'FROM node:24\nCOPY package.json /app/\n',
  *check(build) {
    for (const step of steps(build, 'ADD')) {
      if (!isPlain(step)) continue;
      const { keywordSpan, written, flags } = step.instruction;
      const fix = { title: 'Write COPY', edits: [{ span: keywordSpan, text: written === written.toLowerCase() ? 'copy' : 'COPY' }] };
      const fits = flags.every(({ name }) => ['chown', 'chmod', 'link', 'exclude'].includes(name));
      yield {
        ...at(step),
        message:
          'ADD brings in plain files here, which COPY does without surprises. Keep ADD for archives to unpack and addresses to fetch.',
        ...(fits && step.span.start <= keywordSpan.start ? { fix } : {}),
      };
    }
  },
});

/** Whether all that it adds are files of the context, none of them an archive. */
function isPlain({ transfer }: Step): boolean {
  if (!transfer || transfer.sources.length === 0) return false;
  return transfer.sources.every(
    ({ value, undefinedVariables }) => undefinedVariables.length === 0 && !isRemote(value) && !archive.test(value),
  );
}
