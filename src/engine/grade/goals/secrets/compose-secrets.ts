/** Goals on secrets that must not show in what Compose starts: environment, command, labels, the file itself. */
import type { Workspace } from '../../../build/workspace.ts';
import type { Service, Value } from '../../../formats/compose/model.ts';
import type { Located, YamlNode } from '../../../formats/yaml/node.ts';
import { readYaml } from '../../../formats/yaml/read.ts';
import type { Goal } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { listed } from '../words.ts';
import { textOf, variablesIn } from './env-files.ts';

interface PlainGoal extends FileGoal {
  /** The secret itself, as it stands in the starter: it may stand nowhere in the file. */
  value: string;
  /** Variables that carry it: 'POSTGRES_PASSWORD'. Those that name a file end in `_FILE` and are no such variables. */
  variables: string[];
}

/** No service has the secret in its environment, its command or its labels, however it gets there, and it stands nowhere in the file. */
export function keepsSecretOutOfEnvironment(goal: PlainGoal): Goal {
  return composeGoal(goal, (compose, workspace) => {
    const found = compose.services.flatMap((service) => [...inEnvironment(service, goal, workspace), ...inWords(service)]);
    const [first] = found;
    if (first) {
      const message = `${first.message} ${others(found.length)}`.trim();
      const findings = found.map(({ place, message: text }) => ({ file: place.file, span: place.span, message: text }));
      return { outcome: 'fail', mistake: first.mistake, message, findings };
    }
    const literal = compose.files.flatMap((path) => holding(goal.value, path, workspace));
    if (literal.length > 0)
      return failAt(
        'value-in-the-file',
        'The password itself stands in this file. Whoever can read the repository can read it, and its history keeps it after it is deleted.',
        literal,
      );
    const unseen = compose.services.flatMap(({ envFiles }) => envFiles.filter(({ path }) => textOf(path, workspace) === undefined));
    if (unseen.length > 0)
      return {
        outcome: 'unknown',
        message: `What ${listed(unseen.map(({ path }) => path.visible))} holds cannot be seen from here. Its variables show in \`docker inspect\` like all others.`,
      };
    return { outcome: 'pass', message: '`docker inspect` shows where the password lies, and not what it is.' };
  });
}

const others = (count: number) => (count > 1 ? `${count - 1} more ${count === 2 ? 'place is' : 'places are'} marked.` : '');

interface Exposed {
  mistake: string;
  message: string;
  place: Located;
}

const suspicious = (value: Value<string> | undefined): string | undefined =>
  value?.variables.find(({ name }) => /pass|secret|token|credential/i.test(name) && !/_(?:FILE|PATH|DIR|FOLDER|NAME)$/i.test(name))?.name;

function inEnvironment(service: Service, { value, variables }: PlainGoal, workspace: Workspace): Exposed[] {
  const shown = `\`docker inspect\` shows every variable of \`${service.name}\` in plain text, and each process that the service starts inherits them.`;
  const written = service.environment.flatMap((variable): Exposed[] => {
    const { name, value: given } = variable;
    const carries = variables.includes(name) && given?.visible !== '';
    const from = suspicious(given);
    if (carries && !given)
      return [
        { mistake: 'passed-through', message: `\`${name}\` is handed on from the shell that runs Compose. ${shown}`, place: variable },
      ];
    if (from !== undefined)
      return [
        {
          mistake: 'interpolated',
          message: `\`${name}\` takes its value from \`${from}\` of your shell or \`.env\`. Compose fills it in before the container starts. The file no longer shows the password; ${shown}`,
          place: variable,
        },
      ];
    if (carries || given?.visible.includes(value))
      return [{ mistake: 'in-environment', message: `\`${name}\` carries the password itself. ${shown}`, place: variable }];
    return [];
  });
  const fromFiles = service.envFiles.flatMap((file): Exposed[] => {
    const names = Object.entries(variablesIn(textOf(file.path, workspace) ?? ''));
    const bad = names.find(([name, text]) => (variables.includes(name) && text !== '') || text.includes(value));
    const message = `\`${file.path.visible}\` puts \`${bad?.[0]}\` into the environment of \`${service.name}\`. Another file, the same place: \`docker inspect\` shows it.`;
    return bad ? [{ mistake: 'env-file', message, place: file }] : [];
  });
  return [...written, ...fromFiles];
}

function inWords(service: Service): Exposed[] {
  const parts = [
    ...(service.command?.words ?? []),
    ...(service.entrypoint?.words ?? []),
    ...(service.healthcheck?.test?.words ?? []),
    ...[...service.labels, ...(service.build?.args ?? [])].flatMap(({ value }) => value ?? []),
  ];
  return parts.flatMap((place) => {
    const name = suspicious(place);
    const message = `Compose puts the value of \`${name}\` in here, and \`docker inspect\` shows this part of \`${service.name}\` as well.`;
    return name === undefined ? [] : [{ mistake: 'interpolated', message, place }];
  });
}

/** Scalars of a file that hold a text. */
function holding(value: string, path: string, workspace: Workspace): YamlNode[] {
  const found: YamlNode[] = [];
  const seen = new Set<YamlNode>();
  const queue = readYaml(workspace.files[path] ?? '', path).documents.flatMap(({ root }) => root ?? []);
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'scalar' && node.text.includes(value)) found.push(node);
    if (node.kind === 'sequence') queue.push(...node.items);
    if (node.kind === 'map') queue.push(...node.entries.map((entry) => entry.value));
  }
  return found;
}
