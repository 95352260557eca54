/** Stages called by other names, or by numbers. */
import type { Instruction, Span } from '#engine';
import { type Edit, inDockerfiles, insert, type Rewrite, type Source } from './rewrite.ts';

interface NamedStage {
  index: number;
  name: string;
  span: Span;
}

interface Use {
  name: string;
  span: Span;
  kind: 'FROM' | 'COPY' | 'mount';
}

const stagesOf = ({ syntax }: Source): { from: Instruction; index: number; named?: NamedStage }[] =>
  syntax.instructions
    .filter((each) => each.keyword === 'FROM')
    .map((from, index) => {
      const word = from.words[2];
      return word ? { from, index, named: { index, name: word.text.toLowerCase(), span: word.span } } : { from, index };
    });

/** Places that name a stage, with the name; `kind` says where. */
function references({ syntax, text }: Source): Use[] {
  return syntax.instructions.flatMap((each): Use[] => {
    if (each.keyword === 'FROM') return each.words.slice(0, 1).map((word) => ({ name: word.text, span: word.span, kind: 'FROM' }));
    return each.flags.flatMap((flag): Use[] => {
      if (flag.name === 'from' && flag.value !== undefined) return [{ name: flag.value, span: flag.valueSpan, kind: 'COPY' }];
      const written = text.slice(flag.valueSpan.start, flag.valueSpan.end);
      const found = flag.name === 'mount' ? /(?:^|,)from=([^,]*)/.exec(written) : null;
      if (!found) return [];
      const end = flag.valueSpan.start + found.index + found[0].length;
      return [{ name: found[1] ?? '', span: { start: end - (found[1]?.length ?? 0), end }, kind: 'mount' }];
    });
  });
}

/** A stage that a command or Compose file may ask for, or whose name comes out of a variable, keeps its name. */
const mayBeNamedElsewhere = (source: Source) =>
  source.others.some((text) => text.includes('target')) || references(source).some((reference) => reference.name.includes('$'));

function renameEdits(source: Source): Edit[] {
  if (mayBeNamedElsewhere(source)) return [];
  const stages = stagesOf(source).flatMap((stage) => stage.named ?? []);
  return stages.flatMap((stage) => {
    const renamed = `stage-${stage.index}-${stage.name}`;
    // Where a name stands before its own stage, it is an image.
    const uses = references(source).filter((use) => use.name.toLowerCase() === stage.name && use.span.start > stage.span.end);
    return [stage.span, ...uses.map((use) => use.span)].map((span) => ({ span, text: renamed }));
  });
}

function numberEdits(source: Source): Edit[] {
  const stages = stagesOf(source).flatMap((stage) => stage.named ?? []);
  return references(source).flatMap(({ kind, name, span }) => {
    const stage = stages.findLast((each) => each.name === name.toLowerCase() && each.span.end < span.start);
    // FROM and mounts take names alone.
    return kind === 'COPY' && stage ? [{ span, text: String(stage.index) }] : [];
  });
}

function nameEdits(source: Source): Edit[] {
  const stages = stagesOf(source);
  const numbers = references(source).filter((use) => use.kind === 'COPY' && /^\d+$/.test(use.name) && stages[Number(use.name)]);
  const unnamed = new Set(numbers.map((use) => Number(use.name)).filter((index) => !stages[index]?.named));
  return [
    ...[...unnamed].map((index) => insert(stages[index]?.from.span.end ?? 0, ` AS stage-${index}`)),
    ...numbers.map((use) => ({ span: use.span, text: stages[Number(use.name)]?.named?.name ?? `stage-${use.name}` })),
  ];
}

/** A last stage without a name gets one. */
function nameLast(source: Source): Edit[] {
  const last = stagesOf(source).at(-1);
  return last && !last.named ? [insert(last.from.span.end, ' AS the-last')] : [];
}

export const stageRewrites: Rewrite[] = [
  inDockerfiles('stages-renamed', renameEdits),
  inDockerfiles('stages-by-number', numberEdits),
  inDockerfiles('stages-by-name', nameEdits),
  inDockerfiles('last-stage-named', nameLast),
];
