/** What a scanner is asked, and whether what it finds would stop anything. */
import type { Answer, Span } from '../../source.ts';
import type { Call } from './call.ts';
import { type Named, named } from './images.ts';
import { isOn, lists, texts, textValue } from './lookup.ts';
import { withoutAbsent } from './run.ts';
import type { Value } from './values.ts';

/** From mild to grave; what the tools call 'negligible' or 'unspecified' is below. */
const grades = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

export type TargetKind = 'image' | 'folder' | 'config' | 'sbom' | 'archive' | 'unknown';

export interface Scan {
  kind: 'scan';
  tool: 'trivy' | 'grype' | 'scout' | 'snyk';
  targetKind: TargetKind;
  /** What is scanned: an image's name, a path. Undefined: nothing was named. */
  target?: Named;
  /** Whether the tool's own exit code tells of findings: `--exit-code 1`, `--fail-on high`. Whether anyone looks at it is `invocation.command.checked`. */
  failsOnFindings: Answer;
  /** Severities that count, upper case, mild first. */
  severities: string[];
  /** Findings without a fix are left out. */
  ignoreUnfixed: boolean;
  /** Files and sources of VEX statements. */
  vex: string[];
  /** File of ignored findings, where it was named: `--ignorefile`, grype's `-c`, Snyk's policy. */
  ignoreFile?: Value<string>;
  /** 'sarif', 'json', …: as written. */
  formats: string[];
  output?: Value<string>;
  span: Span;
  invocation: Call;
}

/** `syft IMAGE`: an SBOM, no verdict. */
export interface SbomScan {
  kind: 'sbom';
  target?: Named;
  formats: string[];
  invocation: Call;
}

/** A threshold and everything graver. */
const from = (threshold: string | undefined): string[] => {
  const at = grades.indexOf((threshold ?? '').toUpperCase() as (typeof grades)[number]);
  return at < 0 ? [...grades] : grades.slice(at);
};

/** A list of severities in order; nothing written means all. */
const only = (list: readonly string[]): string[] => {
  const written = new Set(list.map((each) => each.toUpperCase()).map((each) => (each === 'UNSPECIFIED' ? 'UNKNOWN' : each)));
  return written.size ? grades.filter((grade) => written.has(grade)) : [...grades];
};

const code = (text: string | undefined): Answer =>
  text === undefined || /^0+$/.test(text) ? 'no' : /^\d+$/.test(text) ? 'yes' : 'unknown';
const environment = (call: Call, name: string): string | undefined => call.env.get(name)?.text;

const targetKinds: Readonly<Record<string, TargetKind>> = {
  'trivy image': 'image',
  'trivy fs': 'folder',
  'trivy rootfs': 'folder',
  'trivy repository': 'folder',
  'trivy config': 'config',
  'trivy sbom': 'sbom',
};

function trivy(call: Call): Partial<Scan> {
  const severities = lists(call, 'severity');
  const fromEnvironment = (environment(call, 'TRIVY_SEVERITY') ?? '').split(',').filter(Boolean);
  const archive = textValue(call, 'input');
  return {
    tool: 'trivy',
    targetKind: archive ? 'archive' : (targetKinds[call.name] ?? 'unknown'),
    failsOnFindings: code(textValue(call, 'exit-code')?.text ?? environment(call, 'TRIVY_EXIT_CODE')),
    severities: only(severities.length ? severities : fromEnvironment),
    ignoreUnfixed: isOn(call, 'ignore-unfixed') || /^(?:true|1)$/i.test(environment(call, 'TRIVY_IGNORE_UNFIXED') ?? ''),
    vex: lists(call, 'vex'),
    ignoreFile: textValue(call, 'ignorefile'),
    formats: texts(call, 'format'),
  };
}

