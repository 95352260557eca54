/** Goals on the suppression of one finding: that it is used, true, bound to a product, and dated. */
import { isFullDigest, readReference } from '../../../formats/commands/reference.ts';
import { fillIn } from '../../../formats/commands/variables.ts';
import type { Goal } from '../../exercise.ts';
import { listed } from '../words.ts';
import { type ExceptionGoal, each, fail, judged } from './exception-goal.ts';

const cve = (goal: ExceptionGoal): string => `\`${goal.vulnerability[0]}\``;

/** Some document that the scan reads speaks about the vulnerability. */
export function usesException(goal: ExceptionGoal): Goal {
  return judged(goal, ({ missing, documents, elsewhere, mislabelled, scans }, own, files) => {
    if (scans.length === 0)
      return fail('no-scan', `\`${goal.script}\` scans nothing any more. The finding is to be explained, not to be overlooked.`);
    if (own.length > 0) return { outcome: 'pass', message: `The scan reads what \`${own[0]?.file}\` says about ${cve(goal)}.` };
    if (missing.length > 0) return fail('file-missing', `The scan is told to read ${listed(missing)}, and there is no such file.`);
    if (elsewhere && mislabelled.length > 0)
      return fail(
        'attached-as-something-else',
        `${listed(mislabelled)} is attached to the image, and nothing says that it is a VEX document. The scanner asks the registry for such documents and finds none. Look at how an attestation gets its type.`,
      );
    if (elsewhere) return { outcome: 'unknown', message: 'The statement lies in a registry, which this page cannot look into.' };
    const idle = files.filter((file) => /vex|cdx|ignore|grype/.test(file) && !documents.has(file));
    return fail(
      'not-used',
      `No document that the scan reads says anything about ${cve(goal)}, so the scan stays red.${idle.length > 0 ? ` ${listed(idle)} ${idle.length === 1 ? 'lies' : 'lie'} there, and no flag names ${idle.length === 1 ? 'it' : 'them'}.` : ''} Look at how the scanner is told of a document.`,
    );
  });
}

interface Truth extends ExceptionGoal {
  /** OpenVEX justifications that the given facts bear out. */
  borneOut: string[];
  /** The installed version, which a `fixed` would deny: 'cross-spawn 7.0.3'. */
  installed: string;
}

/** What is said is a reason, and a true one. */
export function justifiesException(goal: Truth): Goal {
  return each(goal, 'The statement says why the finding does not apply, and the facts bear it out.', (statement) => {
    const { status, writtenStatus, justification, reason, portable, vulnerability, file } = statement;
    if (!portable && status === undefined) {
      if (reason) return undefined;
      return fail(
        'bare-id',
        `\`${vulnerability}\` stands in \`${file}\` without a word. In half a year nobody can tell whether it was looked at, or who to ask. It hides the finding all the same.`,
        statement,
      );
    }
    if (status === 'fixed')
      return fail(
        'fixed-but-same-version',
        `\`${writtenStatus}\` says that the product holds a repaired version. It still holds ${goal.installed}. The next reader will believe you.`,
        statement,
      );
    if (status === 'affected' || status === 'under_investigation')
      return fail(
        status,
        `\`${writtenStatus}\` is honest, and it hides nothing: the scan stays red. Read again what was found out about the package.`,
        statement,
      );
    if (status !== 'not_affected') return fail('no-status', `The statement has no status that a scanner could act on.`, statement);
    if (justification !== undefined && !goal.borneOut.includes(justification))
      return fail(
        'not-true',
        `\`${justification}\` says something else than what was found out: ${goal.installed} is in the image, and so is the weak function. Look for the justification that fits the facts.`,
        statement,
      );
    if (justification === undefined && !reason)
      return fail(
        'no-justification',
        '`not_affected` without a reason is a claim that nobody can check. OpenVEX and CycloneDX each have a short list of reasons; look for the one that fits.',
        statement,
      );
    return undefined;
  });
}

