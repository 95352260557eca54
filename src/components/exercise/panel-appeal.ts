/** *I think I'm right*: the report, to read, to copy, and where the site names an address, to open as an issue. */
import { help, appeal as words } from '../../course/strings/index.ts';
import { escapeHtml } from '../html.ts';
import { headingHtml } from './panel-help.ts';
import { issueAddress, reportMarkdown } from './report.ts';
import type { Workbench } from './workbench.ts';

/** Where issues are opened: set when the site is built. */
const issues: string | undefined = import.meta.env.PUBLIC_ISSUES_URL;

/** The report on the files as they were graded last; empty before the first verdict. */
const reportOf = ({ exercise, attempt, grade }: Workbench, browser: boolean): string =>
  grade ? reportMarkdown(exercise, attempt.files, grade, browser ? { browser: navigator.userAgent } : {}) : '';

export function appealHtml(bench: Workbench, browser: boolean): string {
  const report = reportOf(bench, browser);
  const { slug } = bench.exercise;
  const issue = issueAddress(issues, words.title(slug), report, words.paste);
  const link = issue
    ? `<a class="button" href="${escapeHtml(issue.href)}" target="_blank" rel="noopener">${issue.whole ? words.open : words.openShort}</a>`
    : '';
  const id = `${bench.host.id}-report`;
  return `<div class="appeal">${headingHtml(bench, help.appeal)}<p>${words.intro}</p><label for="${id}">${words.text}</label><textarea id="${id}" rows="10" readonly>${escapeHtml(report)}</textarea><label class="option"><input type="checkbox" data-browser data-focus="browser"${browser ? ' checked' : ''}><span>${words.browser}</span></label><p class="appeal-buttons"><button type="button" class="button" data-do="copy-report" data-focus="copy-report">${words.copy}</button> ${link} <span class="copied"></span></p></div>`;
}

/** Copies the report, or selects it where the browser will not, and says which. */
export async function copyReport(bench: Workbench, browser: boolean): Promise<void> {
  const said = bench.host.querySelector('.copied');
  let text: string = words.copied;
  try {
    await navigator.clipboard.writeText(reportOf(bench, browser));
  } catch {
    bench.host.querySelector<HTMLTextAreaElement>('.appeal textarea')?.select();
    text = words.notCopied;
  }
  if (said) said.textContent = text;
  bench.say(text);
}
