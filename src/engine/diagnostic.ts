import type { Span } from './source.ts';

/** How bad a finding is: `error` breaks the build or the promise made, `warning` is a likely fault, `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** A change to one file that would cure a finding. Spans are in the text that was judged; edits do not overlap. */
export interface Fix {
  /** What the button says, as an order: "Write two hyphens". */
  title: string;
  edits: { span: Span; text: string }[];
}

/** One finding, whoever found it: the parser, the resolver, a rule or an exercise's goal. */
export interface Diagnostic {
  /** Kebab-case id, also the rule's file name and page: `use-exec-form`. What cannot be read has ids too: `unknown-instruction`. */
  rule: string;
  /** The same finding's names elsewhere: `DL3025`, `JSONArgsRecommended`, `DS-0002`. */
  aka: string[];
  severity: Severity;
  /** Whether `docker build` itself would stop here, before running anything. */
  stopsBuild: boolean;
  /** Path in the workspace. */
  file: string;
  /** UTF-16 offsets into that file. */
  span: Span;
  /** 1-based line of the instruction that is judged (of the word, where BuildKit names its line). */
  line: number;
  /** What is there in the learner's own words, why it matters, what would be right. Plain text; `code` between backticks. */
  message: string;
  fix?: Fix;
}
