/** When a release line stops getting fixes. Only lines whose day is published; a line that is not here is not known to have ended. */

export interface Lifecycle {
  /** Image name, `*` for any run of characters. */
  name: string;
  /** Tags of the line; '*' where the name itself tells. */
  tags: string[];
  /** Last day with fixes, ISO date; the last day of the month where only a month is published. */
  date: string;
  source: string;
}

/** `20` stands for '20', '20-…' and '20.…'. */
const line = (...versions: string[]): string[] => versions.flatMap((version) => [version, `${version}-*`, `${version}.*`]);

const lines = (name: string, source: string, ends: Record<string, string[]>): Lifecycle[] =>
  Object.entries(ends).map(([date, versions]) => ({ name, tags: line(...versions), date, source }));

const nodeSource = 'https://github.com/nodejs/Release#release-schedule';

/** As known on 2026-11-23: the Node.js dates were read at their source, most others are general knowledge with the page that would settle them. */
export const lifecycles: readonly Lifecycle[] = [
  ...lines('node', nodeSource, {
    '2022-04-30': ['12', 'erbium'],
    '2023-04-30': ['14', 'fermium'],
    '2023-06-01': ['19'],
    '2023-09-11': ['16', 'gallium'],
    '2024-06-01': ['21'],
    '2025-04-30': ['18', 'hydrogen'],
    '2025-06-01': ['23'],
    '2026-04-30': ['20', 'iron'],
    '2026-06-01': ['25'],
    '2027-04-30': ['22', 'jod'],
    '2028-04-30': ['24', 'krypton'],
  }),
  ...[
    ['16', '2023-09-11'],
    ['18', '2025-04-30'],
    ['20', '2026-04-30'],
  ].map(
    ([version, date]): Lifecycle => ({ name: `gcr.io/distroless/nodejs${version}*`, tags: ['*'], date: date ?? '', source: nodeSource }),
  ),
  ...['nodejs*-debian12', 'java*-debian12'].map(
    (name): Lifecycle => ({
      name: `gcr.io/distroless/${name}`,
      tags: ['*'],
      date: '2026-01-31',
      source: 'https://github.com/GoogleContainerTools/distroless/blob/main/SUPPORT_POLICY.md',
    }),
  ),
  { name: 'gcr.io/distroless/*-debian11', tags: ['*'], date: '2026-08-31', source: 'https://wiki.debian.org/LTS' },
  ...lines('alpine', 'https://alpinelinux.org/releases/', {
    '2024-05-23': ['3.16'],
    '2024-11-22': ['3.17'],
    '2025-05-09': ['3.18'],
    '2025-11-01': ['3.19'],
    '2026-04-01': ['3.20'],
    '2026-11-01': ['3.21'],
  }),
  ...lines('debian', 'https://wiki.debian.org/LTS', {
    '2022-06-30': ['9', 'stretch'],
    '2024-06-30': ['10', 'buster'],
    '2026-08-31': ['11', 'bullseye', 'oldoldstable'],
    '2028-06-30': ['12', 'bookworm'],
  }),
  ...lines('ubuntu', 'https://ubuntu.com/about/release-cycle', {
    '2023-05-31': ['18.04', 'bionic'],
    '2025-05-31': ['20.04', 'focal'],
  }),
  ...lines('python', 'https://devguide.python.org/versions/', {
    '2020-01-01': ['2', '2.7'],
    '2023-06-27': ['3.7'],
    '2024-10-07': ['3.8'],
    '2025-10-31': ['3.9'],
    '2026-10-31': ['3.10'],
    '2027-10-31': ['3.11'],
    '2028-10-31': ['3.12'],
  }),
  ...lines('golang', 'https://go.dev/doc/devel/release', {
    '2024-08-13': ['1.21'],
    '2025-02-11': ['1.22'],
    '2025-08-12': ['1.23'],
  }),
  ...lines('postgres', 'https://www.postgresql.org/support/versioning/', {
    '2024-11-21': ['12'],
    '2025-11-13': ['13'],
    '2026-11-12': ['14'],
    '2027-11-11': ['15'],
  }),
];
