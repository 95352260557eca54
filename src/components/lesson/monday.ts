import { lesson } from '../../course/strings/index.ts';

/** The heading that `<Monday>` brings, for the table of contents: Markdown does not see it. */
export const monday = { depth: 2, slug: 'monday', text: lesson.monday };
