/** The panels that stand there only once somebody has asked for them: they are loaded then. */
export { appealHtml, copyReport } from './panel-appeal.ts';
export { pastHtml } from './panel-history.ts';
export { howHtml } from './panel-how.ts';
