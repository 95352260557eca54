/** Goals on what crosses to the builder: `.dockerignore` run over the exercise's context listing. */
import type { ContextFile, Workspace } from '../../../build/workspace.ts';
import { type Ignore, parseIgnore } from '../../../formats/dockerignore.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { listed, size } from '../words.ts';

interface ContextGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** Which files of the listing the goal is about, written as ignore patterns: `**` + `/node_modules`, `!**` + `/.env.example`. */
  matching: string;
  /** Why it matters, one sentence. */
  why: string;
  /** Shown when it holds. */
  praise: string;
  /** Dockerfile whose ignore file is in force; 'Dockerfile' where absent. */
  dockerfile?: string;
}

/** Nothing that matches may be sent to the builder. */
export function staysOut(goal: ContextGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const { wanted, ignore } = look(goal, workspace);
      const leaking = wanted.filter((file) => !leavesOut(ignore.rules, file));
      if (leaking.length === 0) return { outcome: 'pass', message: goal.praise, reasons: wanted.map((file) => reason(ignore, file)) };
      return leak(goal, ignore, wanted, leaking);
    },
  };
}

/** Everything that matches must be sent to the builder. */
export function staysIn(goal: ContextGoal): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const { wanted, ignore } = look(goal, workspace);
      const missing = wanted.filter((file) => leavesOut(ignore.rules, file));
      if (missing.length === 0) return { outcome: 'pass', message: goal.praise, reasons: wanted.map((file) => reason(ignore, file)) };
      return dropped(goal, ignore, missing);
    },
  };
}

const pick = ({ id, kind, title }: ContextGoal) => ({ id, kind, title });

interface InForce {
  path: string;
  rules: Ignore;
}

function look(goal: ContextGoal, workspace: Workspace): { wanted: ContextFile[]; ignore: InForce } {
  const matcher = parseIgnore(goal.matching);
  const found = workspace.ignore(goal.dockerfile);
  return {
    wanted: (workspace.context ?? []).filter((file) => leavesOut(matcher, file)),
    ignore: { path: found.path ?? '.dockerignore', rules: found.rules },
  };
}

/** A folder listed as one entry stands for what is in it: a pattern for its children (`node_modules/*`) empties it as well. */
function leavesOut(rules: Ignore, file: ContextFile): boolean {
  return rules.excludes(probe(file));
}
const probe = (file: ContextFile) => (file.path.endsWith('/') ? `${file.path}a-file-inside` : file.path);

function reason(ignore: InForce, file: ContextFile): Reason {
  const at = ignore.rules.decidedBy(probe(file));
  const pattern = at === undefined ? undefined : ignore.rules.patterns[at];
  if (!pattern) return { file: ignore.path, text: `\`${file.path}\`: no pattern matches, so it is sent` };
  return {
    file: ignore.path,
    span: pattern.span,
    text: `\`${file.path}\`: \`${pattern.text}\` is the last match, so it ${pattern.negated ? 'is sent' : 'stays out'}`,
  };
}

function leak(goal: ContextGoal, ignore: InForce, wanted: ContextFile[], leaking: ContextFile[]): Judgement {
  const total = leaking.reduce((sum, file) => sum + file.bytes, 0);
  const what = `${listed(leaking.map((file) => file.path))} still ${leaking.length === 1 ? 'goes' : 'go'} to the builder${total >= 1e6 ? ` (${size(total)})` : ''}. ${goal.why}`;
  const reasons = wanted.map((file) => reason(ignore, file));
  const back = leaking
    .map((file) => ignore.rules.decidedBy(probe(file)))
    .find((at) => at !== undefined && ignore.rules.patterns[at]?.negated);
  const returning = back === undefined ? undefined : ignore.rules.patterns[back];
  if (returning) {
    return {
      outcome: 'fail',
      mistake: 'taken-back-in',
      message: `${what} \`${returning.text}\` takes a path back in with everything below it, and the last pattern that matches wins. What must stay out has to come after it.`,
      findings: [mark(ignore, returning.span, `\`${returning.text}\` lets ${listed(leaking.map((file) => file.path))} back in.`)],
      reasons,
    };
  }
  const rooted = ignore.rules.patterns.find((pattern) => !pattern.negated && leaking.some((file) => matchesDeeper(pattern.text, file)));
  if (rooted) {
    return {
      outcome: 'fail',
      mistake: 'anchored-at-root',
      message: `${what} \`${rooted.text}\` is anchored at the root of the context: unlike in .gitignore, it says nothing about folders further down. Look at what \`**\` means in a pattern.`,
      findings: [
        mark(
          ignore,
          rooted.span,
          `\`${rooted.text}\` holds at the root only: ${listed(leaking.map((file) => file.path))} ${leaking.length === 1 ? 'is' : 'are'} not covered.`,
        ),
      ],
      reasons,
    };
  }
  return {
    outcome: 'fail',
    mistake: 'not-covered',
    message: `${what} No pattern in \`${ignore.path}\` matches ${leaking.length === 1 ? 'it' : 'them'}.`,
    findings: [],
    reasons,
  };
}

/** Whether a pattern would match if it held at any depth. */
function matchesDeeper(pattern: string, file: ContextFile): boolean {
  const bare = pattern.replace(/^\.?\/+/, '');
  return !bare.startsWith('**') && parseIgnore(`**/${bare}`).excludes(probe(file));
}

function dropped(goal: ContextGoal, ignore: InForce, missing: ContextFile[]): Judgement {
  const patterns = ignore.rules.patterns;
  const at = missing.map((file) => ignore.rules.decidedBy(probe(file))).find((index) => index !== undefined);
  const culprit = at === undefined ? undefined : patterns[at];
  const names = listed(missing.map((file) => file.path));
  const reasons = missing.map((file) => reason(ignore, file));
  const said = `${names} ${missing.length === 1 ? 'stays' : 'stay'} out of the context. ${goal.why}`;
  if (!culprit || at === undefined) return { outcome: 'fail', message: said, reasons };
  const early = patterns
    .slice(0, at)
    .find((pattern) => pattern.negated && missing.some((file) => parseIgnore(pattern.text.replace(/^!\s*/, '')).excludes(probe(file))));
  if (early) {
    return {
      outcome: 'fail',
      mistake: 'exception-too-early',
      message: `${said} \`${early.text}\` stands before \`${culprit.text}\`, and the last pattern that matches wins: an exception has to come after what it is an exception to.`,
      findings: [
        mark(ignore, early.span, `\`${early.text}\` is overruled by \`${culprit.text}\` further down.`),
        mark(ignore, culprit.span, `\`${culprit.text}\` is the last match for ${names}.`),
      ],
      reasons,
    };
  }
  return {
    outcome: 'fail',
    mistake: 'needed-file-dropped',
    message: `${said} \`${culprit.text}\` matches more than it was meant for.`,
    findings: [mark(ignore, culprit.span, `\`${culprit.text}\` also drops ${names}.`)],
    reasons,
  };
}

const mark = (ignore: InForce, span: Finding['span'], message: string): Finding => ({ file: ignore.path, span, message });
