/** Ids of an exercise's parts on a page. Numbered, since a path is no id. */
export const prefixOf = (slug: string): string => `ex-${slug}`;
export const tabId = (slug: string, index: number): string => `${prefixOf(slug)}-tab-${index}`;
export const paneId = (slug: string, index: number): string => `${prefixOf(slug)}-pane-${index}`;
export const editorId = (slug: string, index: number): string => `${prefixOf(slug)}-file-${index}`;
