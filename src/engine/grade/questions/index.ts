/** Options and truths for questions whose answers the engine works out. */
export {
  contextOptions,
  leakedPlaces,
  placeOptions,
  placesOf,
  stopAnswer,
  stopOptions,
  type TransferSize,
  transferAnswer,
  transferOptions,
  transferredPaths,
  type VariableQuestion,
  variableValue,
} from './places.ts';
export { askReruns, type RerunQuestion, rerunLines, type StepChoice, stepOptions, tellRun } from './steps.ts';