/** syft and grype name the kind of a target before a colon: `dir:.`, `sbom:app.json`, `registry:app:1`. */
function anchoreTarget(call: Call): { targetKind: TargetKind; target?: Named } {
  const word = call.operands[0];
  if (!word) return { targetKind: 'unknown' };
  const match = /^(dir|file|sbom|docker-archive|oci-archive|oci-dir|registry|docker|podman|containerd|singularity|purl|cpes?):/.exec(
    word.text,
  );
  const scheme = match?.[1];
  const rest = { ...word, text: match ? word.text.slice(match[0].length) : word.text };
  const path = !scheme && /^(?:\.{0,2}\/|\.$)/.test(word.text);
  const targetKind: TargetKind =
    scheme === 'dir' || scheme === 'file' || path ? 'folder' : scheme === 'sbom' ? 'sbom' : scheme?.includes('-') ? 'archive' : 'image';
  return { targetKind, target: named(rest) };
}

function grype(call: Call): Partial<Scan> {
  const threshold = textValue(call, 'fail-on')?.text ?? environment(call, 'GRYPE_FAIL_ON_SEVERITY');
  return {
    tool: 'grype',
    ...anchoreTarget(call),
    failsOnFindings: threshold === undefined ? 'no' : threshold.startsWith('$') ? 'unknown' : 'yes',
    severities: from(threshold),
    ignoreUnfixed: isOn(call, 'only-fixed'),
    vex: lists(call, 'vex'),
    ignoreFile: textValue(call, 'config'),
    formats: lists(call, 'output').map((format) => format.split('=')[0] ?? format),
  };
}

function snyk(call: Call): Partial<Scan> {
  return {
    tool: 'snyk',
    targetKind: call.name === 'snyk container test' ? 'image' : call.name.startsWith('snyk iac') ? 'config' : 'folder',
    failsOnFindings: call.name.endsWith('test') ? 'yes' : 'no',
    severities: from(textValue(call, 'severity-threshold')?.text),
    ignoreUnfixed: textValue(call, 'fail-on')?.text === 'upgradable',
    vex: [],
    ignoreFile: textValue(call, 'policy-path'),
    formats: ['json', 'sarif'].filter((name) => isOn(call, name)),
  };
}

function scout(call: Call): Partial<Scan> {
  const type = textValue(call, 'type')?.text;
  const word = call.operands[0];
  const match = /^(image|local|registry|oci-dir|archive|fs|sbom):\/\//.exec(word?.text ?? '');
  const scheme = type ?? match?.[1] ?? 'image';
  const kinds: Readonly<Record<string, TargetKind>> = { fs: 'folder', sbom: 'sbom', archive: 'archive', 'oci-dir': 'archive' };
  const policy = texts(call, 'exit-on').length > 0;
  return {
    tool: 'scout',
    targetKind: kinds[scheme] ?? 'image',
    ...(word ? { target: named({ ...word, text: match ? word.text.slice(match[0].length) : word.text }) } : {}),
    failsOnFindings: isOn(call, 'exit-code') || policy ? 'yes' : 'no',
    severities: only(lists(call, 'only-severity')),
    ignoreUnfixed: isOn(call, 'only-fixed', 'only-fixable'),
    vex: lists(call, 'vex-location'),
    formats: texts(call, 'format'),
  };
}

const readers: Readonly<Record<string, (call: Call) => Partial<Scan>>> = { trivy, grype, snyk, docker: scout };

/** Reads a scanner's call; the caller has checked that it is one. */
export function readScan(call: Call): Scan {
  const read = readers[call.tool]?.(call) ?? {};
  return withoutAbsent<Scan>({
    kind: 'scan',
    tool: 'trivy',
    targetKind: 'unknown',
    failsOnFindings: 'unknown',
    severities: [...grades],
    ignoreUnfixed: false,
    vex: [],
    formats: [],
    target: call.operands[0] && named(call.operands[0]),
    output: textValue(call, 'output'),
    span: call.span,
    invocation: call,
    ...read,
  });
}

/** Reads `syft IMAGE`. */
export function readSbom(call: Call): SbomScan {
  const { target } = anchoreTarget(call);
  return {
    kind: 'sbom',
    formats: lists(call, 'output').map((each) => each.split('=')[0] ?? each),
    invocation: call,
    ...(target ? { target } : {}),
  };
}

/** Whether a call is a scan that we understand. */
export const isScan = (name: string): boolean =>
  /^(?:trivy (?:image|fs|rootfs|repository|config|sbom|vm)|grype|snyk (?:container )?test|snyk iac|docker scout (?:cves|quickview|qv|compare|diff|policy))$/.test(
    name,
  );
