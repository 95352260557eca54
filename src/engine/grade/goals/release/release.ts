/** Facts about a workflow that releases an image: which build a name stands for, what publishes it, and which scans look at it. */
import { use } from '../../../formats/commands/lookup.ts';
import { readReference } from '../../../formats/commands/reference.ts';
import { comesBefore, type Leak, leaksBetween, type OperationOf, operationsOf } from '../../../formats/workflow/gates.ts';
import { outputIn, settle } from '../../../formats/workflow/outputs.ts';
import type { Operation, Step, Workflow } from '../../../formats/workflow/workflow.ts';

/** The name under which an image counts as released: every tag of the repository, or one. */
export interface Released {
  repository: string;
  tag?: string;
}

/** An operation that gives an image its released name, with what it publishes. */
export interface Publication {
  operation: Operation;
  /** Which build it is, as told by `identityOf`. */
  identity: string;
}

export type Scan = OperationOf<'scan'>;

const settled = (text: string, operation: Operation): string => settle(text, operation.step, operation.invocation?.variables);

const named = (text: string, { repository, tag }: Released): boolean => {
  const reference = readReference(text);
  return reference.repository === repository && (tag === undefined || (reference.tag ?? 'latest') === tag);
};

/** Names that an operation gives to an image in this very moment: tags of a build, targets of `docker tag` and of an index. */
function namesGiven(operation: Operation): string[] {
  if (operation.kind === 'build') return operation.tags.map((tag) => settled(tag, operation));
  return operation.kind === 'tag' || operation.kind === 'index' ? operation.names.map((name) => settled(name, operation)) : [];
}

/** Everything that is known of a workflow's images. */
export class Images {
  readonly all: readonly Operation[];

  constructor(workflow: Workflow) {
    this.all = operationsOf(workflow);
  }

  /** Which image a text names for an operation: 'build:3' for the third operation's, else the name itself. */
  identityOf(text: string, at: Operation, depth = 8): string {
    const reference = readReference(text);
    const origin = reference.digest !== undefined || text.startsWith('$') ? outputIn(text, at.step) : undefined;
    const built = origin && this.all.findIndex((each) => each.kind === 'build' && each.step === origin.step);
    if (built !== undefined && built >= 0) return `build:${built}`;
    const name = settled(text, at);
    const giver = this.all.findLastIndex(
      (each) => each !== at && (comesBefore(each, at) || each === at) && sameName(namesGiven(each), name),
    );
    const found = this.all[giver];
    if (!found || depth <= 0) return `name:${normal(name)}`;
    if (found.kind === 'build') return `build:${giver}`;
    const source = 'images' in found ? found.images[0]?.text : undefined;
    return source === undefined ? `name:${normal(name)}` : this.identityOf(source, found, depth - 1);
  }

  /** What gives an image its released name. */
  publications(released: Released): Publication[] {
    return this.all.flatMap((operation, index): Publication[] => {
      if (operation.kind === 'build') {
        if (operation.dry || operation.push === 'no' || operation.pushByDigest) return [];
        const names = operation.tags.map((tag) => settled(tag, operation));
        return names.some((name) => named(name, released)) || this.fromMetadata(operation, released)
          ? [{ operation, identity: `build:${index}` }]
          : [];
      }
      if (operation.kind === 'index') {
        const source = operation.images[0];
        return operation.names.some((name) => named(settled(name, operation), released))
          ? [{ operation, identity: source ? this.identityOf(source.text, operation) : 'unknown' }]
          : [];
      }
      if (operation.kind !== 'push') return [];
      const image = operation.images[0];
      if (!image) return [];
      const everyTag = operation.invocation && use(operation.invocation, 'all-tags') !== undefined;
      const name = settled(image.text, operation);
      const isReleased = everyTag ? readReference(name).repository === released.repository : named(name, released);
      if (!isReleased) return [];
      const pushed = everyTag && released.tag ? `${name}:${released.tag}` : image.text;
      return [{ operation, identity: this.identityOf(pushed, operation) }];
    });
  }

