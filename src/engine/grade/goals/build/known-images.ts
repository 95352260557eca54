/** Names that are taken for images because no stage has them, and that no image can have. */
import type { Build, Step } from '../../../build/build.ts';
import { nearest } from '../../../build/suggest.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { ImageRef } from '../../../catalog/image.ts';
import { isOfficial } from '../../../catalog/official-images.ts';
import { parseImageRef } from '../../../catalog/reference.ts';
import type { Span } from '../../../source.ts';

/** A name with the place that names it. */
interface Named {
  name: string;
  span: Span;
  line: number;
}

/** A short name that Docker would look for among its official images, and not find there. */
const isNobody = (image: ImageRef): boolean =>
  image.registry === 'docker.io' && !image.name.includes('/') && image.digest === undefined && !isOfficial(image.name);

function fromSteps(step: Step): Named[] {
  const { transfer, line } = step;
  const copied =
    transfer?.from.kind === 'image' && isNobody(transfer.from.image)
      ? [{ name: transfer.from.image.written, span: transfer.fromSpan ?? step.span, line }]
      : [];
  const mounted = step.mounts.flatMap((mount) => {
    const image = mount.from === undefined || mount.fromStage ? undefined : parseImageRef(mount.from);
    return image && !('error' in image) && isNobody(image) ? [{ name: image.written, span: mount.span, line }] : [];
  });
  return [...copied, ...mounted];
}

/** Another file may give the name a meaning: a Compose file's additional contexts, a bake file, a build command. */
const isSpokenOf = (name: string, file: string, { files }: Workspace): boolean => {
  const word = new RegExp(`(?<![\\w./-])${name.replace(/[^\w-]/g, '\\$&')}(?![\\w./-])`);
  return Object.entries(files).some(([path, text]) => path !== file && word.test(text));
};

/** The first such name in a stage that the target needs, and what is wrong with it in words. */
export function unknownImage(build: Build, file: string, workspace: Workspace): (Named & { message: string }) | undefined {
  for (const stage of build.stages.filter(({ needed }) => needed)) {
    const base =
      stage.base.kind === 'image' && isNobody(stage.base.image)
        ? [{ name: stage.base.image.written, span: stage.from.span, line: stage.from.lines.start }]
        : [];
    const found = [...base, ...stage.steps.flatMap(fromSteps)].find(({ name }) => !isSpokenOf(name, file, workspace));
    if (!found) continue;
    const near = nearest(
      found.name.toLowerCase(),
      build.stages.flatMap(({ name }) => name ?? []),
    );
    const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    const message = `No stage is named \`${found.name}\`, so Docker looks for an image of that name, and Docker Hub has none without an owner.${hint}`;
    return { ...found, message };
  }
  return undefined;
}
