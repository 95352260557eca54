/** What a `docker compose` call asks for. */
import type { ShellWord } from '../../shell/command.ts';
import { type Attestation, readAttestation } from './attributes.ts';
import type { Call } from './call.ts';
import { isOn, type Pair, pairs, texts, textValue, use } from './lookup.ts';
import { withoutAbsent } from './run.ts';
import type { Value } from './values.ts';

export interface ComposeCall {
  kind: 'compose';
  /** 'up', 'build', 'run', … */
  verb: string;
  /** `-f`, in order: later files override earlier ones. Empty: compose.yaml and its override. */
  files: string[];
  envFiles: string[];
  profiles: string[];
  project?: Value<string>;
  services: string[];
  /** `run` and `exec`: the words after the service. */
  command: ShellWord[];
  build: boolean;
  detach: boolean;
  /** Waits until services are healthy, and fails where one is not. */
  wait: boolean;
  /** The service whose exit code becomes Compose's. */
  exitCodeFrom?: Value<string>;
  abortOnExit: boolean;
  noCache: boolean;
  pull: boolean;
  push: boolean;
  sbom?: Attestation;
  provenance?: Attestation;
  buildArgs: Pair[];
  env: Pair[];
  invocation: Call;
}

function attestation(call: Call, name: string): Attestation | undefined {
  const flag = use(call, name);
  return flag?.value === undefined ? undefined : readAttestation(flag.value, flag.valueSpan);
}

/** Reads a `docker compose …`. */
export function readCompose(call: Call): ComposeCall {
  const verb = call.name.replace(/^docker compose ?/, '');
  const single = verb === 'run' || verb === 'exec';
  return withoutAbsent<ComposeCall>({
    kind: 'compose',
    verb,
    files: texts(call, 'file'),
    envFiles: texts(call, 'env-file'),
    profiles: texts(call, 'profile'),
    project: textValue(call, 'project-name'),
    services: call.operands.slice(0, single ? 1 : undefined).map((word) => word.text),
    command: single ? call.operands.slice(1) : [],
    build: isOn(call, 'build') || verb === 'build',
    detach: isOn(call, 'detach') || isOn(call, 'wait'),
    wait: isOn(call, 'wait'),
    exitCodeFrom: textValue(call, 'exit-code-from'),
    abortOnExit: isOn(call, 'abort-on-container-exit', 'abort-on-container-failure') || use(call, 'exit-code-from') !== undefined,
    noCache: isOn(call, 'no-cache'),
    pull: isOn(call, 'pull') || verb === 'pull',
    push: isOn(call, 'push') || verb === 'push',
    sbom: attestation(call, 'sbom'),
    provenance: attestation(call, 'provenance'),
    buildArgs: pairs(call, 'build-arg'),
    env: pairs(call, 'env'),
    invocation: call,
  });
}
