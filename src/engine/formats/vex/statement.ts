/** Why a finding does not count: one form for VEX documents and for the scanners' own ignore files. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';

/** OpenVEX's words; CycloneDX's states are translated into them. */
export type Status = 'not_affected' | 'affected' | 'fixed' | 'under_investigation';

/** A product that a statement is about. */
export interface Product {
  /** As written: a purl, an image reference, a bom-ref. */
  text: string;
  /** - `digest`: names one image by sha256; - `purl`: a package URL without a digest; - `any`: `*` or nothing at all; - `name`: something else */
  kind: 'digest' | 'purl' | 'any' | 'name';
  /** Version in a purl, tag in a reference. */
  version?: string;
  /** Packages inside it that the statement is about. */
  subcomponents: string[];
  span: Span;
}

export interface Statement {
  /** 'CVE-2025-1234', 'GHSA-…'. Empty: none was named, or a rule ignores a whole package. */
  vulnerability: string;
  products: Product[];
  /** Undefined: none was given or it is no known one. An ignore file gives none: it only hides. */
  status?: Status;
  /** As written. */
  writtenStatus?: string;
  /** OpenVEX's words: 'vulnerable_code_not_in_execute_path', …; undefined where there is none or it is unknown. */
  justification?: string;
  /** Free text: impact statement, detail, reason, the comment beside a line. */
  reason?: string;
  /** What a user of an affected product should do. */
  action?: string;
  author?: string;
  /** ISO date or time at which it was said. */
  timestamp?: string;
  /** ISO date after which the exception ends. */
  expires?: string;
  /** Only in these files or packages: `paths`, `purls`, grype's package. */
  scope: string[];
  span: Span;
}

export interface Vex {
  format: 'openvex' | 'cyclonedx' | 'trivyignore' | 'trivyignore-yaml' | 'grype' | 'unknown';
  /** Statements that others can use (`true`) or a file that only this scanner reads. */
  portable: boolean;
  author?: string;
  timestamp?: string;
  statements: Statement[];
  /** Name given by the file's own `@id` or serial number. */
  id?: string;
  broken: boolean;
  diagnostics: Diagnostic[];
}

/** Source: OpenVEX specification 0.2.0; read 2026-11-23. */
export const statuses: readonly Status[] = ['not_affected', 'affected', 'fixed', 'under_investigation'];
export const justifications: readonly string[] = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
];

/** Whether a name is a vulnerability's: CVE, GHSA and the like. */
export const isVulnerability = (text: string): boolean =>
  /^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|(?:DSA|DLA|USN|RHSA|ALSA|ELSA|GO|RUSTSEC|PYSEC|OSV|TEMP|SNYK|AVD|KSV|DS|ALPINE|NSWG|OSVDB|MAL)-[\w.:-]+)$/i.test(
    text,
  );

/** What a product's text names. */
export function readProduct(text: string, span: Span, subcomponents: string[] = []): Product {
  const trimmed = text.trim();
  const decoded = trimmed.replace(/%3A/gi, ':').replace(/%40/g, '@');
  const base = { text, subcomponents, span };
  if (trimmed === '' || /^[*]+$/.test(trimmed) || /^pkg:\*/.test(trimmed)) return { ...base, kind: 'any' };
  if (/sha256:[0-9a-f]{64}(?![0-9a-f])/i.test(decoded)) return { ...base, kind: 'digest' };
  if (trimmed.startsWith('pkg:')) {
    const version = /^[^?#]*@([^?#@]+)/.exec(decoded)?.[1];
    return { ...base, kind: 'purl', ...(version ? { version } : {}) };
  }
  const tag = /:([\w.-]+)$/.exec(trimmed)?.[1];
  return { ...base, kind: 'name', ...(tag ? { version: tag } : {}) };
}

/** An ISO date, with or without a time. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text);
