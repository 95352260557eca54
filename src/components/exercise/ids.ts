/** Ids of an exercise's parts on a page. Numbered, since a path is no id. Tabs and panes get theirs in the page: see `element.ts`. */
export const prefixOf = (slug: string): string => `ex-${slug}`;
export const editorId = (slug: string, index: number): string => `${prefixOf(slug)}-file-${index}`;
/** The id of a goal in a verdict, so that it can be linked to. `exercise` is the id of the exercise's element. */
export const goalId = (exercise: string, goal: string): string => `${exercise}-goal-${goal}`;
