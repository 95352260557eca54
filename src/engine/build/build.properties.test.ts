import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDockerfiles } from '../../bench/generate.ts';
import { dockerfiles, dockerignores, splinters } from '../../bench/specimens.ts';
import { parse } from '../dockerfile/parse.ts';
import type { Instruction, Syntax } from '../dockerfile/syntax.ts';
import { review } from '../rules/review.ts';
import { contains, type Span } from '../source.ts';
import type { Build, Origin, Step } from './build.ts';
import { createWorkspace } from './create-workspace.ts';
import { resolve } from './resolve.ts';

const real = [...dockerfiles, ...generateDockerfiles(20, 7)];

interface Edit extends Span {
  text: string;
}

/** What may be changed in a file without a change of meaning: each kind gives the places where it can be done. */
const kinds: Record<string, (syntax: Syntax) => Edit[]> = {
  'keyword case': ({ instructions }) =>
    instructions.flatMap(({ keywordSpan, written, keyword }) => {
      if (keywordSpan.end - keywordSpan.start !== written.length) return [];
      return [keyword, keyword.toLowerCase()].map((text) => ({ ...keywordSpan, text }));
    }),
  'blanks after the keyword': ({ text, instructions }) =>
    instructions.flatMap(({ keywordSpan: { end } }) => (text[end] === ' ' ? [insert(end, '  '), insert(end, '\t')] : [])),
  'blanks before the keyword': ({ instructions }) => instructions.map(({ span }) => insert(span.start, '  ')),
  'a line above': (syntax) => {
    const starts = syntax.instructions.map(({ span }) => syntax.text.lastIndexOf('\n', span.start - 1) + 1);
    return starts.slice(1).flatMap((at) => [insert(at, '# a remark\n'), insert(at, '\n'), insert(at, '  \n')]);
  },
  'a line inside': (syntax) =>
    afterContinuations(syntax).flatMap((at) => [insert(at, '# a remark\n'), insert(at, '  # a remark\n'), insert(at, '\n')]),
  'blanks after the escape': ({ tokens }) =>
    tokens.flatMap(({ kind, span }) => (kind === 'continuation' ? [insert(span.end, ' '), insert(span.end, '\t ')] : [])),
  'a break': (syntax) => syntax.instructions.flatMap((instruction) => breaks(syntax, instruction)),
};

const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });

function afterContinuations({ text, tokens }: Syntax): number[] {
  const escapes = tokens.filter(({ kind }) => kind === 'continuation').map(({ span }) => text.indexOf('\n', span.end) + 1);
  return escapes.filter((at) => at > 0 && at < text.length);
}

/** Where an instruction may go on in the next line: inside a word or before a space, with something left for that line. */
function breaks({ text, directives }: Syntax, { body }: Instruction): Edit[] {
  const edits: Edit[] = [];
  for (let index = 1; index < body.text.length; index++) {
    const at = body.start + index;
    const before = text[at - 1] ?? '';
    const isThere = before === body.text[index - 1] && text[at] === body.text[index] && !/\s/.test(before) && before !== directives.escape;
    const rest = text.slice(at, (text.indexOf('\n', at) + 1 || text.length + 1) - 1).trim();
    if (isThere && rest !== '' && !rest.startsWith('#')) edits.push(insert(at, `${directives.escape}\n`));
  }
  return edits;
}

/** The text after some changes, each the `pick`th of its kind. */
function rewritten(text: string, wishes: readonly { kind: string; pick: number }[]): string {
  const syntax = parse(text);
  const chosen = new Map<string, Edit>();
  for (const { kind, pick } of wishes) {
    const edits = kinds[kind]?.(syntax) ?? [];
    const edit = edits[pick % edits.length];
    if (edit) chosen.set(`${edit.start} ${edit.end}`, edit);
  }
  const inOrder = [...chosen.values()].sort((a, b) => b.start - a.start || b.end - a.end);
  return inOrder.reduce((result, { start, end, text: piece }) => result.slice(0, start) + piece + result.slice(end), text);
}

/** What a build says, without places. */
function meaning({ syntax, stages, final, globals, diagnostics }: Build) {
  return {
    directives: { ...syntax.directives, spans: syntax.directives.spans.map(({ name }) => name) },
    globals: globals.map(({ name, value }) => [name, value]),
    final: final?.index,
    stages: stages.map((stage) => ({
      name: stage.name,
      base: stage.base.kind === 'stage' ? stage.base.stage.index : stage.base,
      platform: stage.platform,
      needed: stage.needed,
      needs: stage.needs.map(({ index }) => index),
      config: stage.config,
      origins: Object.entries(stage.origins.env).map(([name, origin]) => [name, nameOf(origin)]),
      steps: stage.steps.map(stepMeaning),
    })),
    diagnostics: [...syntax.diagnostics, ...diagnostics].map(({ rule, stopsBuild }) => `${rule} ${stopsBuild}`).sort(),
  };
}

