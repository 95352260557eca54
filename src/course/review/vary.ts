/**
 * A passed exercise in another form: other names, the same goals. The goals stay as they are written: what the learner hands in is
 * led back to the original names before a goal judges it, and what the goal says is put into the names of the variant. The general
 * rules judge the learner's own text. So a variant's verdict is the exercise's verdict, and no exercise has to know of its variants.
 *
 * Known limit: a pattern that names half a word (`COPY ser*.js`) is not led back.
 */
import {
  answersFile,
  type ContextFile,
  createWorkspace,
  type Exercise,
  type Files,
  type Finding,
  type Goal,
  type Help,
  type Judgement,
  type Option,
  type Question,
  type Workspace,
} from '#engine';
import { reviewName } from '../review-dates.ts';
import { seedOf } from '../rewrites/random.ts';
import { families } from './names.ts';
import { type Pair, type Renaming, renaming } from './renaming.ts';

/** All that an exercise says: running text, and code. */
function wordsOf(exercise: Exercise): { prose: string[]; code: string[] } {
  const { title, task, editable, optional = [], context, goals } = exercise;
  const asked = exercise.kind === 'predict' || exercise.kind === 'choose' || exercise.kind === 'match' ? exercise.questions : [];
  const options = asked.flatMap((question) => (Array.isArray(question.options) ? question.options.map((one) => one.text) : []));
  return {
    prose: [title, task, ...goals.map((goal) => goal.title), ...asked.map((question) => question.text), ...options],
    code: [...editable, ...optional, ...context.flatMap((file) => [file.path, file.text ?? ''])],
  };
}

/**
 * The names that the review of a number exchanges: always the same for an exercise and a number, others for the next number. None where
 * the exercise holds no name of a family: it then comes back as it is.
 */
export function renamingFor(exercise: Exercise, number: number): Renaming {
  const { prose, code } = wordsOf(exercise);
  const text = [...prose, ...code].join('\n');
  const words = new Set(text.match(/\w+/g));
  const taken = new Set<string>();
  const turn = seedOf(exercise.slug) + number;
  const shows = (pair: Pair) => {
    const names = renaming([pair]);
    return prose.some((one) => names.prose(one) !== one) || code.some((one) => names.code(one) !== one);
  };
  const pairs = families.flatMap((family, index): Pair[] => {
    if (family.unless?.test(text)) return [];
    return family.names.flatMap((from): Pair[] => {
      const free = family.others.filter((other) => !words.has(other) && !taken.has(other));
      const to = words.has(from) ? free[(turn + index) % free.length] : undefined;
      if (to === undefined) return [];
      const pair: Pair = { from, to, ...(family.prose ? { prose: true } : {}), ...(family.file ? { file: true } : {}) };
      if (!shows(pair)) return [];
      taken.add(to);
      return [pair];
    });
  });
  return renaming(pairs);
}

/** The exercise as the review of a number asks it. Its slug is that review's name, under which its attempt is kept. */
export function vary(exercise: Exercise, number: number, names = renamingFor(exercise, number)): Exercise {
  const back = backTo(exercise, names);
  const common = {
    slug: reviewName(exercise.slug, number),
    title: names.prose(exercise.title),
    task: names.prose(exercise.task),
    editable: exercise.editable.map(names.code),
    ...(exercise.optional ? { optional: exercise.optional.map(names.code) } : {}),
    context: exercise.context.map((file) => varyFile(file, names)),
    goals: exercise.goals.map((goal) => varyGoal(goal, names, back)),
  };
  switch (exercise.kind) {
    case 'edit':
      return { ...exercise, ...common };
    case 'order':
      return { ...exercise, ...common, order: { file: names.code(exercise.order.file) } };
    case 'spot': {
      const { spot } = exercise;
      const said = { file: names.code(spot.file), question: names.prose(spot.question), feedback: names.prose(spot.feedback) };
      return { ...exercise, ...common, spot: { ...spot, ...said } };
    }
    default:
      return { ...exercise, ...common, questions: exercise.questions.map((question) => varyQuestion(question, names, back)) };
  }
}

