/** What a scaffold writes. Paths are relative to the project's folder. */
export interface Scaffold {
  /** New files; none of them may be there already. */
  files: Record<string, string>;
  /** Files that change, with their whole new text. */
  changes?: Record<string, string>;
  /** What to do next. */
  next: string;
}
