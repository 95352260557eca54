const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An ISO day as people write it: '2026-11-23' gives '23 Nov 2026', and a month '2026-08' gives 'Aug 2026'. Anything else comes back as it is. */
export function showDate(iso: string): string {
  const [, year, month = '', day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)/.exec(iso) ?? [];
  const name = months[Number(month) - 1];
  return name ? `${day ? `${Number(day)} ` : ''}${name} ${year}` : iso;
}
