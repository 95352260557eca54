/** A form of questions as an editor: its text is `answers.json`. */
import { answersFile, readAnswers, writeAnswers } from '#engine';
import type { Editor } from './editing.ts';
import { placePicked, readPicked } from './questions.ts';

export function answersEditor(form: HTMLElement, changed: (text: string) => void): Editor {
  const text = () => writeAnswers(readPicked(form));
  form.addEventListener('change', (event) => {
    const box = event.target as HTMLInputElement;
    const field = box.closest('[data-question]');
    // "None of them" and a pick exclude one another.
    for (const other of field?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? []) {
      if (box.checked && other !== box && (box.dataset.none !== undefined) !== (other.dataset.none !== undefined)) other.checked = false;
    }
    changed(text());
  });
  return {
    text,
    setText: (json) => {
      placePicked(form, readAnswers({ [answersFile]: json }));
      changed(text());
    },
    setMarks: () => {},
    goTo: () => form.querySelector<HTMLInputElement>('input')?.focus(),
    cursor: () => 0,
    place: () => {},
    close: () => {},
    focus: () => form.querySelector<HTMLInputElement>('input')?.focus(),
  };
}
