/** The actions we know, each read into operations. Sources: the action.yml of each, read 2026-11-23. */
import type { Answer, Span } from '../../source.ts';
import { type Attestation, type CacheSpec, type OutputSpec, readAttestation, readCache, readOutput } from '../commands/attributes.ts';
import { checkFlag } from '../commands/checks.ts';
import type { Problem } from '../commands/problem.ts';
import { type Reference, readReference } from '../commands/reference.ts';
import { splitList } from '../commands/values.ts';
import { nearest } from '../yaml/nearest.ts';
import { emptyBuild, type OperationDraft } from './operations.ts';
import type { ActionRef } from './uses.ts';
import type { BuildSecret, Inputs } from './workflow.ts';

/** Asks an action's inputs. */
class With {
  readonly inputs: Inputs;

  constructor(inputs: Inputs) {
    this.inputs = inputs;
  }

  text(...names: string[]): string | undefined {
    for (const name of names) {
      const found = this.inputs.get(name)?.text.trim();
      if (found) return found;
    }
    return undefined;
  }

  /** One entry a line, as the Docker actions' lists are. */
  lines(...names: string[]): { text: string; span: Span }[] {
    return names.flatMap((name) => {
      const input = this.inputs.get(name);
      if (!input) return [];
      return input.text
        .split('\n')
        .map((line) => ({ text: line.trim(), span: input.span }))
        .filter((line) => line.text !== '');
    });
  }

  /** Split on lines and commas; expressions stay whole where they stand alone. */
  words(...names: string[]): string[] {
    return this.lines(...names).flatMap((line) => (line.text.includes('${{') ? [line.text] : splitList(line.text)));
  }

  answer(name: string, otherwise: Answer = 'no'): Answer {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    return text.includes('${{') ? 'unknown' : /^(?:true|1|yes)$/i.test(text) ? 'yes' : 'no';
  }

  isOn(name: string): boolean {
    return this.answer(name) === 'yes';
  }

  reference(...names: string[]): Reference | undefined {
    const text = this.text(...names);
    return text === undefined ? undefined : readReference(text);
  }

  attestation(name: string): Attestation | undefined {
    const input = this.inputs.get(name);
    return input?.text.trim() ? readAttestation(input.text.trim(), input.span) : undefined;
  }
}

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
      vex: input.words('vex'),
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

const buildInputs =
  'add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file github-token labels load network no-cache no-cache-filters outputs platforms provenance pull push sbom secret-envs secret-files secrets shm-size ssh tags target ulimit';
const trivyInputs =
  'cache cache-dir docker-host exit-code format github-pat hide-progress ignore-policy ignore-unfixed image-ref input limit-severities-for-sarif list-all-pkgs output scan-ref scan-type scanners severity skip-dirs skip-files skip-setup-trivy template tf-vars timeout token-setup-trivy trivy-config trivyignores version vuln-type';

/** Inputs of the actions in which a misspelt one does the most harm: GitHub only warns, and the action takes its default. */
const inputNames: Readonly<Record<string, readonly string[]>> = {
  'docker/build-push-action': buildInputs.split(' '),
  'aquasecurity/trivy-action': trivyInputs.split(' '),
  'anchore/scan-action':
    'add-cpes-if-none by-cve cache-db config fail-build grype-version image only-fixed output-file output-format path registry-password registry-username sbom severity-cutoff vex'.split(
      ' ',
    ),
  'docker/login-action': 'ecr logout password registry registry-auth scope username'.split(' '),
};

/** Inputs that an action does not have, each with the one that was probably meant. */
export function misspeltInputs(action: ActionRef, inputs: Inputs): { name: string; meant: string; span: Span }[] {
  const known = Object.hasOwn(inputNames, action.name) ? inputNames[action.name] : undefined;
  if (!known) return [];
  return [...inputs].flatMap(([name, input]) => {
    const meant = known.includes(name) ? undefined : nearest(name, known);
    return meant === undefined ? [] : [{ name, meant, span: input.span }];
  });
}

/** What buildx would refuse in the specs that build-push-action hands to it. */
export function refusedSpecs(action: ActionRef, inputs: Inputs): Problem[] {
  if (action.name !== 'docker/build-push-action') return [];
  const kinds = { 'cache-from': 'cache', 'cache-to': 'cache', outputs: 'output' } as const;
  return Object.entries(kinds).flatMap(([name, kind]) =>
    new With(inputs).lines(name).flatMap(({ text, span }) => {
      const spec = { name, kind, repeatable: true };
      const problem = text.startsWith('${{')
        ? undefined
        : checkFlag({ name, spec, written: name, value: text, literal: !text.includes('${{'), span, valueSpan: span });
      return problem ?? [];
    }),
  );
}
