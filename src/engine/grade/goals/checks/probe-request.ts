/** What a health check asks: which program, which address, and whether it takes an HTTP error for a failure. */
import type { Stage } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { expand } from '../../../dockerfile/expand.ts';
import type { Command } from '../../../shell/command.ts';
import { readScript } from '../../../shell/read.ts';
import type { Answer } from '../../../source.ts';

export interface ProbeRequest {
  program: string;
  /** Its command with the arguments, as written. */
  written: string;
  /** Without brackets; undefined where it cannot be told. */
  host?: string;
  port?: number;
  path?: string;
  /** It asks again over the other protocol where `localhost` means both and one refuses. */
  fallsBack: Answer;
  /** An answer of 500 is a failure to it. */
  seesErrors: Answer;
  /** Why not, where it does not. */
  blind?: 'curl-without-fail' | 'status-ignored' | 'never-fails' | 'port-only' | 'swallowed';
}

/** A script of one's own that is known to check well: what it asks is stated in the exercise. */
export interface OwnProbe {
  /** Its file's name. */
  file: string;
  host: string;
  port: number;
  path: string;
}

const clients = new Set(['wget', 'curl', 'node', 'nc', 'bun', 'python', 'python3']);
const baseName = (path: string) => path.split('/').at(-1) ?? path;

/** Reads a check as Docker stores it; undefined where it asks nothing that is known here. */
export function probeRequest(test: readonly string[], stage: Stage, workspace: Workspace, own?: OwnProbe): ProbeRequest | undefined {
  const shell = test[0] === 'CMD' && /(?:^|\/)(?:ba|da|a)?sh$/.test(test[1] ?? '') && /^-\w*c$/.test(test[2] ?? '');
  if (shell) return probeRequest(['CMD-SHELL', test[3] ?? ''], stage, workspace, own);
  if (test[0] === 'CMD') {
    const [name = '', ...args] = test.slice(1);
    return requestOf(name, args, stage, workspace, own);
  }
  if (test[0] !== 'CMD-SHELL') return undefined;
  const { commands } = readScript(test[1] ?? '', 0);
  const command = commands.find(({ name }) => clients.has(baseName(name)));
  if (!command) return undefined;
  // In this form the shell of the container fills variables in.
  const args = command.args.map(({ text, literal }) => (literal ? text : filledIn(text, stage)));
  const asked = requestOf(command.name, args, stage, workspace, own);
  return asked && { ...asked, ...noticed(command, commands, asked) };
}

const filledIn = (text: string, stage: Stage) => {
  const result = expand(text, stage.config.env);
  return 'value' in result && result.value !== undefined ? result.value : text;
};

/** What the script around it makes of its failure. */
function noticed(command: Command, commands: Command[], asked: ProbeRequest): Partial<ProbeRequest> {
  if (command.checked) return {};
  const judgedElsewhere = command.nested || commands.some(({ joined }) => joined === '|');
  return judgedElsewhere
    ? { seesErrors: asked.blind === 'curl-without-fail' ? 'unknown' : asked.seesErrors }
    : { seesErrors: 'no', blind: 'swallowed' };
}

function requestOf(name: string, args: string[], stage: Stage, workspace: Workspace, own?: OwnProbe): ProbeRequest | undefined {
  const program = baseName(name);
  const base = { program, written: [name, ...args].join(' ') };
  if (program === 'curl') return { ...base, ...urlOf(args, curlValues), fallsBack: 'yes', ...curlErrors(args) };
  if (program === 'wget') return { ...base, ...urlOf(args, wgetValues), fallsBack: gnuWget(stage, workspace), seesErrors: 'yes' };
  if (program === 'nc') {
    const [host = '', port = ''] = args.filter((word) => !word.startsWith('-'));
    return {
      ...base,
      ...(host ? { host } : {}),
      ...(Number(port) ? { port: Number(port) } : {}),
      fallsBack: 'unknown',
      seesErrors: 'no',
      blind: 'port-only',
    };
  }
  if (program !== 'node' && program !== 'bun') return undefined;
  const flag = args.findIndex((word) => /^(?:-e|-p|-pe|--eval|--print)$/.test(word));
  if (flag >= 0) return { ...base, ...inCode(args[flag + 1] ?? '') };
  const file = args.find((word) => !word.startsWith('-'));
  if (own && file !== undefined && baseName(file) === own.file)
    return { ...base, host: own.host, port: own.port, path: own.path, fallsBack: 'no', seesErrors: 'yes' };
  return undefined;
}

