import { ownPaths } from '../../course/own.ts';

/** Id of the editor of a tab. */
export const editorId = (index: number): string => `own-file-${index}`;

/** Address on the page of a file's editor. */
export const editorAddress = (file: string): string => `#${editorId(Math.max(0, ownPaths.indexOf(file as (typeof ownPaths)[number])))}`;
