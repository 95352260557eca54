import type { ImageFacts, ImageRef } from '../catalog/image.ts';
import type { Origin } from './build.ts';
import { type Sourced, State } from './state.ts';

/** dockerfile2llb always sets PATH on Linux (system.DefaultPathEnvUnix). */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The state of a stage that begins from an image: with what is known of it, or empty. */
export function stateFrom(image: ImageRef | undefined, facts: ImageFacts | undefined): State {
  const state = new State();
  const origin: Origin | undefined = image && { kind: 'image', image };
  const config = facts?.config ?? {};
  const sourced = <T>(value: T): Sourced<T> => ({ value, ...(origin ? { origin } : {}) });
  state.scalars = {
    ...(config.user ? { user: sourced(config.user) } : {}),
    ...(config.workdir ? { workdir: sourced(config.workdir) } : {}),
    ...(config.entrypoint ? { entrypoint: sourced(config.entrypoint) } : {}),
    ...(config.cmd ? { cmd: sourced(config.cmd) } : {}),
    ...(config.stopSignal ? { stopSignal: sourced(config.stopSignal) } : {}),
  };
  for (const port of config.exposed ?? []) state.exposed.set(port, sourced(true as const));
  for (const volume of config.volumes ?? []) state.volumes.set(volume, sourced(true as const));
  for (const [name, value] of Object.entries(config.env ?? {})) state.setEnv(name, value, origin);
  for (const name of facts?.setsEnv ?? []) if (!state.variables.has(name)) state.variables.set(name, { name, kind: 'env' });
  if (!state.env.has('PATH')) state.setEnv('PATH', defaultPath);
  return state;
}
