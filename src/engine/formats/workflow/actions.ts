/**
 * The actions we know, each read into operations. Sources: the action.yml of each. Inputs of docker/build-push-action 7 (src/context.ts),
 * aquasecurity/trivy-action (0024b3f) and anchore/scan-action (028cd8f) were compared with it on 2026-11-28; the others are from general knowledge.
 */
import type { Answer, Span } from '../../source.ts';
import { type CacheSpec, type OutputSpec, readCache, readOutput } from '../commands/attributes.ts';
import { readReference } from '../commands/reference.ts';
import { splitList } from '../commands/values.ts';
import { With } from './inputs.ts';
import { emptyBuild, type OperationDraft } from './operations.ts';
import type { ActionRef } from './uses.ts';
import type { BuildSecret, Inputs } from './workflow.ts';

type Reader = (input: With, action: ActionRef) => OperationDraft[];

const either = (one: Answer, other: boolean): Answer => (other ? 'yes' : one);

function secrets(input: With): BuildSecret[] {
  const read = (name: string, from: BuildSecret['from']) =>
    input.lines(name).flatMap(({ text }) => {
      const match = /^"?([\w.-]+)=([\s\S]*?)"?$/.exec(text);
      return match ? [{ id: match[1] ?? '', from, source: match[2] ?? '' }] : [];
    });
  return [...read('secrets', 'value'), ...read('secret-envs', 'env'), ...read('secret-files', 'file')];
}

const buildPush: Reader = (input) => {
  const outputs: OutputSpec[] = input.lines('outputs').map((line) => readOutput(line.text, line.span));
  const caches = (name: string): CacheSpec[] => input.lines(name).map((line) => readCache(line.text, line.span));
  const dry = input.text('call');
  return [
    {
      ...emptyBuild('build-push-action'),
      context: input.text('context'),
      file: input.text('file'),
      target: input.text('target'),
      tags: input.words('tags'),
      platforms: input.words('platforms'),
      outputs,
      cacheFrom: caches('cache-from'),
      cacheTo: caches('cache-to'),
      push: either(
        input.answer('push'),
        outputs.some((output) => output.pushes),
      ),
      load: either(
        input.answer('load'),
        outputs.some((output) => output.type === 'docker'),
      ),
      pushByDigest: outputs.some((output) => output.pushByDigest),
      sbom: input.attestation('sbom'),
      provenance: input.attestation('provenance'),
      secrets: secrets(input),
      buildArgs: input.lines('build-args').map(({ text }) => {
        const [name = '', ...rest] = text.split('=');
        return rest.length ? { name, value: rest.join('=') } : { name };
      }),
      noCache: input.isOn('no-cache'),
      pull: input.isOn('pull'),
      dry: dry !== undefined && dry !== 'build',
    },
  ];
};

/** `*.cache-to=type=gha,mode=max` lines of bake's `set`. */
const bake: Reader = (input) => {
  const set = input.lines('set').map(({ text, span }) => {
    const match = /^([^=]*)\.([\w-]+)(?:\.[^=]*)?\+?=([\s\S]*)$/.exec(text);
    return { key: match?.[2] ?? '', value: match?.[3] ?? '', span };
  });
  const of = <T>(key: string, read: (text: string, span: Span) => T): T[] =>
    set.filter((each) => each.key === key).map((each) => read(each.value, each.span));
  const outputs = of('output', readOutput);
  return [
    {
      ...emptyBuild('bake'),
      targets: input.words('targets'),
      tags: of('tags', (text) => text),
      platforms: of('platform', splitList).flat(),
      outputs,
      cacheFrom: of('cache-from', readCache),
      cacheTo: of('cache-to', readCache),
      push: either(
        input.answer('push'),
        outputs.some((output) => output.pushes),
      ),
      load: either(
        input.answer('load'),
        outputs.some((output) => output.type === 'docker'),
      ),
      sbom: input.attestation('sbom'),
      provenance: input.attestation('provenance'),
      noCache: input.isOn('no-cache'),
      pull: input.isOn('pull'),
    },
  ];
};

const grades = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const from = (threshold: string | undefined): string[] => {
  const at = grades.indexOf((threshold ?? '').toUpperCase());
  return at < 0 ? grades : grades.slice(at);
};
const only = (words: readonly string[]): string[] =>
  words.length ? grades.filter((grade) => words.some((word) => word.toUpperCase() === grade)) : grades;
const code = (text: string | undefined): Answer => (text === undefined || text === '0' ? 'no' : text.includes('${{') ? 'unknown' : 'yes');

const trivy: Reader = (input) => {
  const kind = input.text('scan-type') ?? 'image';
  const kinds = { image: 'image', fs: 'folder', rootfs: 'folder', repo: 'folder', config: 'config', sbom: 'sbom' } as const;
  const archive = input.text('input');
  const target = input.reference('image-ref', 'scan-ref');
  return [
    {
      kind: 'scan',
      tool: 'trivy',
      targetKind: archive ? 'archive' : Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : 'unknown',
      ...(archive ? { target: readReference(archive) } : target ? { target } : {}),
      failsOnFindings: code(input.text('exit-code')),
      severities: only(input.words('severity')),
      ignoreUnfixed: input.isOn('ignore-unfixed'),
      // The action has no input for VEX documents; Trivy reads TRIVY_VEX or its configuration file.
      vex: [],
      formats: input.words('format'),
      ignoreFile: input.text('trivyignores'),
    },
  ];
};

