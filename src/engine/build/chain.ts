import type { Stage } from './build.ts';

/**
 * A stage and those it stands on by FROM, itself first: their layers are those of its image. Each once, also where stages stand on one
 * another in a circle; none where there is no stage.
 */
export function chainOf(stage: Stage | undefined): Stage[] {
  const chain = new Set<Stage>();
  for (let at = stage; at && !chain.has(at); at = at.base.kind === 'stage' ? at.base.stage : undefined) chain.add(at);
  return [...chain];
}
