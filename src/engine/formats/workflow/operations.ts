/** What a step does to images, whether by an action or by a command: one form for both. */
import type { Answer, Span } from '../../source.ts';
import type { Attestation, CacheSpec, OutputSpec } from '../commands/attributes.ts';
import type { Action, Invocation } from '../commands/commands.ts';
import type { Reference } from '../commands/reference.ts';
import type { Scan } from '../commands/scan.ts';
import type { Step } from './workflow.ts';

interface Base {
  /** The step it happens in; its `if`, `continueOnError` and job tell when and whether a failure counts. */
  step: Step;
  /** Whether the step itself notices a failure: false under `|| true`. */
  checked: boolean;
  span: Span;
  /** The command, where it is one; else an action did it. */
  invocation?: Invocation;
}

/** A secret that a build gets. */
export interface BuildSecret {
  id: string;
  /** `value`: handed to the action as text (an expression, one hopes). */
  from: 'env' | 'file' | 'value' | 'unknown';
  /** The variable, the path or the text. */
  source: string;
}

export interface BuildOperation extends Base {
  kind: 'build';
  by: 'build-push-action' | 'bake' | 'docker build' | 'docker compose';
  context?: string;
  file?: string;
  target?: string;
  /** Of a bake: its targets. */
  targets: string[];
  tags: string[];
  platforms: string[];
  outputs: OutputSpec[];
  cacheFrom: CacheSpec[];
  cacheTo: CacheSpec[];
  push: Answer;
  load: Answer;
  pushByDigest: boolean;
  sbom?: Attestation;
  provenance?: Attestation;
  secrets: BuildSecret[];
  buildArgs: { name: string; value?: string }[];
  noCache: boolean;
  pull: boolean;
  /** Only checks or prints, builds nothing. */
  dry: boolean;
}

export interface ScanOperation
  extends Base,
    Pick<Scan, 'targetKind' | 'failsOnFindings' | 'severities' | 'ignoreUnfixed' | 'vex' | 'formats'> {
  kind: 'scan';
  tool: Scan['tool'];
  target?: Reference;
  /** File of ignored findings, where it was named. */
  ignoreFile?: string;
}

export interface SignOperation extends Base {
  kind: 'sign';
  verb: 'sign' | 'verify' | 'attest' | 'verify-attestation';
  by: 'cosign' | 'github-attestation' | 'notation';
  images: Reference[];
  keyless: boolean;
}

export interface ImageOperation extends Base {
  kind: 'push' | 'pull' | 'index' | 'tag' | 'run';
  images: Reference[];
  /** Of `tag` and `index`: the new names. */
  names: string[];
}

/** Steps of which only the fact matters: what is prepared, logged in to, kept. */
export interface SetupOperation extends Base {
  kind:
    | 'login'
    | 'checkout'
    | 'cache'
    | 'upload-artifact'
    | 'download-artifact'
    | 'upload-sarif'
    | 'setup-buildx'
    | 'setup-qemu'
    | 'install-cosign'
    | 'metadata'
    | 'sbom';
  /** What it is about: the registry, the ref, the paths, the driver, the platforms. */
  subject: string;
}

export type Operation = BuildOperation | ScanOperation | SignOperation | ImageOperation | SetupOperation;

/** Parts of an operation that differ by action; `kind` stays with its own fields. */
type Draft<T> = T extends Operation ? Omit<T, 'step' | 'checked' | 'span' | 'invocation'> : never;
export type OperationDraft = Draft<Operation>;

const yes = (value: boolean): Answer => (value ? 'yes' : 'no');

/** A command's action as an operation; nothing for those that change no image. */
export function operationOf(action: Action): OperationDraft | undefined {
  switch (action.kind) {
    case 'build':
      return {
        ...action,
        by: 'docker build',
        context: action.context?.text,
        file: action.file?.text,
        target: action.target?.text,
        targets: [],
        push: yes(action.push),
        load: yes(action.load),
        pushByDigest: action.outputs.some((output) => output.pushByDigest),
        secrets: action.secrets.map((secret) => ({
          id: secret.id ?? '',
          from: secret.kind === 'env' ? 'env' : secret.kind === 'file' ? 'file' : 'unknown',
          source: secret.env ?? secret.source ?? secret.id ?? '',
        })),
        dry: action.check || action.call !== undefined,
      };
    case 'bake':
      return {
        ...emptyBuild('bake'),
        targets: action.targets,
        push: yes(action.push),
        load: yes(action.load),
        noCache: action.noCache,
        pull: action.pull,
        sbom: action.sbom,
        provenance: action.provenance,
        dry: action.check || action.print,
      };
    case 'compose':
      return action.verb === 'build' || action.build
        ? {
            ...emptyBuild('docker compose'),
            targets: action.services,
            push: yes(action.push),
            load: 'yes',
            noCache: action.noCache,
            pull: action.pull,
          }
        : undefined;
    case 'scan':
      return { ...action, kind: 'scan', ignoreFile: action.ignoreFile?.text };
    case 'sbom':
      return { kind: 'sbom', subject: action.target?.text ?? '' };
    case 'signing':
      return { kind: 'sign', verb: action.verb, by: 'cosign', images: action.images, keyless: action.keyless };
    case 'push':
    case 'pull':
      return { kind: action.kind, images: action.image ? [action.image] : [], names: [] };
    case 'tag':
      return { kind: 'tag', images: action.source ? [action.source] : [], names: action.target ? [action.target.text] : [] };
    case 'index':
      return { kind: 'index', images: action.sources, names: action.tags };
    case 'run':
      return action.image ? { kind: 'run', images: [action.image], names: [] } : undefined;
    case 'login':
      return { kind: 'login', subject: action.server?.text ?? 'docker.io' };
    case 'builder':
      return { kind: 'setup-buildx', subject: action.driver };
  }
}

/** A build of which nothing is known yet. */
export const emptyBuild = (by: BuildOperation['by']) => ({
  kind: 'build' as const,
  by,
  targets: [],
  tags: [],
  platforms: [],
  outputs: [],
  cacheFrom: [],
  cacheTo: [],
  push: 'no' as Answer,
  load: 'no' as Answer,
  pushByDigest: false,
  secrets: [],
  buildArgs: [],
  noCache: false,
  pull: false,
  dry: false,
});
