import { exercise, goals, readWorkflow, yamlFiles } from '#engine';

const released = { repository: 'ghcr.io/acme/api', tag: 'latest' };
const file = '.github/workflows/ci.yml';

export default exercise({
  slug: 'gate-that-gates',
  title: 'A gate that gates',
  task: `The servers pull \`ghcr.io/acme/api:latest\`. An image with a finding of severity high or critical must never get that name. Findings for which no fix exists yet may pass.

Today the workflow scans, is green, and the image went out with a critical hole. Make the scan a gate. What is released must be the very image that was scanned. The runner has Docker, \`trivy\`, \`grype\`, \`snyk\` and \`docker scout\`; \`ghcr.io/acme/api-staging\` may be used for images that are not released yet.`,
  kind: 'edit',
  objectives: ['gate-a-release', 'scan-what-you-publish'],
  difficulty: 'practice',
  minutes: 6,
  version: 1,
  editable: [file],
  readers: [yamlFiles],
  context: [
    { path: '.dockerignore', bytes: 62 },
    { path: 'Dockerfile', bytes: 540 },
    { path: 'package-lock.json', bytes: 112_300 },
    { path: 'package.json', bytes: 812 },
    { path: 'src/index.ts', bytes: 3_310 },
  ],
  goals: [
    goals.isAccepted({ id: 'accepted', kind: 'keep', title: 'GitHub can read the workflow', file, read: readWorkflow, reader: 'GitHub' }),
    goals.scansBeforeRelease({
      id: 'scanned-first',
      kind: 'achieve',
      title: 'The image is scanned before it is called `latest`',
      released,
    }),
    goals.findingsStopRelease({
      id: 'findings-stop-it',
      kind: 'achieve',
      title: 'A high or critical finding ends the run',
      released,
      severities: ['HIGH', 'CRITICAL'],
    }),
    goals.releasesWhatWasScanned({
      id: 'same-image',
      kind: 'achieve',
      title: 'What is released is the image that was scanned',
      released,
    }),
    goals.stillReleases({ id: 'still-released', kind: 'keep', title: 'The image is still released as `latest`', released }),
  ],
});
