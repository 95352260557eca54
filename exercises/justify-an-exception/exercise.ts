import { exercise, goals, yamlFiles } from '#engine';

const digest = 'sha256:3f1c0a9be27d5846c1f09e7ab4d25830917c6e5fd8b2a4036e9f71cd0582ba6e';
const about = { script: 'scan.sh', vulnerability: ['CVE-2024-21538', 'GHSA-3xgq-45jj-v275'] };

const finding = `Image    ghcr.io/acme/api@${digest}
Package  cross-spawn 7.0.3  (pkg:npm/cross-spawn@7.0.3)
Finding  CVE-2024-21538  HIGH  denial of service by a crafted argument; fixed in 7.0.5

What we found out, 23 November 2026, Acme product security:
- cross-spawn comes with the migration tool. The tool is in the image, and so is the weak function.
- The server never loads it. Migrations run from another image.
- The tool's authors release an update in January 2027. Then this exception can go.
`;

export default exercise({
  slug: 'justify-an-exception',
  title: 'Justify an exception',
  task: `One finding has been looked into; read \`finding.txt\`. To get the release out, somebody wrote its number into \`.trivyignore\`.

Replace that by an exception that says what it holds for, why, who says so and when. A VEX document is best; an ignore file will do if it gives a reason and a date. The scan must read it, must stay a gate for everything else, and the bare line must no longer hide the finding.`,
  kind: 'edit',
  objectives: ['justify-a-suppression'],
  difficulty: 'challenge',
  minutes: 6,
  version: 1,
  editable: ['api.openvex.json', 'scan.sh', '.trivyignore'],
  optional: ['.trivyignore.yaml', 'api.cdx.json', '.grype.yaml'],
  readers: [yamlFiles],
  context: [
    { path: 'finding.txt', bytes: finding.length, text: finding },
    { path: 'Dockerfile', bytes: 540 },
    { path: 'package-lock.json', bytes: 112_300 },
    { path: 'package.json', bytes: 812 },
  ],
  goals: [
    goals.readsExceptions({
      ...about,
      id: 'documents-read',
      kind: 'keep',
      title: 'Every document can be read',
      except: ['vex-missing-justification', 'vex-missing-author', 'vex-missing-timestamp', 'vex-missing-product'],
    }),
    goals.usesException({ ...about, id: 'exception-used', kind: 'achieve', title: 'The scan reads the exception' }),
    goals.justifiesException({
      ...about,
      id: 'exception-justified',
      kind: 'achieve',
      title: 'The exception has a reason, and a true one',
      borneOut: ['vulnerable_code_not_in_execute_path', 'vulnerable_code_cannot_be_controlled_by_adversary'],
      installed: 'cross-spawn 7.0.3',
    }),
    goals.namesProduct({
      ...about,
      id: 'product-named',
      kind: 'achieve',
      title: 'The exception names what it holds for',
      digest,
      image: 'api',
      package: { name: 'cross-spawn', version: '7.0.3' },
    }),
    goals.datesException({
      ...about,
      id: 'exception-dated',
      kind: 'achieve',
      title: 'It says who and when, or until when',
      on: '2026-11-23',
    }),
    goals.hidesNothingElse({
      ...about,
      id: 'nothing-else-hidden',
      kind: 'keep',
      title: 'Every other finding still stops the run',
      digest,
      repository: 'ghcr.io/acme/api',
      severities: ['HIGH', 'CRITICAL'],
    }),
    goals.sharesException({ ...about, id: 'exception-shared', kind: 'polish', title: 'Others can use the statement too' }),
  ],
});
