/** Which stages an instruction reads: COPY --from and RUN --mount from=. Worked out before anything is evaluated, as BuildKit does. */
import type { ImageFacts, ImageRef } from '../catalog/image.ts';
import { parseImageRef } from '../catalog/reference.ts';
import { expandWord } from '../dockerfile/expand.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Flag, Instruction } from '../dockerfile/syntax.ts';
import type { Span } from '../source.ts';
import type { Mount, Stage, Transfer } from './build.ts';
import { csvFields } from './csv.ts';
import { flagNamed } from './flags.ts';
import { joinPath } from './paths.ts';
import type { Refuse } from './report.ts';
import { didYouMean } from './suggest.ts';

/** Where names are looked up: every stage of the file, also those further down. The last stage of a name wins. */
export interface Names {
  stages: readonly Stage[];
  byName: ReadonlyMap<string, Stage>;
}

/** What one instruction reads. */
export interface Links {
  /** COPY: where its sources come from. */
  from: Transfer['from'];
  /** Stages that must be there before it runs, with the option that names them. */
  needs: readonly { stage: Stage; span: Span }[];
}

const context: Transfer['from'] = { kind: 'context' };
const nothing: Links = { from: context, needs: [] };

/** The stages and images an instruction names, with refusals of those that cannot be. */
export function linksOf(instruction: Instruction, names: Names, refuse: Refuse): Links {
  if (instruction.keyword === 'COPY') return linksOfCopy(instruction, names, refuse);
  if (instruction.keyword !== 'RUN' || instruction.flags.length === 0) return nothing;
  const needs = instruction.flags.flatMap((flag) => {
    const name = mountSource(flag);
    if (name === undefined) return [];
    const stage = names.byName.get(name.toLowerCase());
    if (!stage) refuseBadImage(name, flag.span, names, refuse);
    return stage ? [{ stage, span: flag.span }] : [];
  });
  return { from: context, needs };
}

/** `from=` of a `--mount`, as written; undefined where it has none or it holds a variable. */
function mountSource(flag: Flag): string | undefined {
  if (flag.name !== 'mount') return undefined;
  const field = csvFields(flag.value ?? '')?.findLast((each) => /^from=/i.test(each));
  const name = field?.slice('from='.length);
  return name && !name.includes('$') ? name : undefined;
}

function linksOfCopy(instruction: Instruction, names: Names, refuse: Refuse): Links {
  const flag = flagNamed(instruction, 'from');
  if (!flag?.value) return nothing;
  const name = flag.value;
  const expansion = expandWord(name, () => undefined);
  if (expansion.error !== undefined || expansion.value !== name) {
    refuse({ rule: 'variable-in-from', span: flag.span, message: variableMessage(name) });
    return { from: { kind: 'named', name }, needs: [] };
  }
  const stage = /^[-+]?\d+$/.test(name) ? names.stages[Number(name)] : names.byName.get(name.toLowerCase());
  if (stage) return { from: { kind: 'stage', stage }, needs: [{ stage, span: flag.span }] };
  if (/^[-+]?\d+$/.test(name)) {
    refuse({ rule: 'unknown-stage', span: flag.span, message: numberMessage(name, names.stages.length) });
    return { from: { kind: 'named', name }, needs: [] };
  }
  const image = refuseBadImage(name, flag.span, names, refuse);
  return { from: image ? { kind: 'image', image } : { kind: 'named', name }, needs: [] };
}

const variableMessage = (name: string): string =>
  name.includes('$')
    ? `\`--from\` takes no variable, and ${quote(name)} holds one. Name a stage with \`FROM … AS name\` and copy from that.`
    : `\`--from\` takes a plain name, and ${quote(name)} has quotes or escapes in it.`;

function numberMessage(name: string, count: number): string {
  const known = count === 1 ? 'there is only stage 0' : `there are stages 0 to ${count - 1}`;
  return `\`--from=${name}\` names a stage by its number, and ${known}.`;
}

/** The image a name stands for; undefined where it cannot be one, which is then reported. */
function refuseBadImage(name: string, span: Span, names: Names, refuse: Refuse): ImageRef | undefined {
  const image = parseImageRef(name);
  if (!('error' in image)) return image;
  const near = didYouMean(name.toLowerCase(), names.byName.keys());
  refuse({
    rule: 'invalid-image-name',
    span,
    message: `${quote(name)} is neither a stage of this file nor an image. ${image.error}${near}`,
  });
  return undefined;
}

/** Facts of an image where the catalogue may be asked. */
export type Facts = (image: ImageRef) => ImageFacts | undefined;

/** Where a mount lies, absolute; undefined for mounts without a place in the file system. */
export function mountTarget(mount: Mount, workdir: string | undefined): string | undefined {
  if (mount.type === 'secret' || mount.type === 'ssh') return mount.target;
  return joinPath(workdir, mount.target ?? '');
}
