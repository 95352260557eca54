/** Ids of an exercise's parts on a page. Numbered, since a path is no id. Tabs and panes get theirs in the page: see `element.ts`. */
export const prefixOf = (slug: string): string => `ex-${slug}`;
export const editorId = (slug: string, index: number): string => `${prefixOf(slug)}-file-${index}`;
/** The address of a goal in a verdict, so that it can be linked to. */
export const goalId = (slug: string, goal: string): string => `${prefixOf(slug)}-goal-${goal}`;
