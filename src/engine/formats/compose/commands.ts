import { entryOf, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import type { ComposeCommand, ComposeHealthcheck, Hook, Value } from './model.ts';
import type { Scalars } from './scalars.ts';
import { parseBoolean, parseDuration, parseInteger } from './values.ts';
import { splitWords } from './words.ts';

/** A `command:` or `entrypoint:`; undefined where nothing is written. */
export function readCommand(node: YamlNode | undefined, scalars: Scalars, report: Report): ComposeCommand | undefined {
  if (!node || node.kind === 'map') return undefined;
  const place = { file: node.file, span: node.span };
  if (node.kind === 'sequence') {
    const words = scalars.texts(node);
    return { ...place, form: words.length > 0 ? 'list' : 'empty', words, text: words.map(({ text }) => text).join(' ') };
  }
  const value = node.type === 'null' ? undefined : scalars.text(node);
  if (!value) return undefined;
  const words = splitWords(value.visible);
  if (!words) {
    report.error('compose-invalid-command', node, `A quote in \`${value.text}\` is not closed, so Compose cannot split it into words.`);
    return { ...place, form: 'string', words: [], text: value.text };
  }
  const form = words.length > 0 ? 'string' : 'empty';
  return { ...place, form, words: words.map((word) => wordOf(word, value)), text: value.text };
}

/** A word of a string: open where it still holds one of the string's missing variables. */
function wordOf(word: string, whole: Value<string>): Value<string> {
  const variables = whole.variables.filter(({ name }) => word.includes(name));
  const open = whole.state !== 'known' && /\$/.test(word);
  const base = { file: whole.file, span: whole.span, text: word, visible: word, variables };
  return open ? { ...base, state: whole.state } : { ...base, state: 'known', value: word };
}

export function readHooks(node: YamlNode | undefined, scalars: Scalars, report: Report): Hook[] {
  return (node?.kind === 'sequence' ? node.items : []).flatMap((item) => {
    if (item.kind !== 'map') return [];
    const command = readCommand(entryOf(item, 'command')?.value, scalars, report);
    const user = scalars.textAt(item, 'user');
    const privileged = scalars.at(item, 'privileged', parseBoolean);
    return [{ file: item.file, span: item.span, ...(command && { command }), ...(user && { user }), ...(privileged && { privileged }) }];
  });
}

/** A health check; one that only sets timings keeps the image's test. */
export function readHealthcheck(service: YamlMap, scalars: Scalars, report: Report): ComposeHealthcheck | undefined {
  const entry = entryOf(service, 'healthcheck');
  if (entry?.value.kind !== 'map') return undefined;
  const map = entry.value;
  const test = readTest(entryOf(map, 'test')?.value, scalars, report);
  const disabled = scalars.at(map, 'disable', parseBoolean)?.value === true || test?.form === 'NONE';
  const health: ComposeHealthcheck = { file: map.file, span: map.span, disabled };
  if (test) health.test = test;
  const timings = { interval: 'interval', timeout: 'timeout', startPeriod: 'start_period', startInterval: 'start_interval' } as const;
  for (const [field, key] of Object.entries(timings)) {
    const value = scalars.at(map, key, parseDuration);
    if (value) health[field as keyof typeof timings] = value;
  }
  // Compose itself stops there (docker/compose, e2e test of start_interval); `docker compose config` says nothing of it.
  if (health.startInterval && !entryOf(map, 'start_period') && !disabled) {
    const message =
      '`start_interval` counts within the start period alone, and there is no `start_period:` here. Compose refuses to create the container.';
    report.error('compose-start-interval-alone', health.startInterval, message);
  }
  const retries = scalars.at(map, 'retries', parseInteger);
  if (retries) health.retries = retries;
  return health;
}

const forms = ['CMD', 'CMD-SHELL', 'NONE'] as const;

function readTest(node: YamlNode | undefined, scalars: Scalars, report: Report): ComposeHealthcheck['test'] {
  if (!node || node.kind === 'map') return undefined;
  const place = { file: node.file, span: node.span };
  const words = scalars.texts(node);
  if (node.kind === 'scalar') return words.length > 0 ? { ...place, form: 'CMD-SHELL', words } : undefined;
  const first = words[0];
  const form = forms.find((known) => known === first?.visible);
  if (form === undefined) {
    if (first?.state === 'unknown') return { ...place, form: 'invalid', words };
    const what = first ? `begins with \`${first.text}\`` : 'is empty';
    const message = `The list of \`test\` ${what}. Its first item must be \`CMD\` (a program and its arguments), \`CMD-SHELL\` (a line for the shell) or \`NONE\`.`;
    report.error('compose-invalid-healthcheck', first ?? place, message);
    return { ...place, form: 'invalid', words };
  }
  return { ...place, form, words: words.slice(1) };
}
