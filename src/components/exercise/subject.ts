/** What a page knows of an exercise without loading it: read from its element, where the build has put it. */
export interface Subject {
  slug: string;
  title: string;
  version: number;
  /** Paths the learner may change, in tab order. */
  editable: string[];
  /** Paths the learner may add. */
  optional: string[];
  /** How many goals must hold. */
  goals: number;
}

/** The exercise's element, as the bench uses it. */
export interface ExerciseHost extends HTMLElement {
  /** Ties tabs and panes together again, where some were added. */
  wire(): void;
}

export function subjectOf(host: HTMLElement): Subject {
  const panes = [...host.querySelectorAll<HTMLElement>('.pane[data-file]')];
  const paths = (optional: boolean) =>
    panes.filter((pane) => (pane.dataset.optional !== undefined) === optional).map((pane) => pane.dataset.file ?? '');
  return {
    slug: host.dataset.slug ?? '',
    title: host.dataset.title ?? '',
    version: Number(host.dataset.version),
    editable: paths(false),
    optional: paths(true),
    goals: Number(host.dataset.goals),
  };
}