/** Who said it and when, or until when it holds. */
export function datesException(goal: ExceptionGoal & { /** ISO date the exercise was written for. */ on: string }): Goal {
  const latest = `${Number(goal.on.slice(0, 4)) + 1}${goal.on.slice(4)}`;
  return each(goal, 'It is on record who said it and when, or when it ends.', (statement) => {
    const { portable, author, timestamp, expires, reason, file } = statement;
    if (portable) {
      if (!author?.trim())
        return fail('no-author', `\`${file}\` does not say who makes the statement. Whoever reads it has nobody to ask.`, statement);
      if (!timestamp)
        return fail(
          'no-time',
          `\`${file}\` does not say when the statement was made, so nobody can tell whether it is still true.`,
          statement,
        );
      return undefined;
    }
    const end = expires ?? /\b\d{4}-\d{2}-\d{2}\b/.exec(reason ?? '')?.[0];
    if (end === undefined)
      return fail(
        'no-end',
        `The entry in \`${file}\` holds for ever. Exceptions outlive their reasons; look for a date after which somebody has to look again.`,
        statement,
      );
    if (end.slice(0, 10) <= goal.on)
      return fail('ended', `The entry in \`${file}\` ended on ${end}, so it hides nothing any more.`, statement);
    if (end.slice(0, 10) > latest)
      return fail(
        'too-long',
        `The entry in \`${file}\` holds until ${end}. Nobody will remember it then; within a year somebody should look again.`,
        statement,
      );
    return undefined;
  });
}

/** The scan still gates, and nothing but this finding is hidden. */
export function hidesNothingElse(
  goal: ExceptionGoal & { /** The image that is scanned. */ digest: string; repository: string; severities: string[] },
): Goal {
  return judged(goal, ({ scans, statements }, own) => {
    if (scans.length === 0) return fail('no-scan', `\`${goal.script}\` scans nothing any more.`);
    const other = statements.find((each) => !own.includes(each) && each.status !== 'affected' && each.status !== 'under_investigation');
    if (other)
      return fail('hides-more', `\`${other.vulnerability || 'a whole package'}\` is hidden as well, and nobody asked for that.`, other);
    const weak = (scan: (typeof scans)[number]): [string, string] | undefined => {
      if (scan.failsOnFindings === 'no') return ['no-exit-code', 'The scan no longer fails on findings, so it hides all of them.'];
      if (!scan.invocation.noticed) return ['not-checked', 'Nobody looks at the exit code of the scan any more, so it hides all findings.'];
      const missing = goal.severities.filter((severity) => !scan.severities.includes(severity));
      if (missing.length > 0)
        return ['threshold', `The scan now lets every finding of severity ${listed(missing)} pass, to be rid of one.`];
      const target =
        scan.target && readReference(fillIn(scan.target.text, scan.invocation.variables).replace(/^(?:image|local|registry):\/\//, ''));
      if (!target || target.kind === 'unknown') return undefined;
      if (
        target.repository !== goal.repository ||
        (target.digest !== undefined && isFullDigest(target.digest) && target.digest !== goal.digest)
      )
        return ['other-image', `\`${target.text}\` is another image than the one with the finding.`];
      return undefined;
    };
    const found = scans.map(weak);
    const first = found.find((each) => each !== undefined);
    if (found.some((each) => each === undefined) || !first) return { outcome: 'pass', message: 'Every other finding still stops the run.' };
    const scan = scans[found.indexOf(first)];
    return { ...fail(first[0], first[1]), ...(scan ? { findings: [{ file: goal.script, span: scan.span, message: first[1] }] } : {}) };
  });
}

/** No document that the scan reads is refused. `except`: rules that other goals speak about. */
export function readsExceptions(goal: ExceptionGoal & { except: string[] }): Goal {
  return judged({ ...goal }, ({ documents }) => {
    for (const [file, { diagnostics }] of documents) {
      const first = diagnostics.find(({ severity, rule }) => severity === 'error' && !goal.except.includes(rule));
      if (first)
        return {
          outcome: 'fail',
          mistake: first.rule,
          message: `\`${file}\` cannot be used because of line ${first.line}. ${first.message}`,
          findings: [{ file, span: first.span, message: first.message }],
        };
    }
    return { outcome: 'pass', message: 'The scanner can read every document.' };
  });
}

/** Polish: others can use the statement too. */
export function sharesException(goal: ExceptionGoal): Goal {
  return each(goal, 'Customers and other scanners can use the statement too.', (statement) =>
    statement.portable
      ? undefined
      : fail(
          'local-only',
          `\`${statement.file}\` is read by one scanner in one repository. Whoever scans your image elsewhere sees the finding again, without your reason. A VEX document travels with the image.`,
          statement,
        ),
  );
}
