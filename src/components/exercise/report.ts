/** *I think I'm right*: how a verdict came about, as a text to hand on. Nothing is sent from here. */
import type { Files, GoalResult, Grade, Reason } from '#engine';
import type { Subject } from './subject.ts';

export interface ReportOptions {
  /** The browser's own name for itself; left out unless the learner asks for it. */
  browser?: string;
}

/** A fence that no line of the text can close. */
const fenceFor = (text: string) => '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

function placeOf(files: Files, { file, span }: Reason): string {
  return span && files[file] !== undefined ? `${file}:${lineOf(files[file], span.start)}` : file;
}

function goalText(goal: GoalResult, files: Files): string {
  const words = { pass: 'holds', fail: 'does not hold', unknown: 'cannot be told' }[goal.outcome];
  const mistake = goal.mistake ? ` (\`${goal.mistake}\`)` : '';
  const found = goal.diagnostics.map((place) => `  - ${place.file}:${place.line}: marked`);
  const trace = goal.reasons.map((reason) => `  - ${placeOf(files, reason)}: ${reason.text}`);
  return [`- **${goal.id}** ${words}${mistake}: ${goal.message}`, ...found, ...trace].join('\n');
}

/** The report as Markdown: exercise and engine with their versions, the files, and for each goal line → value → rule. */
export function reportMarkdown(
  exercise: Pick<Subject, 'slug' | 'version'>,
  files: Files,
  grade: Grade,
  options: ReportOptions = {},
): string {
  const texts = Object.entries(files).map(([path, text]) => {
    const fence = fenceFor(text);
    return `### \`${path}\`\n\n${fence}\n${text.replace(/\n$/, '')}\n${fence}`;
  });
  const problems = grade.problems.map(({ file, line, rule, message }) => `- ${file}:${line} \`${rule}\`: ${message}`);
  const facts = [
    `- exercise: \`${exercise.slug}\`, version ${exercise.version}`,
    `- engine: ${grade.engine}`,
    `- verdict: ${grade.verdict}`,
    ...(options.browser ? [`- browser: ${options.browser}`] : []),
  ];
  return [
    '## What I think is right',
    '(Say in your own words which goal should hold, and why.)',
    '## What was graded',
    facts.join('\n'),
    ...(texts.length > 0 ? ['## Files', ...texts] : []),
    '## How it was decided',
    ...(problems.length > 0 ? [problems.join('\n')] : []),
    ...(grade.goals.length > 0 ? [grade.goals.map((goal) => goalText(goal, files)).join('\n')] : ['No goal was judged.']),
  ].join('\n\n');
}

/** Longer addresses are refused by some servers and browsers. Counted in characters, as sent. */
export const longestAddress = 6000;

/**
 * The address of a new issue with the report in it. Where that would be too long, the issue holds `instead` and the report has to be
 * pasted: `whole` says which.
 * @returns undefined where no address is set, or it is none.
 */
export function issueAddress(
  to: string | undefined,
  title: string,
  report: string,
  instead: string,
): { href: string; whole: boolean } | undefined {
  if (!to || !URL.canParse(to)) return undefined;
  const withBody = (body: string) => {
    const address = new URL(to);
    address.searchParams.set('title', title);
    address.searchParams.set('body', body);
    return address.href;
  };
  const href = withBody(report);
  return href.length <= longestAddress ? { href, whole: true } : { href: withBody(instead), whole: false };
}
