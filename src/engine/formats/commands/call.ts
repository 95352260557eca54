/** One call of a tool, taken apart: what the typed views are made from. */
import type { Command, ShellWord } from '../../shell/command.ts';
import type { Span } from '../../source.ts';
import type { FlagUse } from './argv.ts';
import type { Environment } from './variables.ts';

/** One call of a tool that we know. */
export interface Call {
  /** 'docker', 'trivy', … without folders. */
  tool: string;
  /** Canonical name: `docker buildx build`, `docker image build` and `docker build` are all 'docker build'. '' where the next word is no command. */
  name: string;
  /** Flags of the command and of the groups before it, in order. */
  flags: FlagUse[];
  operands: ShellWord[];
  /** Words that may hold further flags (`$OPTS`): a flag that is not seen may still be given. */
  open: ShellWord[];
  /** Assignments before the command, and exported ones above it: name → value. */
  env: Environment;
  /** Shell variables that it can use, exported or not. */
  variables: Environment;
  /** As the shell sees it: how it is joined, whether its failure is noticed. */
  command: Command;
  /** Whether its failure stops the script: by the shell, or because the script asks and leaves (`if ! scan; then exit 1; fi`). */
  noticed: boolean;
  span: Span;
}
