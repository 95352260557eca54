/** Where rules and lessons live on this site: worked out at build time, carried in the page as a little JSON, read in the browser. */
import type { Rule } from '#engine';

/** Where rules and lessons live on this site. */
export interface Places {
  /** Address of a rule's page; undefined where it has none: what Docker refuses is no rule. */
  rulePage(id: string): string | undefined;
  /** The lesson that teaches a rule, or explains a refusal; undefined where none does. */
  lesson(rule: string): { title: string; href: string } | undefined;
  /** Address of a file's editor on the page. */
  editor(file: string): string;
}

/** What the page carries: each lesson once, and for each name its index among them. */
export interface PlacesData {
  /** Title, and path for `url()`. */
  lessons: [title: string, path: string][];
  /** By id of the rule, all rules; -1 where no lesson teaches it. */
  rules: Record<string, number>;
  /** By name of a finding that is no rule and has no page; only those that a lesson explains. */
  refusals: Record<string, number>;
}

interface CourseModule {
  slug: string;
  lessons: readonly { slug: string; title: string; path: string }[];
}

const pasted = 'the-build-as-a-graph/only-what-runs';

/** Findings of the parser and the builder that a lesson explains, as 'module/lesson'. Those of rules stand with the rules. */
const explained: Record<string, string> = {
  'option-read-as-source': pasted,
  'typographic-dash': pasted,
  'typographic-quotes': pasted,
};

/**
 * What a page has to carry.
 * @param rules of the engine
 * @param modules of the course: of `course()` or of an outline
 * @throws where a rule names a lesson that the course does not have: the build stops with the file and what to write
 */
export function placesData(rules: readonly Pick<Rule, 'id' | 'lesson'>[], modules: readonly CourseModule[]): PlacesData {
  const all = new Map<string, CourseModule['lessons'][number]>(
    modules.flatMap(({ slug, lessons }) => lessons.map((lesson) => [`${slug}/${lesson.slug}`, lesson] as const)),
  );
  const data: PlacesData = { lessons: [], rules: {}, refusals: {} };
  const indices = new Map<string, number>();
  const indexOf = (name: string, file: string): number => {
    const known = indices.get(name);
    if (known !== undefined) return known;
    const lesson = all.get(name);
    if (!lesson) throw new Error(`${file}: there is no lesson "${name}". Take one of: ${[...all.keys()].join(', ')}.`);
    const index = data.lessons.push([lesson.title, lesson.path]) - 1;
    indices.set(name, index);
    return index;
  };
  for (const { id, lesson } of rules) data.rules[id] = lesson === undefined ? -1 : indexOf(lesson, `src/engine/rules/${id}.ts, lesson`);
  for (const [name, lesson] of Object.entries(explained)) data.refusals[name] = indexOf(lesson, 'src/components/own/places.ts');
  return data;
}

/**
 * The places as the page carries them. What is missing or of the wrong kind is left out; it never throws.
 * @param json text of a `PlacesData`
 * @param base path that the site lies under: '/', '/course/'
 * @param editor address of a file's editor on the page
 */
export function readPlaces(json: string, base: string, editor: (file: string) => string = () => '#own'): Places {
  const { lessons, rules, refusals } = readData(json);
  const url = (path: string) => base.replace(/\/*$/, '/') + path.replace(/^\/+/, '');
  return {
    rulePage: (id) => (rules.has(id) ? url(`rules/${id}/`) : undefined),
    lesson(rule) {
      const lesson = lessons[rules.get(rule) ?? refusals.get(rule) ?? -1];
      return lesson && { title: lesson[0], href: url(lesson[1]) };
    },
    editor,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isLesson = (value: unknown): value is [string, string] =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string';

const indicesIn = (value: unknown): Map<string, number> =>
  new Map(isRecord(value) ? Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number') : []);

function readData(json: string) {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    // Findings can be read without addresses, too.
  }
  const { lessons, rules, refusals } = isRecord(data) ? data : {};
  return {
    // A lesson that cannot be read keeps its number: the others are found by theirs.
    lessons: Array.isArray(lessons) ? lessons.map((lesson: unknown) => (isLesson(lesson) ? lesson : undefined)) : [],
    rules: indicesIn(rules),
    refusals: indicesIn(refusals),
  };
}