/** anchore/scan-action fails on `medium` and above unless told otherwise. */
const anchore: Reader = (input) => {
  const target = input.reference('image', 'path', 'sbom');
  return [
    {
      kind: 'scan',
      tool: 'grype',
      targetKind: input.text('image') ? 'image' : input.text('sbom') ? 'sbom' : input.text('path') ? 'folder' : 'unknown',
      ...(target ? { target } : {}),
      failsOnFindings: input.answer('fail-build', 'yes'),
      severities: from(input.text('severity-cutoff') ?? 'medium'),
      ignoreUnfixed: input.isOn('only-fixed'),
      vex: input.words('vex'),
      formats: input.words('output-format'),
    },
  ];
};

const scout: Reader = (input) => {
  const target = input.reference('image');
  return [
    {
      kind: 'scan',
      tool: 'scout',
      targetKind: 'image',
      ...(target ? { target } : {}),
      failsOnFindings: input.text('exit-on') ? 'yes' : input.answer('exit-code'),
      severities: only(input.words('only-severities')),
      ignoreUnfixed: input.isOn('only-fixed'),
      vex: input.words('vex-location'),
      formats: input.text('sarif-file') ? ['sarif'] : [],
    },
  ];
};

const snyk: Reader = (input, action) => {
  const args = input.text('args') ?? '';
  const target = input.reference('image');
  return [
    {
      kind: 'scan',
      tool: 'snyk',
      targetKind: /\/docker$/.test(action.name) ? 'image' : 'folder',
      ...(target ? { target } : {}),
      failsOnFindings: (input.text('command') ?? 'test') === 'test' ? 'yes' : 'no',
      severities: from(/--severity-threshold[= ](\w+)/.exec(args)?.[1]),
      ignoreUnfixed: /--fail-on[= ]upgradable/.test(args),
      vex: [],
      formats: input.isOn('sarif') ? ['sarif'] : [],
    },
  ];
};

const attest: Reader = (input) => {
  const [name, digest] = [input.text('subject-name'), input.text('subject-digest')];
  const text = name && digest ? `${name}@${digest}` : (name ?? input.text('subject-path') ?? '');
  return [{ kind: 'sign', verb: 'attest', by: 'github-attestation', images: text ? [readReference(text)] : [], keyless: true }];
};

const notation =
  (verb: 'sign' | 'verify'): Reader =>
  (input) => {
    const target = input.reference('target_artifact_reference');
    return [{ kind: 'sign', verb, by: 'notation', images: target ? [target] : [], keyless: false }];
  };

const setup =
  (
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
      | 'sbom',
    input: string[],
    otherwise = '',
  ): Reader =>
  (given) => [{ kind, subject: given.text(...input) ?? otherwise }];

const readers: Readonly<Record<string, Reader>> = {
  'docker/build-push-action': buildPush,
  'docker/bake-action': bake,
  'docker/setup-buildx-action': setup('setup-buildx', ['driver'], 'docker-container'),
  'docker/setup-qemu-action': setup('setup-qemu', ['platforms'], 'all'),
  'docker/login-action': setup('login', ['registry'], 'docker.io'),
  'docker/metadata-action': setup('metadata', ['images']),
  'docker/scout-action': scout,
  'aquasecurity/trivy-action': trivy,
  'anchore/scan-action': anchore,
  'anchore/sbom-action': setup('sbom', ['image', 'path']),
  'snyk/actions/docker': snyk,
  'snyk/actions/node': snyk,
  'snyk/actions/python': snyk,
  'github/codeql-action/upload-sarif': setup('upload-sarif', ['sarif_file'], '../results'),
  'actions/checkout': setup('checkout', ['ref']),
  'actions/cache': setup('cache', ['path']),
  'actions/cache/save': setup('cache', ['path']),
  'actions/cache/restore': setup('cache', ['path']),
  'actions/upload-artifact': setup('upload-artifact', ['name', 'path'], 'artifact'),
  'actions/download-artifact': setup('download-artifact', ['name', 'pattern'], '*'),
  'sigstore/cosign-installer': setup('install-cosign', ['cosign-release']),
  'actions/attest-build-provenance': attest,
  'actions/attest-sbom': attest,
  'actions/attest': attest,
  'notaryproject/notation-action/sign': notation('sign'),
  'notaryproject/notation-action/verify': notation('verify'),
};

/** What a step's action does; empty for actions we do not know. */
export function readAction(action: ActionRef, inputs: Inputs): OperationDraft[] {
  if (action.source !== 'github' || !Object.hasOwn(readers, action.name)) return [];
  return readers[action.name]?.(new With(inputs), action) ?? [];
}
