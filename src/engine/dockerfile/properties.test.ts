import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shapes } from '../../bench/shapes.ts';
import { dockerfiles, dockerignores, splinters } from '../../bench/specimens.ts';
import { parseIgnore } from '../formats/dockerignore.ts';
import { contains, type Span } from '../source.ts';
import { expandWord } from './expand.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import type { Instruction, Syntax } from './syntax.ts';

const prefix = fc.constantFrom(...dockerfiles).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
const suffix = fc.constantFrom(...dockerfiles).chain((text) => fc.nat(text.length).map((start) => text.slice(start)));
const splice = fc.tuple(prefix, suffix).map(([start, end]) => start + end);
const debris = fc.array(fc.oneof(fc.constantFrom(...splinters), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 });
const text = fc.oneof(
  splice,
  prefix,
  debris.map((pieces) => pieces.join('')),
  debris.map((pieces) => `RUN ${pieces.join(' ')}`),
);

const holds = (check: (text: string, syntax: Syntax) => void) =>
  fc.assert(
    fc.property(text, (input) => {
      check(input, parse(input));
    }),
    { numRuns: 300 },
  );

/** The instruction and those inside it. */
const unfold = (instruction: Instruction): Instruction[] => [instruction, ...(instruction.nested ? unfold(instruction.nested) : [])];

function expectOrdered(spans: Span[], within: Span): void {
  let last = within.start;
  for (const span of spans) {
    expect(span.start).toBeGreaterThanOrEqual(last);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    last = span.end;
  }
  expect(last).toBeLessThanOrEqual(within.end);
}

describe('whatever is typed', () => {
  test('printing gives it back', () => holds((input, syntax) => expect(print(syntax)).toBe(input)));

  test('the tokens cover it', () =>
    holds((input, { tokens }) => {
      expect(tokens.map(({ span }) => span.start)).toEqual([0, ...tokens.map(({ span }) => span.end)].slice(0, tokens.length));
      expect(tokens.at(-1)?.span.end ?? 0).toBe(input.length);
      expect(tokens.every(({ span }) => span.end > span.start)).toBe(true);
    }));

  test('instructions, comments and diagnostics lie in it, in order', () =>
    holds((input, { instructions, comments, diagnostics }) => {
      const all = { start: 0, end: input.length };
      expectOrdered(
        instructions.map(({ span }) => span),
        all,
      );
      expectOrdered(
        comments.map(({ span }) => span),
        all,
      );
      for (const { span, line, fix } of diagnostics) {
        expect(contains(all, span)).toBe(true);
        expect(line).toBeGreaterThan(0);
        expectOrdered(fix?.edits.map((edit) => edit.span) ?? [], all);
      }
    }));

  test('the parts of an instruction lie in it, in order', () =>
    holds((_, { instructions }) => {
      for (const one of instructions.flatMap(unfold)) {
        expectOrdered([one.keywordSpan, ...one.flags.map(({ span }) => span), ...one.words.map(({ span }) => span)], one.span);
        expectOrdered(
          one.heredocs.map(({ span }) => span),
          one.span,
        );
        for (const flag of one.flags) expect(contains(flag.span, flag.valueSpan)).toBe(true);
        expect(one.args).toEqual(one.words.map((word) => word.text));
        if (one.nested) expect(contains(one.span, one.nested.span)).toBe(true);
      }
    }));

  test('a body is the text of the file with spaces in it', () =>
    holds((input, { instructions }) => {
      for (const { body } of instructions.flatMap(unfold)) {
        const written = input.slice(body.start, body.start + body.text.length);
        expect(written).toHaveLength(body.text.length);
        expect([...body.text.split('').keys()].filter((at) => body.text[at] !== ' ' && body.text[at] !== written[at])).toEqual([]);
      }
    }));

  test('expansion and ignore files answer', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...dockerignores), (input, ignore) => {
        const { value, words } = expandWord(input, (name) => (name.length % 2 ? name : undefined));
        expect(typeof value).toBe('string');
        expect(words.includes('')).toBe(false);
        expect(typeof parseIgnore(ignore + input).excludes(input)).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});

// At this length, work that grows with the square of it would not end within a test's time.
test.each(Object.entries(shapes))('%s: ends, at a length where squares would not', (_, make) => {
  const input = make(400_000);
  expect(print(parse(input))).toBe(input);
  expandWord(input, () => 'a');
  expect(typeof parseIgnore(input).excludes('a/b')).toBe('boolean');
});
