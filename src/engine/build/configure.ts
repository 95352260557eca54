/** What each instruction does to a stage, one entry each, after moby/buildkit dockerfile2llb/convert.go. */
import type { ExpandOptions } from '../dockerfile/expand.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Word } from '../dockerfile/syntax.ts';
import type { Origin, ResolvedWord, Step } from './build.ts';
import { readHealthcheck } from './healthcheck.ts';
import { triggerText } from './onbuild.ts';
import { joinPath } from './paths.ts';
import { parsePorts } from './ports.ts';
import type { Refuse } from './report.ts';
import { problemOfSignal } from './signals.ts';
import type { Scalars, State } from './state.ts';
import { expandOrRefuse, plainWord, resolveWord, splitAtEquals, variablesOf } from './words.ts';

/** Everything an instruction may look at while it takes effect. */
export interface Setting {
  state: State;
  /** Global and predefined variables, which an `ARG NAME` brings in. */
  global(name: string): string | undefined;
  buildArgs: Readonly<Record<string, string>>;
  lexing: ExpandOptions;
  refuse: Refuse;
}

type Effect = (step: Step, setting: Setting) => void;

const effects: Record<string, Effect> = {
  ARG: declare,
  CMD(step, setting) {
    setting.state.cmdSet = true;
    setScalar(setting.state, step, 'cmd', commandLine(step, setting.state));
  },
  ENTRYPOINT(step, setting) {
    const { state } = setting;
    setScalar(state, step, 'entrypoint', commandLine(step, state));
    if (!state.cmdSet) setScalar(state, step, 'cmd', undefined);
  },
  ENV: (step, setting) => eachPair(step, setting, (name, value) => setting.state.setEnv(name, value, originOf(step))),
  EXPOSE: expose,
  HEALTHCHECK(step, { state }) {
    const healthcheck = readHealthcheck(step.instruction);
    if (healthcheck) setScalar(state, step, 'healthcheck', healthcheck);
  },
  LABEL: (step, setting) => eachPair(step, setting, (name, value) => setting.state.labels.set(name, { value, origin: originOf(step) })),
  ONBUILD(step, { state }) {
    if (step.instruction.nested) state.addTrigger(triggerText(step.instruction));
  },
  SHELL(step, { state }) {
    if (step.instruction.form === 'exec' && step.instruction.args.length > 0) setScalar(state, step, 'shell', step.instruction.args);
  },
  STOPSIGNAL(step, setting) {
    const word = expandOnly(step, setting);
    const problem = word && problemOfSignal(word.value);
    if (problem) setting.refuse({ rule: 'invalid-signal', span: word.word.span, message: problem });
    else if (word) setScalar(setting.state, step, 'stopSignal', word.value);
  },
  USER(step, setting) {
    const word = expandOnly(step, setting);
    if (word) setScalar(setting.state, step, 'user', word.value);
  },
  VOLUME(step, setting) {
    step.words = step.instruction.words.flatMap((word) => expand({ ...word, text: word.text.trim() }, setting) ?? []);
    for (const { value, word } of step.words) {
      if (value === '')
        setting.refuse({
          rule: 'blank-volume',
          span: word.span,
          message: `VOLUME has an empty path: ${quote(word.text)} comes to nothing.`,
        });
      else setting.state.volumes.set(value, { value: true, origin: originOf(step) });
    }
  },
  WORKDIR(step, setting) {
    const word = expandOnly(step, setting);
    if (!word) return;
    const { state } = setting;
    setScalar(state, step, 'workdir', joinPath(state.scalars.workdir?.value, word.value, { windows: state.windows }));
  },
};

/** Lets an instruction take effect: expands its words and changes the stage's state. RUN, COPY and ADD change none. */
export function applyInstruction(step: Step, setting: Setting): void {
  if (Object.hasOwn(effects, step.keyword)) effects[step.keyword]?.(step, setting);
}

const originOf = (step: Step): Origin => ({ kind: 'instruction', step });

function setScalar<K extends keyof Scalars>(state: State, step: Step, field: K, value: NonNullable<Scalars[K]>['value']): void {
  state.scalars = { ...state.scalars, [field]: { value, origin: originOf(step) } };
}

const expand = (word: Word, { state, lexing, refuse }: Setting): ResolvedWord | undefined => resolveWord(word, state, lexing, refuse);

/** The one word of an instruction that takes one. */
function expandOnly(step: Step, setting: Setting): ResolvedWord | undefined {
  const [word] = step.instruction.words;
  const resolved = word && expand(word, setting);
  if (resolved) step.words = [resolved];
  return resolved;
}

/** Names and values of ENV and LABEL. All are expanded before any takes effect: `ENV A=1 B=$A` sees the A of before. */
function eachPair(step: Step, setting: Setting, set: (name: string, value: string) => void): void {
  const words = step.instruction.words.map((word) => expand(word, setting));
  step.words = present(words);
  for (let at = 0; at + 1 < words.length; at += 2) {
    const [name, value] = [words[at], words[at + 1]];
    if (name && value && name.value !== '') set(name.value, value.value);
  }
}

/** The words that could be expanded: all of them, nearly always. */
const present = (words: (ResolvedWord | undefined)[]): ResolvedWord[] =>
  words.includes(undefined) ? words.filter((word) => word !== undefined) : (words as ResolvedWord[]);

/** ARG: each takes effect before the next; `--build-arg` wins over the default, a global value stands in where there is none. */
function declare(step: Step, setting: Setting): void {
  const { state, buildArgs, global } = setting;
  const words: ResolvedWord[] = [];
  for (const word of step.instruction.words) {
    const { name, value } = splitAtEquals(word);
    const given = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    const resolved = value && given === undefined ? expand(value, setting) : plainWord(value ?? word);
    if (!resolved || name === '') continue;
    words.push({ ...resolved, word });
    const now = given ?? (value ? resolved.value : global(name));
    if (now === undefined && state.declares(name)) continue;
    if (state.env.has(name)) state.hide(name);
    const fromHere = value !== undefined && given === undefined;
    state.variables.set(name, {
      name,
      kind: 'arg',
      ...(now === undefined ? {} : { value: now }),
      ...(fromHere || (now === undefined && value === undefined) ? { step } : {}),
    });
  }
  step.words = words.slice();
}

/** Ports are sorted before they are expanded, and an expanded word may hold several (instructions/parse.go, convert_expose.go). */
function expose(step: Step, setting: Setting): void {
  const { state, lexing, refuse } = setting;
  step.words = [];
  for (const word of step.instruction.words.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))) {
    const expansion = expandOrRefuse(word, state, lexing, refuse);
    if (!expansion) continue;
    const variables = variablesOf(expansion, state);
    for (const text of expansion.words) {
      step.words.push({ value: text, word, ...variables });
      const read = parsePorts(text);
      if (!('error' in read)) state.expose(read, originOf(step));
      else refuse({ rule: 'invalid-port', aka: read.tooHigh ? ['DL3011', 'DS-0008'] : [], span: word.span, message: read.error });
    }
    if (expansion.words.length === 0) step.words.push({ value: '', word, ...variables });
  }
}

/** CMD and ENTRYPOINT as Docker stores them: shell form behind the shell. */
function commandLine({ instruction }: Step, state: State): string[] {
  if (instruction.form === 'exec') return instruction.args;
  const shell = state.scalars.shell?.value ?? (state.windows ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c']);
  return [...shell, instruction.args.join(' ')];
}