const nameOf = (origin: Origin) => (origin.kind === 'image' ? origin.image : `${origin.step.stage.index} ${origin.step.index}`);

const stepMeaning = ({ keyword, instruction, words, mounts, transfer, variables, script, before }: Step) => ({
  keyword,
  form: instruction.form,
  flags: instruction.flags.map(({ name, value }) => [name, value]),
  heredocs: instruction.heredocs.map(({ name, content, expand, chomp }) => ({ name, content, expand, chomp })),
  words: words.map(({ value, undeclaredVariables, usedVariables }) => [value, undeclaredVariables, usedVariables]),
  mounts: mounts.map(({ type, target, source, from }) => [type, target, source, from]),
  transfer: transfer && [transfer.target, transfer.sources.map(({ value }) => value), transfer.chown, transfer.chmod, transfer.link],
  variables: Object.values(variables).map(({ name, value, kind }) => [name, value, kind]),
  user: before.user,
  commands: script?.commands.map(({ name, args, joined, checked }) => [name, args.map(({ text }) => text), joined, checked]),
});

describe('a rewrite that changes no meaning', () => {
  test.each(Object.keys(kinds))('%s', (kind) => {
    expect(real.flatMap((text) => kinds[kind]?.(parse(text)) ?? []).length).toBeGreaterThan(10);
    check(fc.constant(kind));
  });

  test('all of them', () => check(fc.constantFrom(...Object.keys(kinds))));

  test('carriage returns', () => {
    for (const text of real) {
      if (text.includes('<<')) continue;
      expect(meaning(resolve(parse(text.replace(/\r?\n/g, '\r\n'))))).toEqual(meaning(resolve(parse(text))));
    }
  });

  function check(kind: fc.Arbitrary<string>) {
    const wishes = fc.array(fc.record({ kind, pick: fc.nat() }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...real), wishes, (text, wanted) => {
        expect(meaning(resolve(parse(rewritten(text, wanted))))).toEqual(meaning(resolve(parse(text))));
      }),
      { numRuns: 80 },
    );
  }
});

const piece = fc.oneof(fc.constantFrom(...splinters), fc.constantFrom(...real.flatMap((text) => text.split(/(?<=\n)/))));
const prefix = fc.constantFrom(...real).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end)));
const strange = fc.oneof(
  fc.tuple(prefix, fc.array(piece, { maxLength: 12 }), prefix).map(([start, middle, end]) => start + middle.join('') + end),
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('whatever is typed', () => {
  test('resolving gives a build whose places lie in the text', () => {
    fc.assert(
      fc.property(strange, fc.constantFrom(undefined, 'build', '0', ''), (text, target) => {
        const all = { start: 0, end: text.length };
        const { stages, diagnostics } = resolve(parse(text), target === undefined ? {} : { target, buildArgs: { NODE: '22' } });
        for (const { span, fix } of diagnostics)
          expect([span, ...(fix?.edits.map((edit) => edit.span) ?? [])].every((each) => contains(all, each))).toBe(true);
        for (const step of stages.flatMap(({ steps }) => steps)) {
          expect(contains(all, step.span)).toBe(true);
          expect(Object.values(step.variables).every(({ name }) => name !== '')).toBe(true);
          for (const { span } of [...(step.script?.commands ?? []), ...(step.script?.problems ?? [])])
            expect(contains(all, span)).toBe(true);
        }
      }),
      { numRuns: 250 },
    );
  });

  test('reviewing gives findings whose places lie in their files', () => {
    fc.assert(
      fc.property(strange, fc.constantFrom(...dockerignores), (Dockerfile, ignore) => {
        const files: Record<string, string> = { Dockerfile, '.dockerignore': ignore };
        for (const { file, span, fix, line } of review(files, { everything: true })) {
          const all = { start: 0, end: files[file]?.length ?? 0 };
          expect([span, ...(fix?.edits.map((edit) => edit.span) ?? [])].every((each) => contains(all, each))).toBe(true);
          expect(line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the contents of every stage can be asked for', () => {
    const context = [
      { path: 'package.json', bytes: 26, text: '{"dependencies":{"a":"1"}}' },
      { path: 'src/a.ts', bytes: 10 },
    ];
    fc.assert(
      fc.property(strange, (Dockerfile) => {
        const workspace = createWorkspace({ Dockerfile }, { context });
        for (const stage of workspace.build()?.stages ?? []) {
          const { pieces, complete } = workspace.contents(stage);
          expect(pieces.every(({ path }) => path.startsWith('/'))).toBe(true);
          expect(typeof complete).toBe('boolean');
        }
      }),
      { numRuns: 150 },
    );
  });
});
