/** Whether a health check can be started in an image: its program, its script and its shell are there. */
import type { Stage } from '../../../build/build.ts';
import { joinPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { readScript } from '../../../shell/read.ts';
import { described, rootBase } from '../stage.ts';
import { listed } from '../words.ts';

/** What becomes of a check in an image. `why` says what is missing, as a sentence; `mistake` names it. */
export type CheckRun = { can: 'yes' } | { can: 'unknown'; why: string } | { can: 'no'; why: string; mistake: string };

const operators = new Set(['||', '&&', '|', ';', '>', '2>&1', '>/dev/null', '&']);

/** Whether a check, as Docker stores it (`['CMD', …]`, `['CMD-SHELL', …]`), can be started in a stage's image. */
export function checkRuns(test: readonly string[], stage: Stage, workspace: Workspace): CheckRun {
  const [kind, ...words] = test;
  if (kind === 'CMD-SHELL') return scriptRuns(words[0] ?? '', stage, workspace);
  const operator = words.find((word) => operators.has(word));
  if (operator !== undefined)
    return {
      can: 'no',
      mistake: 'operator-as-word',
      why: `\`${operator}\` is a word for a shell, and in this form no shell reads it: \`${words[0]}\` gets it as an argument, like ${listed(words.slice(words.indexOf(operator) + 1), 2) || 'nothing after it'}.`,
    };
  return programRuns(words, stage, workspace);
}

function scriptRuns(script: string, stage: Stage, workspace: Workspace): CheckRun {
  if (shellIn(stage, workspace) === 'no')
    return {
      can: 'no',
      mistake: 'no-shell',
      why: `This form is run by \`/bin/sh -c\`, and ${described(rootBase(stage))} has no shell: every check fails before it begins.`,
    };
  const [first] = readScript(script, 0).commands.filter(({ name }) => name !== '');
  return first
    ? programRuns([first.name, ...first.args.map(({ text }) => text)], stage, workspace)
    : { can: 'unknown', why: 'What the script starts cannot be told from here.' };
}

/** Whether the image has a shell: of its base, or brought in. */
export function shellIn(stage: Stage, workspace: Workspace): 'yes' | 'no' | 'unknown' {
  const base = rootBase(stage);
  const held = workspace
    .contents(stage)
    .pieces.some(({ path }) => /^\/(?:usr\/)?bin\/(?:ba|da|a)?sh$/.test(path) || path === '/bin' || path === '/bin/busybox');
  if (held) return 'yes';
  if (base.kind === 'scratch') return 'no';
  if (base.kind !== 'image' || base.facts?.shell === undefined) return 'unknown';
  return base.facts.shell === null ? 'no' : 'yes';
}

function programRuns(words: readonly string[], stage: Stage, workspace: Workspace): CheckRun {
  const [program = '', ...args] = words;
  if (program === '') return { can: 'no', mistake: 'empty-check', why: 'The check starts nothing.' };
  const found = findProgram(program, stage, workspace);
  if (found.can !== 'yes') return found;
  const text = textWithoutReader(program, stage, workspace);
  if (text) return text;
  const script = scriptOf(program, args);
  if (script === 'none') {
    const why = `\`${program}\` is started without a script and without code. It reads its input, which is empty, and ends with 0: the check says yes whatever the app does.`;
    return { can: 'no', mistake: 'asks-nothing', why };
  }
  if (script === undefined) return found;
  const path = joinPath(stage.config.workdir ?? '/', script);
  const held = workspace.contents(stage).holds(path);
  if (held.answer === 'yes') return found;
  const sure = held.answer === 'no' || (held.pieces.length === 0 && workspace.contents(stage).complete);
  return sure
    ? {
        can: 'no',
        mistake: 'script-missing',
        why: `\`${program}\` is there, and \`${path}\` is not: no step puts it into the final image.`,
      }
    : { can: 'unknown', why: `Whether \`${path}\` is in the image cannot be told from here.` };
}

/** A script of the context that is started by itself although no `#!` line names who reads it. */
function textWithoutReader(program: string, stage: Stage, workspace: Workspace): CheckRun | undefined {
  if (!program.includes('/')) return undefined;
  const path = joinPath(stage.config.workdir ?? '/', program);
  const text = workspace
    .contents(stage)
    .holds(path)
    .pieces.find((piece) => piece.path === path && piece.kind === 'file')?.text;
  if (text === undefined || text.startsWith('#!') || text.startsWith('\u007fELF')) return undefined;
  const why = `\`${path}\` is a text, not a program: it has no \`#!\` line that says who reads it, so it cannot be started by itself.`;
  return { can: 'no', mistake: 'not-a-program', why };
}

/** The file that an interpreter is given; 'none' where it is given nothing at all, undefined for inline code and other programs. */
function scriptOf(program: string, args: readonly string[]): string | undefined {
  if (!/(?:^|\/)(?:node|python3?|bun|deno)$/.test(program)) return undefined;
  if (args.some((word) => /^(?:-e|-p|-c|-m|--eval|--print)(?:=|$)/.test(word))) return undefined;
  return args.length === 0 ? 'none' : args.find((word) => !word.startsWith('-'));
}

/** Whether a program is in the image where it is looked for. */
export function findProgram(program: string, stage: Stage, workspace: Workspace): CheckRun {
  const base = rootBase(stage);
  const facts = base.kind === 'image' ? base.facts : undefined;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const contents = workspace.contents(stage);
  const own = facts?.config?.entrypoint?.[0];
  const absent = { can: 'no', mistake: 'no-program', why: `${described(base)} has no \`${program}\`, and no step brings one.` } as const;
  const open = { can: 'unknown', why: `Whether \`${program}\` is in the image cannot be told from here.` } as const;
  if (program.includes('/')) {
    const path = joinPath(stage.config.workdir ?? '/', program);
    if (path === own) return { can: 'yes' };
    const held = contents.holds(path);
    if (held.answer === 'yes' || held.pieces.length > 0) return { can: 'yes' };
    if (held.answer === 'no') return absent;
    if (facts?.programs?.includes(name)) return { can: 'yes' };
    return contents.complete && (facts?.lacks?.includes(name) || own?.endsWith(`/${name}`)) ? absent : open;
  }
  const folders = (stage.config.env.PATH ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin').split(':').slice(0, 30);
  if (facts?.programs?.includes(name) || folders.some((folder) => joinPath(folder, name) === own)) return { can: 'yes' };
  const brought = folders.some((folder) => contents.holds(joinPath(folder, name)).pieces.length > 0);
  if (brought || contents.installs((each) => each.split('=')[0] === name).answer === 'yes') return { can: 'yes' };
  if (base.kind === 'scratch') return absent;
  // The image's own program under its bare name, outside of PATH.
  if (own?.endsWith(`/${name}`))
    return {
      can: 'no',
      mistake: 'not-on-path',
      why: `\`${name}\` is in ${described(base)}, but in a folder that \`PATH\` does not name, so it is not found by its bare name.`,
    };
  return contents.complete && facts?.lacks?.includes(name) ? absent : open;
}