const curlValues =
  /^(?:-[a-zA-Z]*[oHXAdmwu]|--(?:output|header|request|user-agent|data|max-time|connect-timeout|write-out|retry|retry-delay|user))$/;
const wgetValues = /^(?:-[a-zA-Z]*[OTtUP]|--(?:output-document|timeout|tries|user-agent|header))$/;

function urlOf(args: string[], takesValue: RegExp): Pick<ProbeRequest, 'host' | 'port' | 'path'> {
  const words = args.filter((word, index) => !word.startsWith('-') && !takesValue.test(args[index - 1] ?? ''));
  const url = words.find((word) => word.includes('://')) ?? words.at(-1);
  return url === undefined ? {} : partsOf(url);
}

function partsOf(url: string): Pick<ProbeRequest, 'host' | 'port' | 'path'> {
  const match = /^(?:(https?):\/\/)?(\[[^\]\s]*\]|[^:/?#\s$]+)(?::(\d+))?([/?#]\S*)?$/i.exec(url);
  if (!match) return {};
  const port = match[3] === undefined ? (match[1]?.toLowerCase() === 'https' ? 443 : 80) : Number(match[3]);
  const path = (match[4] ?? '/').replace(/[?#].*$/, '') || '/';
  return { host: (match[2] ?? '').replace(/^\[|\]$/g, '').toLowerCase(), port, path };
}

function curlErrors(args: string[]): Pick<ProbeRequest, 'seesErrors' | 'blind'> {
  const fails = args.some((word) => word === '--fail' || word === '--fail-with-body' || /^-[a-zA-Z]*f[a-zA-Z]*$/.test(word));
  return fails ? { seesErrors: 'yes' } : { seesErrors: 'no', blind: 'curl-without-fail' };
}

/** BusyBox's wget gives up after the first address; GNU's tries the next. */
function gnuWget(stage: Stage, workspace: Workspace): Answer {
  if (workspace.contents(stage).installs((name) => name.split('=')[0] === 'wget').answer === 'yes') return 'yes';
  let base = stage.base;
  while (base.kind === 'stage') base = base.stage.base;
  const family = base.kind === 'image' ? base.facts?.family : undefined;
  return family === 'alpine' || family === 'busybox' ? 'no' : family === undefined ? 'unknown' : 'yes';
}

/** Inline JavaScript: the address it names, whether it looks at the status, and whether it can end with a failure. */
function inCode(code: string): Pick<ProbeRequest, 'host' | 'port' | 'path' | 'fallsBack' | 'seesErrors' | 'blind'> {
  const url = /https?:\/\/[^\s'"`)]+/.exec(code)?.[0];
  const place = url === undefined || url.includes('${') ? {} : partsOf(url);
  const known = { ...place, fallsBack: 'yes' as const };
  if (!/\b(?:fetch|get|request)\b/.test(code)) return { ...known, seesErrors: 'unknown' };
  if (!/\b(?:ok|status|statusCode)\b/.test(code)) return { ...known, seesErrors: 'no', blind: 'status-ignored' };
  if (!/\b(?:exit|exitCode|throw|reject|assert|abort)\b/.test(code)) return { ...known, seesErrors: 'no', blind: 'never-fails' };
  return { ...known, seesErrors: 'yes' };
}
