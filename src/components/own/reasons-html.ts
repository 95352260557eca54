/** Why a step runs again, in sentences of HTML. */
import type { Because, Stage, Step, StepOutcome, StepRun } from '#engine';
import { figures, simulator as words } from '../../course/strings/index.ts';
import { code } from '../figures/words.ts';
import { inlineHtml } from '../html.ts';
import type { Simulated } from './offers.ts';
import { bottomOf, lineOf, shorten, stageHtml } from './parts.ts';

/** What the reasons are told against: the change, and what comes of the other steps. */
export interface Told {
  offer: Simulated;
  outcomes: ReadonlyMap<Step, StepOutcome>;
}

/** @returns why, nearest reason first; also why a linked copy stays. '' where there is nothing to say */
export function becauseHtml(run: StepRun, told: Told): string {
  const { because, outcome, step } = run;
  if (outcome === 'cached') return staysLinked(step, told) ? words.why.linkedStays : '';
  // Whoever asks for a build without the cache need not hear the rest.
  const asked = because.filter(({ kind }) => kind === 'no-cache');
  const reasons = asked.length > 0 ? asked : because.flatMap((each) => certain(each, step, told));
  const said = reasons.map((each) => sentence(each, run, told));
  const open = outcome === 'unknown' && step.transfer?.link !== true;
  return [...said, ...(open ? [words.why.open] : [])].join(' ');
}

/**
 * A reason without what nobody knows: where an argument is part of the base image's name, the other image is not known, and what it
 * sets may be the same.
 */
function certain(because: Because, step: Step, { offer }: Told): Because[] {
  const named = offer.change.kind === 'build-arg' && bottomOf(step.stage).image?.usedVariables.includes(offer.name);
  if (!named) return [because];
  if (because.kind === 'user' || because.kind === 'workdir') return [];
  if (because.kind !== 'variable') return [because];
  const names = because.names.filter((name) => step.variables[name]?.step !== undefined || step.variables[name]?.kind === 'arg');
  return names.length > 0 ? [{ ...because, names }] : [];
}

const isFresh = (outcome: StepOutcome | undefined): boolean => outcome === 'reruns' || outcome === 'unknown';

const staysLinked = (step: Step, { outcomes }: Told): boolean =>
  step.transfer?.link === true && step.stage.steps.slice(0, step.index).some((above) => isFresh(outcomes.get(above)));

/** Paths or names, the first few of them. */
function some(names: readonly string[]): string {
  const most = 4;
  const shown = names.slice(0, most).map((name) => shorten(name, 100));
  return names.length > most ? `${code(shown)}, ${words.why.more(names.length - most)}` : code(shown);
}

function sentence(because: Because, run: StepRun, told: Told): string {
  const { why } = words;
  const { keyword, transfer } = run.step;
  const argued = told.offer.change.kind === 'build-arg';
  switch (because.kind) {
    case 'files':
      return inlineHtml((keyword === 'RUN' ? why.mounts : figures.rerun.files)(some(because.paths)));
    case 'variable':
      return inlineHtml((keyword === 'RUN' ? figures.rerun.variable : why.epoch)(some(because.names)));
    case 'text':
      if (run.outcome === 'unknown' && transfer?.link) return why.linked;
      return transfer && !isExpanded(run.step) ? why.target : why.text;
    case 'user':
      return why.user;
    case 'workdir':
      return why.workdir;
    case 'above':
      return (told.outcomes.get(because.step) === 'reruns' ? why.above : why.aboveUnsure)(lineOf(because.step));
    case 'source-stage':
      return sourceSentence(because, run, told);
    case 'base-stage':
      return stageSentence(because, told, { none: why.base, sure: why.baseStep, unsure: why.baseStepUnsure });
    case 'source-image':
      return argued ? why.sourceNamed : inlineHtml(figures.rerun.image(some([because.image])));
    case 'base-image':
      return argued ? why.baseNamed : inlineHtml(figures.rerun.image(some([because.image])));
    case 'no-cache':
      return figures.rerun.asked;
  }
}

const isExpanded = ({ instruction: { body, flags } }: Step): boolean =>
  [body.text, ...flags.map(({ value }) => value ?? '')].some((text) => text.includes('$'));

interface Wordings {
  none: (stage: string) => string;
  sure: (stage: string, line: string) => string;
  unsure: (stage: string, line: string) => string;
}

function stageSentence({ stage, step }: { stage: Stage; step?: Step }, { outcomes }: Told, { none, sure, unsure }: Wordings): string {
  if (!step) return none(stageHtml(stage));
  return (outcomes.get(step) === 'reruns' ? sure : unsure)(stageHtml(stage), lineOf(step));
}

function sourceSentence(because: Because & { kind: 'source-stage' }, run: StepRun, told: Told): string {
  const { why } = words;
  if (because.sure) return why.source(stageHtml(because.stage));
  const said = stageSentence(because, told, { none: why.source, sure: why.sourceStep, unsure: why.sourceStepUnsure });
  return run.because.length === 1 && because.step && run.outcome === 'reruns' ? `${said} ${why.sameFiles}` : said;
}
