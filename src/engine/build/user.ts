import type { Answer } from '../source.ts';
import type { EffectiveUser, Stage } from './build.ts';

/** Who the stage's process runs as: the last USER of the stage and its bases, else the base image's own where it is known. */
export function effectiveUser(stage: Stage): EffectiveUser {
  const written = stage.config.user;
  const origin = stage.origins.user;
  if (written === undefined || written === '') return written === '' && cameToNothing(stage) ? unknown : nobodySet(stage);
  const colon = written.indexOf(':');
  const user = colon < 0 ? written : written.slice(0, colon);
  const group = colon < 0 ? undefined : written.slice(colon + 1);
  const numeric: Answer = /^\d+$/.test(user) ? 'yes' : 'no';
  return {
    written,
    user,
    ...(group === undefined ? {} : { group }),
    numeric,
    root: isRoot(user, stage),
    ...(origin ? { origin } : {}),
  };
}

const unknown: EffectiveUser = { numeric: 'unknown', root: 'unknown' };

/** `USER $NAME` where the variable has no value here: whoever builds may give it one. */
function cameToNothing({ origins }: Stage): boolean {
  const step = origins.user?.kind === 'instruction' ? origins.user.step : undefined;
  return step?.words.some((word) => word.undefinedVariables.length > 0) ?? false;
}

/** Without a user, Docker runs as root; whether the image sets one is known only for images of the catalogue. */
function nobodySet(stage: Stage): EffectiveUser {
  const base = root(stage).base;
  if (base.kind === 'scratch') return { numeric: 'no', root: 'yes' };
  if (base.kind !== 'image' || !base.facts || base.facts.uncertain?.includes('user')) return unknown;
  return { numeric: 'no', root: 'yes' };
}

function isRoot(user: string, stage: Stage): Answer {
  if (user === 'root' || /^0+$/.test(user)) return 'yes';
  const base = root(stage).base;
  const known = base.kind === 'image' ? base.facts?.users?.find(({ name }) => name === user) : undefined;
  return known?.uid === 0 ? 'yes' : 'no';
}

function root(stage: Stage): Stage {
  let at = stage;
  while (at.base.kind === 'stage') at = at.base.stage;
  return at;
}
