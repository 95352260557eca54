/**
 * Names that mean nothing by themselves: an exercise asks the same with any other of its family. None of them is a word that Docker,
 * a package manager, a catalogued image or our engine gives a meaning to. What has one (users of an image, ports a program listens on
 * by itself, variables it reads) is not here, or is kept out by `unless`.
 */
export interface Family {
  /** Names in exercises that may be exchanged. */
  names: string[];
  /** What may stand in their place. */
  others: string[];
  /** Exchanged in running text too. Without it only in code: the word is also an English one. */
  prose?: true;
  /** Only as the name of a program's file, before its ending: `server` in `dist/server.js`, never in "the server". */
  file?: true;
  /** Not where the exercise speaks of this: the name then has a meaning. */
  unless?: RegExp;
}

export const families: Family[] = [
  // Who it belongs to.
  { names: ['acme'], others: ['fernhill', 'kestrel', 'larkspur', 'oakmere'], prose: true },
  { names: ['shop'], others: ['cinema', 'library', 'museum', 'bakery'] },
  { names: ['bank'], others: ['broker', 'insurer', 'treasury'] },
  // What it is about.
  { names: ['orders'], others: ['bookings', 'parcels', 'tickets', 'shipments'] },
  { names: ['invoices'], others: ['receipts', 'payslips', 'reminders'], prose: true },
  { names: ['totals'], others: ['subtotals', 'averages', 'balances'] },
  { names: ['ledger'], others: ['payroll', 'cashbook', 'daybook'], prose: true },
  { names: ['tariffs'], others: ['discounts', 'coupons', 'surcharges'], prose: true },
  { names: ['prices'], others: ['offers', 'bargains', 'catalogues'] },
  { names: ['rates'], others: ['fares', 'yields', 'premiums'] },
  { names: ['quotes'], others: ['estimates', 'tenders', 'proposals'] },
  { names: ['thumbs'], others: ['avatars', 'posters', 'banners'], prose: true },
  { names: ['uploads'], others: ['photos', 'drawings', 'letters'] },
  { names: ['fonts'], others: ['icons', 'stencils', 'patterns'] },
  { names: ['countries'], others: ['cities', 'rivers', 'islands'] },
  { names: ['slots'], others: ['seats', 'tables', 'rooms'] },
  // Services and containers.
  { names: ['worker'], others: ['runner', 'courier', 'digester'], prose: true },
  { names: ['web'], others: ['portal', 'storefront', 'edge'] },
  { names: ['api'], others: ['backend', 'gateway', 'desk'] },
  { names: ['db'], others: ['pg', 'records', 'primary'] },
  { names: ['exporter'], others: ['collector', 'reporter', 'sampler'] },
  { names: ['report'], others: ['summary', 'digests', 'overview'] },
  { names: ['feedback'], others: ['survey', 'ratings', 'comments'] },
  // Program files.
  { names: ['server'], others: ['main', 'service', 'start'], file: true },
  { names: ['lookup'], others: ['finder', 'resolver', 'locator'], file: true },
  // Numbers that somebody chose.
  { names: ['3000'], others: ['4000', '3100', '5050'], prose: true },
  { names: ['8080'], others: ['8088', '8181', '9080'], prose: true, unless: /nginx|spring|java|jre|tomcat|httpd|caddy/i },
  { names: ['9090'], others: ['9191', '9290', '9909'], prose: true },
  { names: ['10001'], others: ['10101', '12345', '20001'], prose: true },
  // Variables of the exercise's own.
  { names: ['GIT_SHA'], others: ['BUILD_COMMIT', 'SOURCE_REVISION', 'COMMIT_ID'], prose: true },
  { names: ['UPLOAD_DIR'], others: ['PHOTO_DIR', 'LETTER_DIR', 'MEDIA_DIR'], prose: true },
];
