/** How the image starts as a container, as rows of HTML: what runs, who is PID 1, user, folder, ports, variables, health check. */
import { type Build, effectiveUser, type Stage, type Startup, startup, type Workspace } from '#engine';
import { simulator } from '../../course/strings/index.ts';
import { baseName, bottomOf, codeOf, codesOf, lineOf, openly, sectionHtml } from './parts.ts';

const words = simulator.starts;

type Origin = Stage['origins']['user'];
const whereOf = (origin: Origin): string =>
  origin?.kind === 'instruction' ? lineOf(origin.step) : origin ? words.image(codeOf(origin.image.written)) : '';

const quoted = (word: string): string => (word === '' || /[\s"'\\]/.test(word) ? JSON.stringify(word) : word);
/** A command line as one would type it; without what looks like a secret. */
const commandText = (argv: readonly string[]): string => openly(argv.map(quoted).join(' '), 160);
const commandHtml = (argv: readonly string[]): string => codeOf(commandText(argv));

/** Whether the base image's own configuration is known, so that what is absent is not set. */
function isKnown(stage: Stage, field: 'user' | 'workdir' | 'env' | 'exposed' | 'volumes'): boolean {
  const { base } = bottomOf(stage);
  if (base.kind === 'scratch') return true;
  return base.kind === 'image' && base.facts?.config !== undefined && !base.facts.uncertain?.includes(field);
}

/** @returns the section, and in one plain sentence what is started as whom */
export function startsHtml(workspace: Workspace, { final }: Build & { final: Stage }): { html: string; said: string } {
  const contents = workspace.contents(final);
  const start = startup(final, { contents });
  const kill = start.signal === 'SIGKILL';
  // Whether the signal comes to the program is one thing; whether the program then acts on it only the program knows.
  const routed = start.reaches !== 'unknown' || kill ? start : startup(final, { contents, stopSignal: 'SIGTERM', handlesSigterm: 'yes' });
  const rows: [term: string, said: string][] = [
    [words.runs, commandRow(final, start)],
    ...(start.processes.length > 0
      ? [[words.pid1, pid1Row(start)] as [string, string], [words.stop, stopRow(start, routed)] as [string, string]]
      : []),
    [words.user, userRow(final)],
    [words.workdir, folderRow(final)],
    [words.ports, listRow(final, 'exposed', words.noPorts)],
    ...(final.config.volumes.length > 0 ? [[words.volumes, listRow(final, 'volumes', '')] as [string, string]] : []),
    [words.variables, variablesRow(final)],
    [words.health, healthRow(final)],
  ];
  const list = rows.map(([term, said]) => `<div><dt>${term}</dt><dd>${said}</dd></div>`).join('');
  return { html: sectionHtml('starts', words.title, `<dl class="facts">${list}</dl>`), said: saidOf(final, start) };
}

function commandRow(stage: Stage, { argv, cmdIgnored }: Startup): string {
  if (!argv) {
    const { cmd } = stage.config;
    const own = stage.origins.cmd?.kind === 'instruction' && cmd !== undefined && cmd.length > 0;
    const base = codeOf(baseName(stage));
    return own ? words.unknownEntrypoint(commandHtml(cmd), whereOf(stage.origins.cmd), base) : words.unknownCommand(base);
  }
  if (argv.length === 0) return words.nothing;
  const { entrypoint, cmd } = stage.origins;
  const by = [
    ...(entrypoint && (stage.config.entrypoint?.length ?? 0) > 0 ? [words.entrypoint(whereOf(entrypoint))] : []),
    ...(cmd && (stage.config.cmd?.length ?? 0) > 0 ? [words.cmd(whereOf(cmd))] : []),
  ].join(', ');
  return `${commandHtml(argv)}${by ? `: ${by}.` : ''}${cmdIgnored ? ` ${words.cmdIgnored}` : ''}`;
}

function pid1Row({ pid1, shell }: Startup): string {
  return `${pid1 === undefined ? words.unknown : `${codeOf(pid1)}.`}${shell === 'yes' ? ` ${words.shellStays}` : ''}`;
}

function stopRow({ signal, program, pid1, shell }: Startup, { reaches, ends }: Startup): string {
  if (signal === 'SIGKILL') return words.kill;
  const name = program === undefined ? words.program : codeOf(program);
  const sent = codeOf(signal);
  if (reaches === 'unknown') return words.unsure(sent, name);
  if (reaches === 'no') return (ends === 'after-grace' ? words.lostKilled : words.lost)(sent, name);
  return `${words.reaches(sent, name)}${program !== undefined && program === pid1 && shell === 'no' ? ` ${words.handles(sent)}` : ''}`;
}

function userRow(stage: Stage): string {
  const { written, root, origin } = effectiveUser(stage);
  const by = origin ?? stage.origins.user;
  if (root === 'unknown') return by ? words.openUser(whereOf(by)) : words.unknownUser(codeOf(baseName(stage)));
  if (root === 'yes') return by ? words.root(whereOf(by)) : words.rootDefault;
  return words.named(codeOf(written ?? ''), whereOf(by));
}

function folderRow(stage: Stage): string {
  const { config, origins } = stage;
  if (config.workdir === undefined && !isKnown(stage, 'workdir')) return words.unknownFolder(codeOf(baseName(stage)));
  const where = whereOf(origins.workdir);
  return `${codeOf(config.workdir ?? '/')}${where ? `, ${where}` : ''}.`;
}

function listRow(stage: Stage, field: 'exposed' | 'volumes', none: string): string {
  const values = stage.config[field];
  const shown = values.slice(0, 20).map((value) => {
    const where = whereOf(stage.origins[field][value]);
    return where ? `${codeOf(value)} (${where})` : codeOf(value);
  });
  const rest = values.length - shown.length;
  const said = values.length === 0 ? none : rest > 0 ? words.and(shown.join(', '), rest) : shown.join(', ');
  return isKnown(stage, field) ? said : `${said} ${words.perhapsMore(codeOf(baseName(stage)))}`.trim();
}

/** Names alone: a value may be a secret. */
function variablesRow(stage: Stage): string {
  const { base } = bottomOf(stage);
  // Of some the image is known to set them, and not to what.
  const open = base.kind === 'image' ? (base.facts?.setsEnv ?? []) : [];
  const names = [...new Set([...Object.keys(stage.config.env), ...open])];
  const isOwn = (name: string) => stage.origins.env[name]?.kind === 'instruction';
  const [own, image] = [names.filter(isOwn), names.filter((name) => !isOwn(name))];
  return [
    own.length > 0 ? words.ownVariables(codesOf(own)) : words.noVariables,
    ...(image.length > 0 ? [(base.kind === 'scratch' ? words.builderVariables : words.imageVariables)(codesOf(image))] : []),
    ...(isKnown(stage, 'env') ? [] : [words.perhapsMore(codeOf(baseName(stage)))]),
  ].join(' ');
}

function healthRow({ config, origins }: Stage): string {
  const [kind, ...test] = config.healthcheck?.test ?? [];
  if (kind === undefined) return words.noHealth;
  const where = whereOf(origins.healthcheck);
  return kind === 'NONE'
    ? words.healthOff(where)
    : words.healthBy(kind === 'CMD-SHELL' ? codeOf(openly(test.join(' '), 160)) : commandHtml(test), where);
}

function saidOf(stage: Stage, { argv }: Startup): string {
  const { said } = simulator;
  if (!argv) return said.startsUnknown;
  if (argv.length === 0) return said.startsNothing;
  const { root, written } = effectiveUser(stage);
  const user = root === 'unknown' ? said.unknownUser : root === 'yes' ? said.root : (written ?? '');
  return said.starts(commandText(argv), user);
}
