/** Specs that builds share between the command line, build-push-action and bake: secrets, caches, outputs, attestations. */
import type { Span } from '../../source.ts';
import { fieldIsOn, fieldRecord, fieldValue, readFields } from './values.ts';

/** One `--secret`. */
export interface SecretSpec {
  /** Undefined: not given, which is refused. */
  id?: string;
  /** `env-or-file`: only an id, so the variable of that name if it is set, else the file of that name. `unknown`: cannot be told. */
  kind: 'file' | 'env' | 'env-or-file' | 'unknown';
  /** Path of the file. */
  source?: string;
  /** Name of the variable. */
  env?: string;
  /** The path is a variable whose name says it holds the secret itself: `src=$NPM_TOKEN`. */
  sourceIsValue: boolean;
  span: Span;
}

const secretName = /^\$\{?\w*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASS|PWD|CREDENTIALS?|API_?KEY|KEY|AUTH)\}?$/i;

/** Reads `id=npm,env=NPM_TOKEN` with buildx's defaults. */
export function readSecret(text: string, span: Span): SecretSpec {
  const fields = readFields(text, span);
  const id = fieldValue(fields, 'id');
  const written = fieldValue(fields, 'source', 'src');
  const type = fieldValue(fields, 'type');
  const shortened = type === 'env' && fieldValue(fields, 'env') === undefined;
  const env = shortened ? written : fieldValue(fields, 'env');
  const source = shortened ? undefined : written;
  const kind =
    id === undefined && !source && !env
      ? 'unknown'
      : env !== undefined
        ? 'env'
        : source !== undefined || type === 'file'
          ? 'file'
          : 'env-or-file';
  return {
    kind,
    sourceIsValue: source !== undefined && secretName.test(source) && !/FILE|PATH/i.test(source),
    span,
    ...(id === undefined ? {} : { id }),
    ...(source === undefined ? {} : { source }),
    ...(env === undefined ? {} : { env }),
  };
}

/** One `--cache-from` or `--cache-to`. */
export interface CacheSpec {
  /** 'registry', 'local', 'gha', 'inline', 's3', 'azblob'; another word as written. */
  type: string;
  /** In a registry. */
  ref?: string;
  /** Of an export: which layers. BuildKit's default is `min`. Absent for imports and for `inline`, which has no other. */
  mode?: string;
  /** Folder of a local cache. */
  path?: string;
  attributes: Record<string, string>;
  span: Span;
}

/** Reads a cache spec; a bare name is a registry reference. */
export function readCache(text: string, span: Span): CacheSpec {
  if (!text.includes('=')) return { type: 'registry', ref: text, attributes: { type: 'registry', ref: text }, span };
  const fields = readFields(text, span);
  const [type, ref, mode, path] = [
    fieldValue(fields, 'type') ?? 'registry',
    fieldValue(fields, 'ref'),
    fieldValue(fields, 'mode'),
    fieldValue(fields, 'dest', 'src'),
  ];
  return {
    type,
    attributes: fieldRecord(fields),
    span,
    ...(ref === undefined ? {} : { ref }),
    ...(mode === undefined ? {} : { mode }),
    ...(path === undefined ? {} : { path }),
  };
}

/** Whether an export holds the layers of all stages, so that a multi-stage build finds its intermediate ones again. */
export const holdsAllStages = (cache: CacheSpec): boolean => cache.mode === 'max' && cache.type !== 'inline';

/** One `--output`. */
export interface OutputSpec {
  /** 'image', 'registry', 'docker', 'local', 'tar', 'oci', 'cacheonly'; another word as written. */
  type: string;
  attributes: Record<string, string>;
  /** Names of the image, where the output carries them. */
  names: string[];
  pushes: boolean;
  /** Only the digest is pushed, no tag. */
  pushByDigest: boolean;
  rewriteTimestamp: boolean;
  span: Span;
}

/** Reads an output spec; a bare path is a local folder, `-` a tar stream. */
export function readOutput(text: string, span: Span): OutputSpec {
  const plain = !text.includes('=');
  const fields = plain ? [] : readFields(text, span);
  const type = plain ? (text === '-' ? 'tar' : 'local') : (fieldValue(fields, 'type') ?? '');
  return {
    type,
    attributes: plain ? { dest: text } : fieldRecord(fields),
    names: fields.filter((field) => field.key === 'name').flatMap((field) => field.value ?? []),
    pushes: type === 'registry' || fieldIsOn(fields, 'push'),
    pushByDigest: fieldIsOn(fields, 'push-by-digest'),
    rewriteTimestamp: fieldIsOn(fields, 'rewrite-timestamp'),
    span,
  };
}

/** Whether and how an attestation is made. */
export interface Attestation {
  enabled: boolean;
  /** Of provenance: 'min' or 'max'; undefined where it was not said (BuildKit: `min`). */
  mode?: string;
  attributes: Record<string, string>;
  /** As written. */
  text: string;
  span: Span;
}

/** Reads `true`, `false`, `mode=max` or `type=provenance,mode=max,disabled=false`. */
export function readAttestation(text: string, span: Span): Attestation {
  if (/^(?:true|1)$/i.test(text)) return { enabled: true, attributes: {}, text, span };
  if (/^(?:false|0|disabled)$/i.test(text)) return { enabled: false, attributes: {}, text, span };
  const fields = readFields(text, span);
  const mode = fieldValue(fields, 'mode');
  return { enabled: !fieldIsOn(fields, 'disabled'), attributes: fieldRecord(fields), text, span, ...(mode === undefined ? {} : { mode }) };
}
