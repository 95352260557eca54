import { exercise, goals } from '#engine';

const manifest = `module git.acme.example/shop/quotes

go 1.27

require git.acme.example/platform/ledger v1.8.0

replace git.acme.example/platform/ledger => ../ledger
`;
const knownHosts = 'git.acme.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleHostKeyReviewedByThePlatformTeam\n';
const source = { host: 'git.acme.example', target: '/src/ledger', vendored: 'vendor', secrets: ['GIT_AUTH_TOKEN'] };

export default exercise({
  slug: 'fetch-private-code',
  title: 'Fetch private code',
  task: `\`ledger\` is a private module on \`git.acme.example\`. \`go.mod\` looks for its source in \`/src/ledger\`, next to the service. The file copies a developer's key into the build and switches the check of the server off.

Bring the source in so that no key is left behind and the server is checked. The build is started with \`--ssh default\` and \`--secret id=GIT_AUTH_TOKEN\`. \`known_hosts\` holds the server's key, compared by the platform team. Before the build CI runs \`go mod vendor\`, so \`vendor/\` is there as well. Version 1.8.0 is commit \`6f1c2e9ab04d7735c8e1b2f0a9d3e4c5b6a79801\`.`,
  kind: 'edit',
  objectives: ['fetch-private-code', 'prove-nothing-left'],
  difficulty: 'challenge',
  minutes: 5,
  version: 1,
  editable: ['Dockerfile', '.dockerignore'],
  context: [
    { path: '.git/', bytes: 2_410_000 },
    { path: 'cmd/quotes/main.go', bytes: 1_940 },
    { path: 'go.mod', bytes: manifest.length, text: manifest },
    { path: 'go.sum', bytes: 412 },
    { path: 'id_ed25519', bytes: 411 },
    { path: 'internal/quotes/quotes.go', bytes: 4_220 },
    { path: 'known_hosts', bytes: knownHosts.length, text: knownHosts },
    { path: 'vendor/git.acme.example/platform/ledger/ledger.go', bytes: 12_840 },
    { path: 'vendor/modules.txt', bytes: 118 },
  ],
  goals: [
    goals.leavesNoSecret({
      id: 'no-key-left',
      kind: 'achieve',
      title: 'No key and no token stays behind',
      what: 'key',
      secrets: ['id_ed25519'],
    }),
    goals.fetchesPrivateSource({
      ...source,
      id: 'source-arrives',
      kind: 'achieve',
      title: 'The private source comes in, with credentials',
    }),
    goals.checksHost({ ...source, id: 'host-checked', kind: 'achieve', title: 'The server is checked' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.shipsFiles({
      id: 'program-ships',
      kind: 'keep',
      title: 'The program is in the image',
      paths: ['/quotes'],
      why: 'It is what the container starts.',
    }),
    goals.comparesHostKey({ ...source, id: 'key-compared', kind: 'polish', title: 'The server is compared with something known' }),
    goals.stopsWithoutSecret({ id: 'absence-noticed', kind: 'polish', title: 'A build without the agent says so at once' }),
  ],
});
