import { exercise, goals, readWorkflow, yamlFiles } from '#engine';

const file = '.github/workflows/ci.yml';
const released = { repository: 'registry.acme.example/api' };

export default exercise({
  slug: 'distrust-the-scanner',
  title: 'Distrust the scanner',
  task: `The gate works. But the scanner is somebody else's code, and it runs beside the token that publishes your image.

Arrange the workflow so that a scanner which turns malicious overnight could neither be swapped in unnoticed, nor change anything, nor reach \`REGISTRY_TOKEN\`. The image must still be scanned before it is pushed to \`registry.acme.example/api\`, and what is pushed must be what was scanned. Version 0.36.0 of \`aquasecurity/trivy-action\` is commit \`ed142fd0673e97e23eac54620cfb913e5ce36c25\`; it brings a fixed version of Trivy along. GitHub's own \`actions/…\` are trusted here.`,
  kind: 'edit',
  objectives: ['keep-the-scanner-at-a-distance'],
  difficulty: 'challenge',
  minutes: 7,
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
    goals.pinsActions({ id: 'actions-pinned', kind: 'achieve', title: 'Nobody can swap an action under the same name' }),
    goals.pinsScanner({ id: 'scanner-pinned', kind: 'achieve', title: 'The scanner itself is a fixed version' }),
    goals.scansWithoutPower({ id: 'scan-reads-only', kind: 'achieve', title: 'The job that scans can change nothing' }),
    goals.scansWithoutSecrets({
      id: 'no-secret-near-it',
      kind: 'achieve',
      title: 'The scanner cannot reach the token that publishes',
      secret: 'REGISTRY_TOKEN',
    }),
    goals.runsNoStrangersCode({ id: 'no-strangers', kind: 'keep', title: 'No stranger’s code runs with your rights' }),
    goals.scansBeforeRelease({ id: 'scanned-first', kind: 'keep', title: 'The image is scanned before it is pushed', released }),
    goals.findingsStopRelease({
      id: 'still-a-gate',
      kind: 'keep',
      title: 'A high or critical finding still stops the push',
      released,
      severities: ['HIGH', 'CRITICAL'],
    }),
    goals.releasesWhatWasScanned({ id: 'same-image', kind: 'keep', title: 'What is pushed is what was scanned', released }),
    goals.stillReleases({ id: 'still-released', kind: 'keep', title: 'The image is still pushed', released }),
    goals.namesVersions({ id: 'versions-named', kind: 'polish', title: 'Each commit has its version beside it' }),
  ],
});
