/** What was picked in an exercise that asks questions: the text of `answers.json`. */
import type { Files } from '../source.ts';
import type { Answers } from './exercise.ts';

export const answersFile = 'answers.json';

/** The `mistake` of a question that nobody has answered yet. */
export const notAnswered = 'not-answered';

/** Reads the answers of a workspace. Whatever is not a list of strings under a name is left out, so a broken file is an empty answer. */
export function readAnswers(files: Files): Answers {
  const answers: Answers = Object.create(null);
  let value: unknown;
  try {
    value = JSON.parse(files[answersFile] ?? '{}');
  } catch {
    return answers;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return answers;
  for (const [question, picked] of Object.entries(value).slice(0, 200)) {
    if (Array.isArray(picked)) answers[question] = picked.filter((id): id is string => typeof id === 'string').slice(0, 200);
  }
  return answers;
}

/** The answers as the text of `answers.json`: one question a line, so that two attempts can be compared. */
export function writeAnswers(answers: Answers): string {
  const lines = Object.entries(answers).map(([question, picked]) => `  ${JSON.stringify(question)}: ${JSON.stringify(picked)}`);
  return lines.length > 0 ? `{\n${lines.join(',\n')}\n}\n` : '{}\n';
}
