import type { Instruction } from '../dockerfile/syntax.ts';
import { rule } from './rule.ts';
import { buildCheck } from './sources.ts';

export const consistentInstructionCasing = rule({
  id: 'consistent-instruction-casing',
  aka: ['ConsistentInstructionCasing'],
  severity: 'info',
  summary: 'All instructions of a file are written in the same case.',
  why: 'Docker reads instructions in any case, so the image stays the same. In one case, by custom upper, they are told from arguments at a glance.',
  sources: [buildCheck('ConsistentInstructionCasing', 'consistent-instruction-casing')],
  bad: 'FROM alpine:3.23\nWORKDIR /app\nrun touch ready\n',
  good: 'FROM alpine:3.23\nWORKDIR /app\nRUN touch ready\n',
  *check({ stages }) {
    const instructions = stages.flatMap(({ from, steps, base }) => [
      from,
      ...steps
        .map(({ instruction }) => instruction)
        .filter((instruction) => base.kind !== 'stage' || instruction.span.start >= from.span.start),
    ]);
    const lower = instructions.filter(isLower).length;
    const upper = instructions.filter((instruction) => isUpper(instruction) && !isLower(instruction)).length;
    const isRight = lower > upper ? isLower : isUpper;
    for (const instruction of instructions) {
      if (isRight(instruction)) continue;
      const right = lower > upper ? instruction.written.toLowerCase() : instruction.keyword;
      yield {
        span: instruction.keywordSpan,
        line: instruction.lines.start,
        message: `\`${instruction.written}\` is not written like most instructions of this file. Docker takes it; \`${right}\` keeps the file even.`,
        fix: { title: `Write ${right}`, edits: [{ span: instruction.keywordSpan, text: right }] },
      };
    }
  },
});

const isLower = ({ written }: Instruction): boolean => written === written.toLowerCase();
const isUpper = ({ written }: Instruction): boolean => written === written.toUpperCase();
