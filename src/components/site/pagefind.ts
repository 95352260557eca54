/** The search index of the built site, asked by kind. Nothing of it is loaded before the first question. */

/** Kinds in the order they are shown where they fit equally well. */
export const kinds = ['lesson', 'term', 'exercise', 'rule', 'page'] as const;
export type Kind = (typeof kinds)[number];

interface Found {
  url: string;
  meta: { title?: string };
  excerpt: string;
  sub_results: { title: string; url: string; excerpt: string; weighted_locations?: { balanced_score: number }[] }[];
}
interface Result {
  score: number;
  data(): Promise<Found>;
}
interface Pagefind {
  options(options: { baseUrl: string; noWorker: boolean; excerptLength: number }): Promise<void>;
  search(words: string, options: { filters: { kind: Kind } }): Promise<{ results: Result[] }>;
}

/** One place that answers: the page, or the section of it that answers best. */
export interface Hit {
  url: string;
  title: string;
  section?: string;
  /** Its text around the words, with `<mark>` around each. Foreign HTML: not for `innerHTML`. */
  excerpt: string;
}

export interface Group {
  kind: Kind;
  count: number;
  /** The hits from `from` on, at most `count` of them. */
  hits(from: number, count: number): Promise<Hit[]>;
}

const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');
let loading: Promise<Pagefind> | undefined;

async function load(): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await pagefind.options({ baseUrl: base, noWorker: true, excerptLength: 24 });
  return pagefind;
}

function toHit({ url, meta, excerpt, sub_results: sections }: Found): Hit {
  const weight = ({ weighted_locations: at = [] }: Found['sub_results'][number]) => at.reduce((sum, one) => sum + one.balanced_score, 0);
  const best = [...sections].sort((a, b) => weight(b) - weight(a))[0];
  const title = meta.title ?? url;
  if (!best || best.url === url || best.title === title) return { url, title, excerpt: best?.excerpt ?? excerpt };
  return { url: best.url, title, section: best.title, excerpt: best.excerpt };
}

/**
 * What answers, by kind, best kind first. Kinds without an answer are left out.
 * @throws where the index cannot be loaded; the next call tries again.
 */
export async function find(words: string): Promise<Group[]> {
  loading ??= load();
  try {
    const pagefind = await loading;
    const answers = await Promise.all(
      kinds.map(async (kind) => ({ kind, results: (await pagefind.search(words, { filters: { kind } })).results })),
    );
    return answers
      .filter(({ results }) => results.length > 0)
      .sort((a, b) => (b.results[0]?.score ?? 0) - (a.results[0]?.score ?? 0))
      .map(({ kind, results }) => ({
        kind,
        count: results.length,
        hits: async (from, count) => (await Promise.all(results.slice(from, from + count).map((result) => result.data()))).map(toHit),
      }));
  } catch (error) {
    loading = undefined;
    throw error;
  }
}
