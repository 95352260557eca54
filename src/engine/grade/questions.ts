/** Questions and picked lines as goals, so that one `grade` serves every kind of exercise. */
import type { Workspace } from '../build/workspace.ts';
import { notAnswered, readAnswers } from './answers.ts';
import type { Exercise, Goal, Judgement, Option, Question, SpotExercise } from './exercise.ts';

/** The goals of an exercise: its own, after those that its questions or its line to spot stand for. */
export function goalsOf(exercise: Exercise): Goal[] {
  if (exercise.kind === 'spot') return [spotGoal(exercise), ...exercise.goals];
  if (exercise.kind === 'predict' || exercise.kind === 'choose' || exercise.kind === 'match')
    return [...exercise.questions.map(questionGoal), ...exercise.goals];
  return exercise.goals;
}

/** A question's options on a workspace, with the ids of the right ones. */
export function settleQuestion(question: Question, workspace: Workspace): { options: Option[]; truth: string[] } {
  return {
    options: typeof question.options === 'function' ? question.options(workspace) : question.options,
    truth: typeof question.truth === 'function' ? question.truth(workspace) : question.truth,
  };
}

function questionGoal(question: Question): Goal {
  return {
    id: question.id,
    kind: 'achieve',
    title: question.text,
    judge(workspace) {
      const picked = readAnswers(workspace.files)[question.id];
      if (!picked) return { outcome: 'fail', mistake: notAnswered, message: 'Not answered yet.' };
      const { options, truth } = settleQuestion(question, workspace);
      return question.any ? judgeAny(question, options, truth, picked) : judgeAll(question, options, truth, picked);
    },
  };
}

function judgeAny(question: Question, options: Option[], truth: string[], picked: string[]): Judgement {
  const choice = picked[0];
  if (choice !== undefined && truth.includes(choice)) return { outcome: 'pass', message: said(options, choice) ?? question.because };
  return {
    outcome: 'fail',
    mistake: `picked-${choice ?? 'nothing'}`,
    message: said(options, choice) ?? 'That is not it. Read the given files again with the question in mind.',
  };
}

function judgeAll(question: Question, options: Option[], truth: string[], picked: string[]): Judgement {
  const extra = picked.filter((id) => !truth.includes(id));
  const missing = truth.filter((id) => !picked.includes(id));
  if (extra.length === 0 && missing.length === 0) return { outcome: 'pass', message: question.because };
  if (picked.length === 0 && question.none) return { outcome: 'fail', mistake: 'picked-none', message: question.none };
  const first = extra[0] ?? missing[0];
  const count =
    extra.length > 0
      ? `${extra.length} of your picks ${extra.length === 1 ? 'does' : 'do'} not belong.`
      : `What you picked is right, and ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing.`;
  const why = said(options, first);
  return {
    outcome: 'fail',
    mistake: extra.length > 0 ? `picked-${first}` : 'incomplete',
    message: [count, extra.length > 0 ? why : question.incomplete].filter(Boolean).join(' '),
  };
}

const said = (options: Option[], id: string | undefined) => options.find((option) => option.id === id)?.feedback;

function spotGoal({ spot }: SpotExercise): Goal {
  return {
    id: 'found',
    kind: 'achieve',
    title: spot.question,
    judge(workspace) {
      const picked = readAnswers(workspace.files).found;
      if (!picked || picked.length === 0) return { outcome: 'fail', mistake: notAnswered, message: 'No line is picked yet.' };
      const lines = spot.lines.map(String);
      if (picked.every((line) => lines.includes(line)))
        return { outcome: 'pass', message: `Line ${picked.join(' and ')}: that is where it happens.` };
      return { outcome: 'fail', mistake: 'other-line', message: spot.feedback };
    },
  };
}