  /** Tags that docker/metadata-action works out: taken as released where it names the repository. */
  private fromMetadata(operation: OperationOf<'build'>, { repository }: Released): boolean {
    const origin = operation.tags.map((tag) => outputIn(tag, operation.step)).find((each) => each !== undefined);
    return this.all.some((each) => each.kind === 'metadata' && each.step === origin?.step && each.subject.includes(repository));
  }

  scans(): Scan[] {
    return this.all.filter((each): each is Scan => each.kind === 'scan');
  }

  /** Which image a scan looks at; undefined where it looks at none (a folder) or it cannot be told (an SBOM). */
  identityOfScan(scan: Scan): string | undefined {
    const target =
      scan.target?.text ?? (scan.targetKind === 'archive' && scan.invocation ? use(scan.invocation, 'input')?.value : undefined);
    if (target === undefined) return undefined;
    // Docker Scout says before a colon where it should look: `local://app:1`.
    if (scan.targetKind === 'image') return this.identityOf(target.replace(/^(?:image|local|registry):\/\//, ''), scan);
    if (scan.targetKind !== 'archive') return undefined;
    const file = baseName(settled(target, scan));
    const index = this.all.findIndex(
      (each) =>
        each.kind === 'build' &&
        each.outputs.some((output) => output.attributes.dest !== undefined && baseName(output.attributes.dest) === file),
    );
    if (index >= 0) return `build:${index}`;
    const saved = savedAs(scan, file);
    return saved && this.identityOf(saved, scan);
  }
}

const baseName = (path: string): string => path.split('/').at(-1) ?? path;
const normal = (name: string): string => {
  const { repository, tag, digest } = readReference(name);
  return digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`;
};
const sameName = (names: string[], name: string): boolean => names.some((each) => normal(each) === normal(name));

/** The image that an earlier `docker save` wrote into a file of this name. */
function savedAs(scan: Scan, file: string): string | undefined {
  for (const job of scan.step.job.workflow.jobs)
    for (const step of job.steps)
      for (const call of step.run?.invocations ?? []) {
        if (call.name !== 'docker save') continue;
        const output = use(call, 'output')?.value ?? call.command.redirects.find(({ operator }) => operator.startsWith('>'))?.target?.text;
        if (output !== undefined && baseName(output) === file) return call.operands[0]?.text;
      }
  return undefined;
}

/** Why a scan's failure would not keep a publication away. `scan && push` in one line keeps it away, though the shell's `-e` does not look. */
export function leaks(scan: Scan, publication: Operation): Leak[] {
  const found = leaksBetween(scan, publication);
  return scan.step === publication.step && chained(scan, publication) ? found.filter(({ reason }) => reason !== 'not-checked') : found;
}

function chained(scan: Scan, publication: Operation): boolean {
  const [from, to] = [scan.invocation?.command, publication.invocation?.command];
  const commands = scan.step.run?.script.commands ?? [];
  if (!from || !to) return false;
  const between = commands.slice(commands.indexOf(from) + 1, commands.indexOf(to) + 1);
  return between.length > 0 && between.every(({ joined }) => joined === '&&');
}

/** Whether a later command reads the scan's report, and its failure would be noticed: a gate of somebody's own making. */
export function reportIsRead(scan: Scan, steps: readonly Step[]): boolean {
  const call = scan.invocation;
  const file =
    (call && (use(call, 'output')?.value ?? call.command.redirects.find(({ operator }) => operator.startsWith('>'))?.target?.text)) ??
    scan.step.inputs.get('output')?.text;
  if (!file) return false;
  return steps.some((step) =>
    step.run?.script.commands.some(
      (command) =>
        command.checked &&
        command !== call?.command &&
        !/^(?:cat|echo|ls|cp|mv|head|tail|tee)$/.test(command.name) &&
        command.args.some(({ text }) => text.includes(file)),
    ),
  );
}
