/** What a cosign call signs or verifies, and how strictly. */
import type { Span } from '../../source.ts';
import type { Call } from './call.ts';
import { type Named, named } from './images.ts';
import { isOn, lists, textValue } from './lookup.ts';
import { withoutAbsent } from './run.ts';
import type { Value } from './values.ts';

/** A pattern that identities or issuers must match. */
export interface Pattern {
  text: string;
  /** Begins with `^` and ends with `$`, in every alternative at the top. */
  anchored: boolean;
  /** Matches nearly anything: `.*`, `.+`, nothing at all. */
  matchesAll: boolean;
  /** The text that a match must begin with, where it is anchored at its start: 'https://github.com/acme/app/'. Loose dots count as dots. */
  prefix: string;
  literal: boolean;
  span: Span;
}

export interface Signing {
  kind: 'signing';
  verb: 'sign' | 'verify' | 'attest' | 'verify-attestation';
  images: Named[];
  key?: Value<string>;
  /** Keyless: no key, no hardware token. */
  keyless: boolean;
  identity?: Value<string>;
  identityPattern?: Pattern;
  issuer?: Value<string>;
  issuerPattern?: Pattern;
  ignoresLog: boolean;
  ignoresSct: boolean;
  /** Of attestations: 'slsaprovenance', 'spdxjson', 'cyclonedx', a URI… */
  type?: Value<string>;
  predicate?: Value<string>;
  /** Rego or CUE files that an attestation must satisfy. */
  policies: string[];
  /** No question is asked: needed where nobody sits at the keyboard. */
  yes: boolean;
  recursive: boolean;
  invocation: Call;
}

/** Splits a pattern at `|` outside groups and classes. */
function alternatives(pattern: string): string[] {
  const found = [''];
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    let letter = pattern[at] ?? '';
    if (letter === '\\') letter += pattern[++at] ?? '';
    else if (inClass) inClass = letter !== ']';
    else if (letter === '[') inClass = true;
    else if (letter === '(') depth++;
    else if (letter === ')') depth--;
    if (letter === '|' && depth <= 0 && !inClass) found.push('');
    else found[found.length - 1] += letter;
  }
  return found;
}

/** The literal text a pattern begins with after `^`. */
function literalPrefix(pattern: string): string {
  if (!pattern.startsWith('^')) return '';
  let prefix = '';
  for (let at = 1; at < pattern.length; at++) {
    const letter = pattern[at] ?? '';
    if (letter === '\\' && /[^\w]/.test(pattern[at + 1] ?? 'w')) {
      prefix += pattern[++at] ?? '';
      continue;
    }
    const quantified = /[*+?{]/.test(pattern[at + 1] ?? '');
    if (quantified || /[\\()[\]{}*+?|^$]/.test(letter)) break;
    prefix += letter;
  }
  return prefix;
}

/** Whether a pattern without its anchors says nothing. */
const saysNothing = (pattern: string): boolean =>
  /^\^?\(?(?:(?:\.|\[\^?[^\]]*\]|\\[wWsSdD])[*+]?\??)*\)?\$?$/.test(pattern) && !/^\^?\w/.test(pattern);

/** Reads a regular expression of identities as far as a rule needs it. */
export function readPattern(value: Value<string>): Pattern {
  const { text } = value;
  const group = /^\^\(([\s\S]*)\)\$$/.exec(text);
  const whole = group && alternatives(group[1] ?? '').length > 1 ? (group[1] ?? '') : undefined;
  const all = alternatives(text);
  const anchored = text !== '' && all.every((each) => each.startsWith('^') && /(?:^|[^\\])(?:\\\\)*\$$/.test(each));
  const prefixes = whole === undefined ? all.map(literalPrefix) : alternatives(whole).map((each) => literalPrefix(`^${each}`));
  const shared = prefixes.reduce((one, other) => {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length++;
    return one.slice(0, length);
  });
  return {
    text,
    anchored,
    matchesAll: all.some((each) => saysNothing(each)) || (whole !== undefined && alternatives(whole).some(saysNothing)),
    prefix: shared,
    literal: value.literal,
    span: value.span,
  };
}

const pattern = (call: Call, name: string): Pattern | undefined => {
  const value = textValue(call, name);
  return value && readPattern(value);
};

/** Reads `cosign sign | verify | attest | verify-attestation`. */
export function readSigning(call: Call): Signing {
  const key = textValue(call, 'key');
  const log = textValue(call, 'tlog-upload');
  return withoutAbsent<Signing>({
    kind: 'signing',
    verb: call.name.replace(/^cosign /, '') as Signing['verb'],
    images: call.operands.map(named),
    key,
    keyless: !key && !isOn(call, 'sk') && !textValue(call, 'certificate'),
    identity: textValue(call, 'certificate-identity'),
    identityPattern: pattern(call, 'certificate-identity-regexp'),
    issuer: textValue(call, 'certificate-oidc-issuer'),
    issuerPattern: pattern(call, 'certificate-oidc-issuer-regexp'),
    ignoresLog: isOn(call, 'insecure-ignore-tlog', 'private-infrastructure') || log?.text === 'false',
    ignoresSct: isOn(call, 'insecure-ignore-sct'),
    type: textValue(call, 'type'),
    predicate: textValue(call, 'predicate'),
    policies: lists(call, 'policy'),
    yes: isOn(call, 'yes') || /^(?:true|1)$/i.test(call.env.get('COSIGN_YES')?.text ?? ''),
    recursive: isOn(call, 'recursive'),
    invocation: call,
  });
}
