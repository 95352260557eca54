/** Questions of an exercise as a form: native radios and checkboxes, whole before any script runs. */
import {
  type Answers,
  answersFile,
  createWorkspace,
  type Exercise,
  type Files,
  type GoalResult,
  givenFiles,
  notAnswered,
  type Option,
  parse,
  settleQuestion,
} from '#engine';
import { escapeHtml, inlineHtml } from '../html.ts';

/** A question as it is asked: its options are worked out. */
export interface Asked {
  id: string;
  text: string;
  mode: 'one' | 'many';
  options: Option[];
}

/** Whether an attempt is, or holds, picked answers. */
export const asksQuestions = (exercise: Exercise): boolean => exercise.editable.includes(answersFile);

/** What an exercise asks; nothing where its answers are not picked. `starter` is what a line to spot is picked from. */
export function questionsOf(exercise: Exercise, starter: Files): Asked[] {
  if (exercise.kind === 'spot') {
    const { file, question } = exercise.spot;
    return [{ id: 'found', text: question, mode: 'one', options: instructionsOf(file, starter[file] ?? '') }];
  }
  if (exercise.kind !== 'predict' && exercise.kind !== 'choose' && exercise.kind !== 'match') return [];
  const workspace = createWorkspace(givenFiles(exercise), { context: exercise.context });
  return exercise.questions.map((question) => ({
    id: question.id,
    text: question.text,
    mode: question.mode,
    options: settleQuestion(question, workspace).options,
  }));
}

/** The lines one may point at: of a Dockerfile each instruction, of other files each line that says something. */
function instructionsOf(file: string, text: string): Option[] {
  const lines = text.split('\n');
  const starts = /dockerfile/i.test(file)
    ? parse(text).instructions.map((instruction) => instruction.lines.start)
    : lines.flatMap((line, index) => (line.trim() !== '' && !line.trim().startsWith('#') ? [index + 1] : []));
  return starts.map((line) => ({ id: String(line), text: `${line}: \`${(lines[line - 1] ?? '').trim()}\`` }));
}

/** The form. `prefix` makes its names unique in the page. */
export function questionsHtml(asked: Asked[], prefix: string): string {
  return asked
    .map(({ id, text, mode, options }) => {
      const type = mode === 'one' ? 'radio' : 'checkbox';
      const hint = mode === 'many' ? '<p class="hint">Pick all that apply. There may be none.</p>' : '';
      const none = mode === 'many' ? `<label class="option"><input type="checkbox" data-none><span>None of them</span></label>` : '';
      const items = options.map(
        (option) =>
          `<label class="option"><input type="${type}" name="${escapeHtml(`${prefix}-${id}`)}" value="${escapeHtml(option.id)}"><span>${inlineHtml(option.text)}</span></label>`,
      );
      return `<fieldset data-question="${escapeHtml(id)}"><legend>${inlineHtml(text)}</legend>${hint}${items.join('')}${none}<p class="answer" hidden></p></fieldset>`;
    })
    .join('');
}

const boxesOf = (field: Element) => [...field.querySelectorAll<HTMLInputElement>('input:not([data-none])')];

/** What is picked in a form. A question nobody touched is left out; "none" is an answer of its own. */
export function readPicked(form: Element): Answers {
  const answers: Answers = {};
  for (const field of form.querySelectorAll<HTMLElement>('[data-question]')) {
    const picked = boxesOf(field).flatMap((box) => (box.checked ? [box.value] : []));
    const none = field.querySelector<HTMLInputElement>('[data-none]')?.checked === true;
    if (picked.length > 0 || none) answers[field.dataset.question ?? ''] = picked;
  }
  return answers;
}

/** Puts answers into a form. */
export function placePicked(form: Element, answers: Answers): void {
  for (const field of form.querySelectorAll<HTMLElement>('[data-question]')) {
    const picked = answers[field.dataset.question ?? ''];
    for (const box of boxesOf(field)) box.checked = picked?.includes(box.value) === true;
    const none = field.querySelector<HTMLInputElement>('[data-none]');
    if (none) none.checked = picked?.length === 0;
  }
}

/** Says under each question that was answered what came of it: the list beside is far away where there are many. */
export function showOutcomes(form: Element, goals: GoalResult[]): void {
  for (const field of form.querySelectorAll<HTMLElement>('[data-question]')) {
    const goal = goals.find((each) => each.id === field.dataset.question);
    const said = field.querySelector<HTMLElement>('.answer');
    if (!goal || !said) continue;
    said.hidden = goal.mistake === notAnswered;
    said.dataset.mark = goal.outcome;
    const html = `<span aria-hidden="true">${goal.outcome === 'pass' ? '✓' : '✕'}</span><span><b>${goal.outcome === 'pass' ? 'Right.' : 'Not yet.'}</b> ${inlineHtml(goal.message)}</span>`;
    if (said.innerHTML !== html) said.innerHTML = html;
  }
}
