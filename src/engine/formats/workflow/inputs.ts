/** Reads the inputs of actions, and finds what is wrong with them. */
import type { Answer, Span } from '../../source.ts';
import { type Attestation, readAttestation } from '../commands/attributes.ts';
import { checkFlag } from '../commands/checks.ts';
import type { Problem } from '../commands/problem.ts';
import { type Reference, readReference } from '../commands/reference.ts';
import { splitList } from '../commands/values.ts';
import { nearest } from '../yaml/nearest.ts';
import type { ActionRef } from './uses.ts';
import type { Inputs } from './workflow.ts';

/** Asks an action's inputs. */
export class With {
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
