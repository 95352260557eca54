/** What edits a file that is not typed: lines to move, questions to answer. Loaded where an exercise has one. */
export { answersEditor } from './answers-editor.ts';
export { orderEditor } from './order-editor.ts';
export { showOutcomes } from './questions.ts';
