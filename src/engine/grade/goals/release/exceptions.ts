/** Which exceptions a scan really applies: VEX documents and ignore files that it is told of, or reads by itself. */
import type { Workspace } from '../../../build/workspace.ts';
import { actionsOf, type Commands } from '../../../formats/commands/commands.ts';
import { use } from '../../../formats/commands/lookup.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import type { Scan } from '../../../formats/commands/scan.ts';
import { readVex } from '../../../formats/vex/read.ts';
import type { Statement, Vex } from '../../../formats/vex/statement.ts';

/** A statement with the document it stands in. */
export interface Exception extends Statement {
  file: string;
  /** Others can use it too; false for a scanner's own ignore file. */
  portable: boolean;
}

export interface Exceptions {
  scans: Scan[];
  /** Documents that some scan reads, by path. */
  documents: Map<string, Vex>;
  /** Paths that a scan names and that are not there. */
  missing: string[];
  /** Statements about other places than files: `--vex oci`, `--vex repo`, without the document that was attached. */
  elsewhere: boolean;
  /** Documents that are attached to the image as something else than a VEX document. */
  mislabelled: string[];
  /** All statements of those documents. */
  statements: Exception[];
}

const clean = (path: string): string => path.replace(/^\.\//, '').replace(/\/+$/, '');

/** Documents that the script attaches to the image: scanners that look at attestations read them there. */
function attached(commands: Commands, files: readonly string[]): { found: string[]; mislabelled: string[] } {
  const calls = commands.invocations.filter(({ name }) => name === 'cosign attest' || name === 'docker scout attestation');
  const named = (call: (typeof calls)[number]) => {
    const words = call.command.args.map(({ text }) => clean(text.replace(/^--?[\w-]+=/, '')));
    return files.filter((file) => words.includes(file));
  };
  // cosign calls an attestation `custom` unless told, and scanners ask the registry for VEX documents alone.
  const asVex = (call: (typeof calls)[number]) => {
    const type = use(call, 'type')?.value;
    return call.name !== 'cosign attest' || (type !== undefined && /vex|cyclonedx|\$/i.test(type));
  };
  return { found: calls.filter(asVex).flatMap(named), mislabelled: calls.filter((call) => !asVex(call)).flatMap(named) };
}

function named(scan: Scan, files: readonly string[], attachments: string[]): { paths: string[]; elsewhere: boolean } {
  const fromEnvironment = (scan.invocation.env.get('TRIVY_VEX')?.text ?? '').split(',').filter(Boolean);
  const sources = [...scan.vex, ...fromEnvironment].map(clean);
  const remote = sources.some((source) => source === 'oci' || source === 'repo');
  const folders = sources.flatMap((source) =>
    files.filter((file) => file === source || file.startsWith(`${source}/`) || (source === '.' && file.endsWith('.json'))),
  );
  const named = sources.filter(
    (source) => source !== 'oci' && source !== 'repo' && source !== '.' && !folders.some((file) => file.startsWith(`${source}/`)),
  );
  const usual = { trivy: '.trivyignore', grype: '.grype.yaml', scout: undefined, snyk: '.snyk' }[scan.tool];
  const ignore = scan.ignoreFile?.text ?? scan.invocation.env.get('TRIVY_IGNOREFILE')?.text;
  const own = ignore === undefined ? (usual !== undefined && files.includes(usual) ? [usual] : []) : [clean(ignore)];
  const fromImage = remote || scan.tool === 'scout' ? attachments : [];
  return { paths: [...new Set([...named, ...folders, ...own, ...fromImage])], elsewhere: remote && attachments.length === 0 };
}

/** Reads a script and the documents its scans use. */
export function exceptionsOf(script: string, workspace: Workspace): Exceptions {
  const commands = readCommands(workspace.files[script] ?? '', script);
  const files = Object.keys(workspace.files).filter((file) => (workspace.files[file] ?? '').trim() !== '');
  const scans = actionsOf(commands, 'scan');
  const attachments = attached(commands, files);
  const uses = scans.map((scan) => named(scan, files, attachments.found));
  const paths = [...new Set(uses.flatMap((each) => each.paths))];
  const there = paths.filter((path) => files.includes(path));
  const documents = new Map(there.map((path) => [path, readVex(workspace.files[path] ?? '', path)]));
  // An empty ignore file is there, and ignores nothing.
  const missing = paths.filter((path) => workspace.files[path] === undefined);
  const statements = [...documents].flatMap(([file, vex]) =>
    vex.statements.map((each): Exception => ({ ...each, file, portable: vex.portable })),
  );
  return { scans, documents, missing, elsewhere: uses.some((each) => each.elsewhere), mislabelled: attachments.mislabelled, statements };
}

/** Statements on one vulnerability, under any of its names. */
export const about = (statements: readonly Exception[], names: readonly string[]): Exception[] =>
  statements.filter(({ vulnerability }) => names.some((name) => name.toLowerCase() === vulnerability.toLowerCase()));
