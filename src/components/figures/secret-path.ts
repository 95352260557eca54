/** The way of a secret into a container, and who can read its value there. Pure, for the build and for tests. */
import { type ComposeService, isSecretName, type LeakPlace, readCompose, wherever } from '#engine';
import { figures } from '../../course/strings/index.ts';

export interface Way {
  kind: 'variable' | 'file';
  /** From the host to the program: where the value lies at each step. Plain text with `code`. */
  steps: string[];
  /** Everything that could show it, with whether it does. */
  seen: { where: string; shows: boolean }[];
}

/** What is looked at, in the order in which people come across it. */
const places: readonly LeakPlace[] = ['container-inspect', 'container-environment', 'container-file'];

const seenBy = (mechanism: 'run-env' | 'mounted-file', path: string): Way['seen'] => {
  const shown = wherever(mechanism);
  const words = figures.secret;
  return places.flatMap((place) => {
    const shows = shown.includes(place);
    if (place === 'container-file') return shows ? [{ where: words.file(path), shows }] : [];
    const where = place === 'container-inspect' ? [words.inspect] : [words.environ, words.children, words.crash];
    return where.map((each) => ({ where: each, shows }));
  });
};

const variables = (service: ComposeService): Way[] =>
  service.environment
    .filter(({ name }) => isSecretName(name))
    .map(({ name, value }) => ({
      kind: 'variable' as const,
      steps: [
        value === undefined || value.variables.length > 0 ? figures.secret.shell(value?.variables[0]?.name ?? name) : figures.secret.inFile,
        figures.secret.variable(name, service.name),
      ],
      seen: seenBy('run-env', ''),
    }));

/**
 * The secrets of a Compose file: variables whose name says so, and files that are granted.
 * @returns one way for each; a secret that several services get is one
 */
export function waysOf(text: string): Way[] {
  const compose = readCompose(text);
  const files = compose.secrets.flatMap(({ name, from, value }): Way[] => {
    const given = compose.services.flatMap((service) =>
      service.secrets
        .filter((grant) => grant.source.value === name)
        .map((grant) => ({ service, path: grant.path ?? `/run/secrets/${name}` })),
    );
    const path = given[0]?.path;
    if (path === undefined) return [];
    const source = from === 'file' ? figures.secret.host(value?.text ?? '') : figures.secret.shell(value?.text ?? name);
    const readers = given.flatMap(({ service }) =>
      service.environment.filter((each) => each.value?.value === path).map((each) => figures.secret.reader(service.name, each.name)),
    );
    return [
      {
        kind: 'file',
        steps: [
          source,
          figures.secret.mounted(
            path,
            given.map(({ service }) => service.name),
          ),
          ...(readers.length > 0 ? [figures.secret.told(readers)] : []),
        ],
        seen: seenBy('mounted-file', path),
      },
    ];
  });
  return [...compose.services.flatMap(variables), ...files];
}
