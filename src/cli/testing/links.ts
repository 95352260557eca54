import { LinkChecker, type LinkResult, LinkState } from 'linkinator';
import { serveFolder, tidyBase } from '../static-server.ts';
import { pagesOf } from './pages.ts';
import { type Result, verdict } from './step.ts';

/**
 * Follows every link and fragment of a built site from its home page, then those of pages that nothing links to.
 * Links to other hosts are counted, not followed: tests need no network.
 */
export async function checkLinks(site: string, base = '/'): Promise<Result> {
  const server = await serveFolder({ folder: site, base });
  try {
    const home = `${server.origin}${tidyBase(base)}`;
    const check = async (path: string[]): Promise<LinkResult[]> => {
      if (path.length === 0) return [];
      const linksToSkip = async (link: string) => !link.startsWith(`${server.origin}/`);
      return (await new LinkChecker().check({ path, recurse: true, checkFragments: true, checkCss: true, concurrency: 20, linksToSkip }))
        .links;
    };
    const pages = pagesOf(site, base).map(({ path }) => `${home}${path}`);
    const links = await check([home]);
    const reached = new Set(links.map(({ url }) => url.replace(/#.*$/, '')));
    // All pages as starting points of one crawl would hide links: linkinator does not report a link to an address it was given.
    const orphans = pages.filter((page) => !reached.has(page));
    return judge([...links, ...(await check(orphans))], pages.length, home);
  } finally {
    await server.close();
  }
}

/** Zero links followed is a failure too: a checker that looked at nothing has proved nothing. */
function judge(links: LinkResult[], pages: number, home: string): Result {
  const short = (url = '') => url.replace(home, '/');
  // Pages it was told to start from have no parent: they are no links.
  const followed = links.filter((link) => link.state !== LinkState.SKIPPED && link.parent);
  const outside = links.filter((link) => link.state === LinkState.SKIPPED).length;
  const broken = links.filter((link) => link.state === LinkState.BROKEN);
  const lines = broken.map((link) => `${short(link.url)} (${link.status ?? 'no answer'}) on ${short(link.parent)}`);
  if (followed.length === 0) lines.push('No link was followed: the check looked at nothing.');
  const summary = `${followed.length} linked addresses on ${pages} pages, ${broken.length} broken (${outside} to other hosts not followed)`;
  return verdict(lines.length === 0, summary, lines.join('\n'));
}
