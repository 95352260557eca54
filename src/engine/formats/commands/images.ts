/** Commands on images, registries and builders. */
import type { ShellWord } from '../../shell/command.ts';
import type { Call } from './call.ts';
import { isOn, lists, texts, textValue } from './lookup.ts';
import { type Reference, readReference } from './reference.ts';
import { withoutAbsent } from './run.ts';
import type { Value } from './values.ts';

/** A name of an image with the word that holds it. */
export type Named = Reference & { word: ShellWord };

export const named = (word: ShellWord): Named => ({ ...readReference(word.text), word });

/** `docker push`, and `docker manifest push`. */
export interface Push {
  kind: 'push';
  image?: Named;
  allTags: boolean;
  /** `docker manifest push`: a list made by `docker manifest create`. */
  manifest: boolean;
  invocation: Call;
}

export interface Pull {
  kind: 'pull';
  image?: Named;
  platform?: Value<string>;
  invocation: Call;
}

export interface Tag {
  kind: 'tag';
  source?: Named;
  target?: Named;
  invocation: Call;
}

export interface Login {
  kind: 'login';
  /** Undefined: Docker Hub. */
  server?: ShellWord;
  username?: Value<string>;
  /** Where the password comes from; `argument` shows in the process list and the shell's history. */
  password: 'argument' | 'stdin' | 'prompt';
  invocation: Call;
}

/** `docker buildx imagetools create` and `docker manifest create`: one index from several images. */
export interface ImagetoolsCreate {
  kind: 'index';
  /** `imagetools` works in the registry; `docker manifest` too, but asks the registry for each manifest first. */
  tool: 'imagetools' | 'manifest';
  tags: string[];
  sources: Named[];
  /** Descriptors read from files. */
  files: string[];
  /** A source that may expand to several: `$(jq …)`, `$DIGESTS`. */
  open: boolean;
  append: boolean;
  dryRun: boolean;
  invocation: Call;
}

/** `docker buildx create`. */
export interface BuilderCreate {
  kind: 'builder';
  name?: Value<string>;
  /** buildx's default is `docker-container`, which can export every cache and several platforms. */
  driver: string;
  platforms: string[];
  append: boolean;
  use: boolean;
  endpoint?: ShellWord;
  invocation: Call;
}

export const readPush = (call: Call): Push =>
  withoutAbsent<Push>({
    kind: 'push',
    image: call.operands[0] && named(call.operands[0]),
    allTags: isOn(call, 'all-tags'),
    manifest: call.name === 'docker manifest push',
    invocation: call,
  });

export const readPull = (call: Call): Pull =>
  withoutAbsent<Pull>({
    kind: 'pull',
    image: call.operands[0] && named(call.operands[0]),
    platform: textValue(call, 'platform'),
    invocation: call,
  });

export const readTag = (call: Call): Tag =>
  withoutAbsent<Tag>({
    kind: 'tag',
    source: call.operands[0] && named(call.operands[0]),
    target: call.operands[1] && named(call.operands[1]),
    invocation: call,
  });

export const readLogin = (call: Call): Login =>
  withoutAbsent<Login>({
    kind: 'login',
    server: call.operands[0],
    username: textValue(call, 'username'),
    password: isOn(call, 'password-stdin') ? 'stdin' : textValue(call, 'password') ? 'argument' : 'prompt',
    invocation: call,
  });

/** Reads the making of an index, by either tool. */
export function readImagetoolsCreate(call: Call): ImagetoolsCreate {
  const manifest = call.name === 'docker manifest create';
  const [list, ...rest] = call.operands;
  const sources = manifest ? rest : call.operands;
  return {
    kind: 'index',
    tool: manifest ? 'manifest' : 'imagetools',
    tags: manifest ? (list ? [list.text] : []) : texts(call, 'tag'),
    sources: sources.map(named),
    files: texts(call, 'file'),
    open: call.open.length > 0 || sources.some((word) => !word.literal && /^(?:\$|`)/.test(word.text)),
    append: isOn(call, 'append', 'amend'),
    dryRun: isOn(call, 'dry-run'),
    invocation: call,
  };
}

export const readBuilderCreate = (call: Call): BuilderCreate =>
  withoutAbsent<BuilderCreate>({
    kind: 'builder',
    name: textValue(call, 'name'),
    driver: textValue(call, 'driver')?.text ?? 'docker-container',
    platforms: lists(call, 'platform'),
    append: isOn(call, 'append'),
    use: isOn(call, 'use'),
    endpoint: call.operands[0],
    invocation: call,
  });
