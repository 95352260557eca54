/** The `# check=` directive and the comment of the same form above an instruction (moby/buildkit linter/linter.go). */
import { quote } from '../dockerfile/problems.ts';

/** Which of BuildKit's checks run. */
export interface CheckOptions {
  skip: 'all' | ReadonlySet<string>;
  experimental: 'all' | ReadonlySet<string>;
  /** Findings fail the build. */
  error: boolean;
}

const nothing: CheckOptions = { skip: new Set(), experimental: new Set(), error: false };

/** Reads `skip=A,B;experimental=C;error=true`. The error is one sentence: BuildKit refuses the file then. */
export function checkOptions(text: string | undefined): CheckOptions | { error: string } {
  if (!text?.trim()) return nothing;
  let options = nothing;
  for (const part of splitThree(text)) {
    const equals = part.indexOf('=');
    const key = (equals < 0 ? part : part.slice(0, equals)).trim();
    const value = part.slice(equals + 1).trim();
    if (equals < 0 || !['skip', 'experimental', 'error'].includes(key)) {
      return { error: `${quote(part)} is no option of the \`check\` directive: there are \`skip=\`, \`experimental=\` and \`error=\`.` };
    }
    if (key !== 'error') options = { ...options, [key]: value === 'all' ? 'all' : new Set(value.split(',').map((name) => name.trim())) };
    else if (/^(1|t|T|TRUE|true|True)$/.test(value)) options = { ...options, error: true };
    else if (!/^(0|f|F|FALSE|false|False)$/.test(value))
      return { error: `${quote(part)} in the \`check\` directive is neither \`true\` nor \`false\`.` };
  }
  return options;
}

/** As Go's SplitN with three: what follows the second `;` stays in one piece. */
function splitThree(text: string): string[] {
  const parts = text.split(';');
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(';')];
}
