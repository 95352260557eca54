/**
 * What the files that a step takes from another stage depend on. BuildKit keys COPY --from and bind mounts by the checksum of the
 * files themselves (moby/buildkit solver, `ComputeDigestFunc` of file and exec operations): a stage that ran again and left the same
 * files changes nothing for who copies them.
 */

import type { Stage, Step } from './build.ts';
import type { Scene } from './cache-change.ts';
import { chainOf } from './chain.ts';
import type { Piece } from './contents.ts';
import { hasWildcard, prefixMatcher } from './effects/match.ts';
import { isWithin } from './effects/tree.ts';
import { cleanPath } from './paths.ts';
import { touches } from './reads.ts';

/** Keys of a stage's steps: `hard` covers what surely changes a result, `soft` also what may. */
export interface KeysOf {
  step(step: Step): { hard: number; soft: number };
  /** Of the stage's whole file system. */
  stage(stage: Stage): { hard: number; soft: number };
  /** Of the files that a stage starts from. */
  base(stage: Stage): { hard: number; soft: number };
}

/** What some files depend on, as text to compare; `soft` holds what may change them. */
export interface Dependence {
  hard: string;
  soft: string;
  /** All that differs was made by some command, which may make the same again; else files of the context are among it, as they are. */
  made: boolean;
}

/** What the files below some paths of a stage depend on. */
export function filesOfStage(stage: Stage, sources: readonly string[], scene: Scene, keys: KeysOf): Dependence {
  const contents = scene.workspace.contents(stage);
  const parts = sources.map((source) => {
    const path = cleanPath(`/${source}`);
    return (
      one(path, contents.pieces, scene, keys) ?? (contents.blind.length === 0 ? ofSystem(path, stage, contents.pieces, keys) : undefined)
    );
  });
  const whole = keys.stage(stage);
  const open = parts.some((part) => part === undefined);
  // Nothing is known of the path: whatever ran in the stage may have made it.
  if (open) return { hard: `stage ${whole.hard}`, soft: `stage ${whole.soft}`, made: true };
  const blind = contents.blind.map((step) => keys.step(step));
  return {
    hard: parts.map((part) => part?.hard).join('\n'),
    soft: [...parts.map((part) => part?.soft), ...blind.map(({ soft }) => soft)].join('\n'),
    made: blind.length > 0 || (parts.some((part) => part?.made) && !parts.some((part) => part?.changed)),
  };
}

/** One part of what is taken. `changed`: a file of the context among it is surely another one. */
interface Part extends Dependence {
  changed?: boolean;
}

const system = /^\/(?:etc|lib\w*|usr\/(?:lib|share)\w*)(?:\/|$)/;

/**
 * Files of the system that no step is known to have brought: they came with the base image, certificates and time zones above all. A step
 * of which nobody knows all that it writes, such as an install of packages, may have changed them.
 */
function ofSystem(path: string, stage: Stage, pieces: readonly Piece[], keys: KeysOf): Part | undefined {
  if (!system.test(path) || hasWildcard(path)) return undefined;
  const chain = chainOf(stage);
  const bottom = chain.at(-1) ?? stage;
  // Steps whose files are all known to lie elsewhere.
  const elsewhere = new Map<Step | undefined, boolean>();
  for (const { trail, kind, guessed } of pieces) {
    const known = !guessed && (kind === 'output' || kind === 'dependencies');
    elsewhere.set(trail[0], known && elsewhere.get(trail[0]) !== false);
  }
  const open = chain.flatMap(({ steps }) => steps.filter((step) => step.keyword === 'RUN' && !elsewhere.get(step)));
  const { hard, soft } = keys.base(bottom);
  return { hard: `base ${hard}`, soft: `base ${soft} ${open.map((step) => keys.step(step).soft)}`, made: true };
}

function one(source: string, pieces: readonly Piece[], scene: Scene, keys: KeysOf): Part | undefined {
  const matches = hasWildcard(source) ? prefixMatcher(source) : undefined;
  const inside = pieces.filter((piece) => (matches ? matches(piece.path) !== undefined : isWithin(piece.path, source)));
  const around = pieces.filter((piece) => !inside.includes(piece) && piece.tree && isWithin(source, piece.path));
  const sure = inside.filter((piece) => !piece.guessed);
  const used = sure.length > 0 || inside.length > 0 ? inside : around;
  if (used.length === 0) return undefined;
  const each = used.map((piece) => ofPiece(piece, scene, keys));
  // A build whose output folder is not known may also have written among the packages: bundlers keep a cache there.
  const cached = used === inside && inside.some((piece) => piece.kind === 'dependencies') ? around.filter((piece) => piece.guessed) : [];
  return {
    hard: each.map(({ hard }) => hard).join('\n'),
    soft: [...each, ...cached.map((piece) => ofPiece(piece, scene, keys))].map(({ soft }) => soft).join('\n'),
    made: each.some(({ made }) => made),
    changed: each.some(({ changed }) => changed),
  };
}

function ofPiece(piece: Piece, scene: Scene, keys: KeysOf): Part {
  const doubt = piece.doubt ? keys.step(piece.doubt).soft : '';
  const name = `${piece.path} ${piece.kind} ${piece.source ?? ''}`;
  const version = piece.source !== undefined && touches(piece.source, scene.changed) ? 'changed' : '';
  const runs = piece.trail.filter((step) => step.keyword === 'RUN');
  const copies = piece.trail.filter((step) => step.transfer).map((step) => `${step.transfer?.chown ?? ''} ${step.transfer?.chmod ?? ''}`);
  const hard = runs.map((step) => keys.step(step).hard);
  const soft = runs.map((step) => keys.step(step).soft);
  const fixed = [name, version, piece.source === undefined ? (piece.text ?? '') : '', ...copies].join(' ');
  const sourced = piece.source !== undefined && runs.length === 0;
  if (sourced) return { hard: fixed, soft: `${fixed} ${doubt}`, made: false, changed: version !== '' && !piece.doubt && !piece.guessed };
  // The same manifests install the same packages, even where the step had to run again.
  const reinstalled = (piece.kind === 'dependencies' || piece.kind === 'packages') && scene.sameInstalls;
  return { hard: reinstalled ? fixed : `${fixed} ${hard}`, soft: `${fixed} ${soft} ${doubt}`, made: true };
}
