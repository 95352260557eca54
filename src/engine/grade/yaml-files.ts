import type { Diagnostic } from '../diagnostic.ts';
import { readYaml } from '../formats/yaml/read.ts';
import type { Files } from '../source.ts';

/**
 * What keeps a file beside the Dockerfile from being read at all: the first YAML or JSON error of each, with its line. What is readable
 * but not right for Compose or Kubernetes is a goal's matter.
 */
export function yamlFiles(files: Files): Diagnostic[] {
  return Object.entries(files)
    .filter(([path]) => /\.ya?ml$/i.test(path))
    .flatMap(([path, text]) => {
      const yaml = readYaml(text, path);
      return yaml.broken ? yaml.report.diagnostics.filter(({ severity }) => severity === 'error') : [];
    });
}
