/** What a `docker build` (which is `docker buildx build`) or a bake asks for. */
import type { ShellWord } from '../../shell/command.ts';
import type { Span } from '../../source.ts';
import {
  type Attestation,
  type CacheSpec,
  type OutputSpec,
  readAttestation,
  readCache,
  readOutput,
  readSecret,
  type SecretSpec,
} from './attributes.ts';
import type { Call } from './call.ts';
import { isOn, lists, type Pair, pairs, texts, textValue, uses } from './lookup.ts';
import { withoutAbsent } from './run.ts';
import type { Value } from './values.ts';

export interface Build {
  kind: 'build';
  /** Path, URL or `-`. */
  context?: ShellWord;
  contextKind: 'path' | 'git' | 'url' | 'stdin' | 'unknown';
  /** `-f`; undefined: `Dockerfile` in the context. `-` reads it from standard input. */
  file?: Value<string>;
  target?: Value<string>;
  tags: string[];
  /** `value` undefined: taken from the environment. */
  buildArgs: Pair[];
  secrets: SecretSpec[];
  /** `--ssh`: id and what it forwards ('' for the agent). */
  ssh: { id: string; source: string; span: Span }[];
  platforms: string[];
  outputs: OutputSpec[];
  cacheFrom: CacheSpec[];
  cacheTo: CacheSpec[];
  /** By `--push` or an output that pushes. */
  push: boolean;
  /** By `--load` or an output of type docker. */
  load: boolean;
  sbom?: Attestation;
  provenance?: Attestation;
  noCache: boolean;
  noCacheFilter: string[];
  pull: boolean;
  /** `--build-context`: name → path, URL, `docker-image://…`. */
  contexts: Pair[];
  /** Only checks the Dockerfile, builds nothing: `--check`, `--call=check`. */
  check: boolean;
  /** `--call` of another method: 'outline', 'targets'. */
  call?: Value<string>;
  labels: Pair[];
  network?: Value<string>;
  builder?: Value<string>;
  metadataFile?: Value<string>;
  iidFile?: Value<string>;
  invocation: Call;
}

export interface Bake {
  kind: 'bake';
  files: string[];
  /** Groups and targets asked for; empty: the group `default`. */
  targets: string[];
  push: boolean;
  load: boolean;
  /** `--set target.key=value`. */
  set: { target: string; key: string; value?: string; span: Span }[];
  sbom?: Attestation;
  provenance?: Attestation;
  noCache: boolean;
  pull: boolean;
  check: boolean;
  print: boolean;
  builder?: Value<string>;
  invocation: Call;
}

/** What a build's context argument is. Git URLs: buildx reads `.git` ends, `git@` and `git://` so. */
export function contextKind(text: string, literal = true): Build['contextKind'] {
  if (text === '-') return 'stdin';
  if (/^(?:git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(text) || /^https?:\/\/[^#?]+\.git(?:[#?]|$)/.test(text)) return 'git';
  if (/^https?:\/\//.test(text)) return 'url';
  return !literal && text.startsWith('$') && !text.includes('/') ? 'unknown' : 'path';
}

/** `--sbom`, `--provenance` and `--attest type=…`: the last one said of a type wins. */
function attestation(call: Call, type: 'sbom' | 'provenance'): Attestation | undefined {
  const found = uses(call, type, 'attest').flatMap((flag) => {
    if (flag.value === undefined) return [];
    const read = readAttestation(flag.value, flag.valueSpan);
    return flag.name === type || read.attributes.type === type ? [read] : [];
  });
  return found.at(-1);
}

const ssh = (call: Call): Build['ssh'] =>
  uses(call, 'ssh').flatMap((flag) => {
    if (!flag.value) return [];
    const equals = flag.value.indexOf('=');
    const id = equals < 0 ? flag.value : flag.value.slice(0, equals);
    return [{ id, source: equals < 0 ? '' : flag.value.slice(equals + 1), span: flag.valueSpan }];
  });

const specs = <T>(call: Call, name: string, read: (text: string, span: Span) => T): T[] =>
  uses(call, name).flatMap((flag) => (flag.value === undefined ? [] : [read(flag.value, flag.valueSpan)]));

/** Reads a `docker build`. */
export function readBuild(call: Call): Build {
  const context = call.operands[0];
  const outputs = specs(call, 'output', readOutput);
  const method = textValue(call, 'call');
  return withoutAbsent<Build>({
    kind: 'build',
    context,
    contextKind: context ? contextKind(context.text, context.literal) : 'unknown',
    file: textValue(call, 'file'),
    target: textValue(call, 'target'),
    tags: texts(call, 'tag'),
    buildArgs: pairs(call, 'build-arg'),
    secrets: specs(call, 'secret', readSecret),
    ssh: ssh(call),
    platforms: lists(call, 'platform'),
    outputs,
    cacheFrom: specs(call, 'cache-from', readCache),
    cacheTo: specs(call, 'cache-to', readCache),
    push: isOn(call, 'push') || outputs.some((output) => output.pushes),
    load: isOn(call, 'load') || outputs.some((output) => output.type === 'docker'),
    sbom: attestation(call, 'sbom'),
    provenance: attestation(call, 'provenance'),
    noCache: isOn(call, 'no-cache'),
    noCacheFilter: lists(call, 'no-cache-filter'),
    pull: isOn(call, 'pull'),
    contexts: pairs(call, 'build-context'),
    check: isOn(call, 'check') || method?.text === 'check',
    call: method,
    labels: pairs(call, 'label'),
    network: textValue(call, 'network'),
    builder: textValue(call, 'builder'),
    metadataFile: textValue(call, 'metadata-file'),
    iidFile: textValue(call, 'iidfile'),
    invocation: call,
  });
}

const setting = (call: Call): Bake['set'] =>
  uses(call, 'set').flatMap((flag) => {
    const match = /^([^.=]*)\.([^=]*)(?:=([\s\S]*))?$/.exec(flag.value ?? '');
    return match
      ? [{ target: match[1] ?? '', key: match[2] ?? '', span: flag.valueSpan, ...(match[3] === undefined ? {} : { value: match[3] }) }]
      : [];
  });

/** Reads a `docker buildx bake`. */
export function readBake(call: Call): Bake {
  return withoutAbsent<Bake>({
    kind: 'bake',
    files: texts(call, 'file'),
    targets: call.operands.map((word) => word.text),
    push: isOn(call, 'push'),
    load: isOn(call, 'load'),
    set: setting(call),
    sbom: attestation(call, 'sbom'),
    provenance: attestation(call, 'provenance'),
    noCache: isOn(call, 'no-cache'),
    pull: isOn(call, 'pull'),
    check: isOn(call, 'check') || textValue(call, 'call')?.text === 'check',
    print: isOn(call, 'print'),
    builder: textValue(call, 'builder'),
    invocation: call,
  });
}
