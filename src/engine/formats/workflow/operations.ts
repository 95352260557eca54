/** Turns a command's action into an operation of a workflow. */
import type { Answer } from '../../source.ts';
import type { Action } from '../commands/commands.ts';
import type { BuildOperation, Operation } from './workflow.ts';

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
