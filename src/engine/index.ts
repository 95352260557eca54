/**
 * The one door into the rules engine (`#engine`). Everything here is synchronous, pure and total: no function throws on any
 * input, none touches the DOM, the disk, the network or the clock.
 */
export type * from './build/build.ts';
export type { Contents, Piece } from './build/contents.ts';
export { createWorkspace } from './build/create-workspace.ts';
export { resolve } from './build/resolve.ts';
export { effectiveUser } from './build/user.ts';
export type { ContextFile, Workspace, WorkspaceOptions } from './build/workspace.ts';
export type * from './catalog/image.ts';
export type { Diagnostic, Fix, Severity } from './diagnostic.ts';
export { expand, expandWords } from './dockerfile/expand.ts';
export { parse } from './dockerfile/parse.ts';
export { print } from './dockerfile/print.ts';
export type * from './dockerfile/syntax.ts';
export { type Ignore, parseIgnore } from './formats/dockerignore.ts';
export { answersFile, readAnswers, writeAnswers } from './grade/answers.ts';
export {
  type Exercise,
  exercise,
  type Goal,
  type GoalResult,
  type Grade,
  type Help,
  help,
  type Judgement,
  type Outcome,
  type Reason,
} from './grade/exercise.ts';
export * as goals from './grade/goals/index.ts';
export { givenFiles, grade } from './grade/grade.ts';
export { goalsOf, settleQuestion } from './grade/questions.ts';
export { rules } from './rules/index.ts';
export { review } from './rules/review.ts';
export type { Finding, Rule, Source } from './rules/rule.ts';
export type { Command, Script, ShellWord } from './shell/command.ts';
export { type Answer, type Files, lineAt, lineStarts, type Position, positionAt, type Span } from './source.ts';
export { engineVersion } from './version.ts';