/** Files of the variant from those of the exercise, and the other way round. What was picked is kept by the options' ids, which stay. */
export function varyFiles(files: Files, names: Renaming): Files {
  const { [answersFile]: picked, ...rest } = files;
  return { ...names.files(rest), ...(picked === undefined ? {} : { [answersFile]: picked }) };
}

/** The help for an exercise in a variant's names. */
export const varyHelp = (help: Help, names: Renaming): Help => ({
  hints: help.hints.map(names.prose),
  why: names.prose(help.why),
  approaches: help.approaches.map(({ name, title, note }) => ({ name, title: names.prose(title), note: names.prose(note) })),
});

function varyFile(file: ContextFile, names: Renaming): ContextFile {
  const path = names.code(file.path);
  if (file.text === undefined) return { ...file, path };
  const text = names.code(file.text);
  return { ...file, path, text, bytes: file.bytes + text.length - file.text.length };
}

/** Leads a workspace of the variant back to the names of the exercise; once for all goals that ask. */
function backTo(exercise: Exercise, names: Renaming): (workspace: Workspace) => Workspace {
  const known = new WeakMap<Workspace, Workspace>();
  return (workspace) => {
    const made =
      known.get(workspace) ??
      createWorkspace(varyFiles(workspace.files, names), {
        ...workspace.options,
        ...(workspace.context ? { context: exercise.context } : {}),
      });
    known.set(workspace, made);
    return made;
  };
}

const varyGoal = (goal: Goal, names: Renaming, back: (workspace: Workspace) => Workspace): Goal => ({
  ...goal,
  title: names.prose(goal.title),
  judge: (workspace) => varyJudgement(goal.judge(back(workspace)), workspace, names),
});

function varyJudgement(judgement: Judgement, workspace: Workspace, names: Renaming): Judgement {
  const textOf = (file: string) => workspace.files[file] ?? '';
  const { message, findings, reasons } = judgement;
  return {
    ...judgement,
    message: names.prose(message),
    ...(findings ? { findings: findings.map((finding) => varyFinding(finding, textOf, names)) } : {}),
    ...(reasons
      ? {
          reasons: reasons.map(({ file, span, text }) => {
            const path = names.code(file);
            return { file: path, text: names.prose(text), ...(span ? { span: names.spanIn(textOf(path), span) } : {}) };
          }),
        }
      : {}),
  };
}

function varyFinding(finding: Finding, textOf: (file: string) => string, names: Renaming): Finding {
  const file = names.code(finding.file ?? 'Dockerfile');
  const spanOf = (span: Finding['span']) => names.spanIn(textOf(file), span);
  const fix = finding.fix && {
    title: names.prose(finding.fix.title),
    edits: finding.fix.edits.map(({ span, text }) => ({ span: spanOf(span), text: names.code(text) })),
  };
  return { ...finding, file, span: spanOf(finding.span), message: names.prose(finding.message), ...(fix ? { fix } : {}) };
}

function varyQuestion(question: Question, names: Renaming, back: (workspace: Workspace) => Workspace): Question {
  const said = (text: string | undefined) => (text === undefined ? undefined : names.prose(text));
  const { options, truth } = question;
  const varyOption = ({ id, text, feedback }: Option): Option => ({
    id,
    text: names.prose(text),
    ...(feedback === undefined ? {} : { feedback: names.prose(feedback) }),
  });
  const [none, incomplete] = [said(question.none), said(question.incomplete)];
  return {
    ...question,
    text: names.prose(question.text),
    because: names.prose(question.because),
    ...(none === undefined ? {} : { none }),
    ...(incomplete === undefined ? {} : { incomplete }),
    options: (workspace) => (typeof options === 'function' ? options(back(workspace)) : options).map(varyOption),
    truth: (workspace) => (typeof truth === 'function' ? truth(back(workspace)) : truth),
  };
}
