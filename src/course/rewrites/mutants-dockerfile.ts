/** Dockerfiles with one thing undone. */
import { createWorkspace, type Files, type Instruction, type Step } from '#engine';
import { type Change, change, cut, shown, wholeLines, written } from './mutant.ts';

/** A tag of each well-known image whose support has ended; nobody should move to it (endoflife.date). */
const ended: Readonly<Record<string, string>> = {
  node: '16-slim',
  python: '3.8-slim',
  nginx: '1.18-alpine',
  debian: 'buster-slim',
  ubuntu: '18.04',
  alpine: '3.12',
  golang: '1.17',
  ruby: '2.7-slim',
  php: '7.4-fpm',
};

/** What a Dockerfile's mutants may be made with. */
export interface MutationOptions {
  /** Whether the exercise asks for a base that is still supported. */
  asksForSupport: boolean;
}

/** Every Dockerfile that differs from this one by one thing taken away or undone. */
export function mutateDockerfile(files: Files, path: string, options: MutationOptions): Change[] {
  const build = createWorkspace(files, {}).build(path);
  if (!build) return [];
  const { syntax } = build;
  const { text } = syntax;
  const steps = new Map(build.stages.flatMap((stage) => stage.steps.map((step) => [step.instruction, step] as const)));
  const stageNames = build.stages.map((stage) => stage.writtenName ?? String(stage.index));
  return [
    ...syntax.instructions.map((each) =>
      change(`without ${shown(written(each, text))}`, text, [{ span: wholeLines(text, each.span), text: '' }]),
    ),
    ...syntax.instructions.flatMap((each) => [
      ...withoutFlags(each, text),
      ...fromElsewhere(each, text, stageNames),
      ...withoutWords(each, text),
      ...withoutCommands(each, text, steps.get(each)),
      ...inShellForm(each, text),
      ...(options.asksForSupport ? onEndedBase(each, text) : []),
    ]),
    ...(syntax.instructions.some((each) => each.keyword === 'USER')
      ? [{ what: 'with `USER root` at the end', text: `${text.replace(/\n*$/, '')}\nUSER root\n` }]
      : []),
  ];
}

const withoutFlags = (each: Instruction, text: string): Change[] =>
  each.flags.map((flag) =>
    change(`without ${shown(text.slice(flag.span.start, flag.span.end))} of ${shown(written(each, text))}`, text, [cut(text, flag.span)]),
  );

const fromElsewhere = (each: Instruction, text: string, stages: readonly string[]): Change[] =>
  each.flags
    .filter((flag) => flag.name === 'from' && flag.value !== undefined)
    .flatMap((flag) => {
      const other = stages.find((name, index) => name.toLowerCase() !== flag.value?.toLowerCase() && String(index) !== flag.value);
      return other ? [change(`${shown(written(each, text))} from ${shown(other)}`, text, [{ span: flag.valueSpan, text: other }])] : [];
    });

/** COPY without one of several sources, ENV without one of several values. */
function withoutWords(each: Instruction, text: string): Change[] {
  const name = shown(written(each, text));
  if (each.keyword === 'COPY' && each.form === 'shell' && each.words.length > 2) {
    return each.words.slice(0, -1).map((word) => change(`without ${shown(word.text)} of ${name}`, text, [cut(text, word.span)]));
  }
  if (each.keyword !== 'ENV' || each.words.length < 4) return [];
  return each.words.flatMap((key, at) => {
    const value = each.words[at + 1];
    if (at % 2 > 0 || !value) return [];
    return [change(`without ${shown(key.text)} of ${name}`, text, [cut(text, { start: key.span.start, end: value.span.end })])];
  });
}

/** RUN without one of its commands, or without one flag of a command. */
function withoutCommands(each: Instruction, text: string, step: Step | undefined): Change[] {
  const commands = each.keyword === 'RUN' && each.form === 'shell' ? (step?.script?.commands ?? []) : [];
  const name = shown(written(each, text));
  const flags = commands.flatMap((command) =>
    command.args
      .filter((word) => word.text.startsWith('--') && word.text.length > 2)
      .map((word) => change(`without ${shown(word.text)} of ${name}`, text, [cut(text, word.span)])),
  );
  // `true` in its place keeps what joins the commands.
  const gone =
    commands.length < 2
      ? []
      : commands
          .filter((command) => command.name !== '' && command.name !== 'true')
          .map((command) =>
            change(`without ${shown(text.slice(command.span.start, command.span.end))} in ${name}`, text, [
              { span: command.span, text: 'true' },
            ]),
          );
  return [...flags, ...gone];
}

const inShellForm = (each: Instruction, text: string): Change[] =>
  each.form === 'exec' && (each.keyword === 'CMD' || each.keyword === 'ENTRYPOINT')
    ? [
        change(`${shown(written(each, text))} in shell form`, text, [
          { span: { start: each.body.start, end: each.span.end }, text: each.args.join(' ') },
        ]),
      ]
    : [];

function onEndedBase(each: Instruction, text: string): Change[] {
  const word = each.keyword === 'FROM' ? each.words[0] : undefined;
  const repository = word?.text.split(/[:@]/)[0] ?? '';
  const tag = Object.hasOwn(ended, repository) ? ended[repository] : undefined;
  return word && tag
    ? [change(`${shown(written(each, text))} on ${repository}:${tag}`, text, [{ span: word.span, text: `${repository}:${tag}` }])]
    : [];
}
