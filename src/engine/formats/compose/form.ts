import { entryOf, nodeAt, shorten, type YamlNode } from '../yaml/node.ts';
import type { Yaml } from '../yaml/read.ts';
import type { Report } from '../yaml/report.ts';
import { checkShape } from '../yaml/shape.ts';
import { mergeAll } from './merge.ts';
import type { Scalars } from './scalars.ts';
import { composeShape, serviceKeys } from './shapes.ts';

/** Keys, types and notations; for several files of what they come to together, since an override need not be whole. */
export function checkForm(read: Yaml[], roots: YamlNode[], scalars: Scalars, report: Report) {
  const root = mergeAll(roots);
  if (!root) {
    const at = { file: read[0]?.file ?? 'compose.yaml', span: { start: 0, end: 0 } };
    report.error('compose-empty', at, 'The file is empty. A Compose file lists its services under `services:`.');
    return;
  }
  for (const each of roots) {
    checkVersion(each, report);
    checkInterpolation(each, scalars, report);
  }
  const outside = checkNames(root, report);
  checkShape(root, composeShape, 'a Compose file', {
    format: 'compose',
    report,
    strict: true,
    ignored: (key, keyNode) => key.startsWith('x-') || outside.has(keyNode),
    fill: (node) => {
      if (!node.text.includes('$')) return undefined;
      const { value, uses, error } = scalars.interpolated(node);
      if (error || value === undefined) return 'unknown';
      return uses.length > 0 ? { text: value } : undefined;
    },
  });
}

function checkVersion(root: YamlNode, report: Report) {
  const version = entryOf(root, 'version');
  if (!version) return;
  const line = {
    file: version.keyNode.file,
    span: { start: version.keyNode.span.start, end: Math.max(version.keyNode.span.end, version.value.span.end) },
  };
  report.warn(
    'compose-obsolete-version',
    line,
    '`version:` is obsolete: Compose ignores it and warns. Remove the line; the newest format always holds.',
  );
}

/** Every `$` that Compose would stumble over, wherever it stands. */
function checkInterpolation(root: YamlNode, scalars: Scalars, report: Report) {
  const seen = new Set<YamlNode>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'map') for (const { value } of node.entries) stack.push(value);
    else if (node.kind === 'sequence') for (const item of node.items) stack.push(item);
    else {
      const { error } = scalars.interpolated(node);
      if (error) report.error('compose-invalid-interpolation', node, `In \`${shorten(node.text)}\` ${error.message}.`);
    }
  }
}

/** Names that Compose refuses, and services that stand outside `services:`; gives the keys of the latter. */
function checkNames(root: YamlNode, report: Report): Set<YamlNode> {
  const outside = new Set<YamlNode>();
  for (const kind of ['services', 'volumes', 'networks', 'secrets', 'configs']) {
    const node = nodeAt(root, kind);
    for (const { key, keyNode } of node?.kind === 'map' ? node.entries : [])
      if (!/^[a-zA-Z0-9._-]+$/.test(key))
        report.error(
          'compose-invalid-name',
          keyNode,
          `\`${shorten(key)}\` is no name under \`${kind}:\`: letters, digits, \`.\`, \`_\` and \`-\` are allowed.`,
        );
  }
  for (const { key, keyNode, value } of root.kind === 'map' ? root.entries : []) {
    if (key.startsWith('x-') || Object.hasOwn(composeShape.map?.keys ?? {}, key)) continue;
    const isService = entryOf(value, 'image') ?? entryOf(value, 'build');
    if (!isService && !(Object.hasOwn(serviceKeys, key) && !nodeAt(root, 'services'))) continue;
    outside.add(keyNode);
    const quoted = `\`${shorten(key)}\``;
    const message = isService
      ? `${quoted} looks like a service, but it does not stand under \`services:\`. Indent it below that key.`
      : `${quoted} belongs to a service. A Compose file begins with \`services:\`, then the name of a service, then its keys.`;
    report.error('compose-service-outside', keyNode, message);
  }
  return outside;
}
