import { survivors } from '#engine';

export default survivors([
  {
    mutant: /command\.sh: without `docker compose build/,
    solution: /^compose$/,
    verdict: 'same',
    reason: 'The Compose file says how the image is built, secret included; the command is Compose’s own.',
  },
  { mutant: /services\.api\.image|\.tags: /, verdict: 'same', reason: 'What the image is called is not asked here.' },
  { mutant: /build\.context/, verdict: 'same', reason: 'The folder of the Compose file is the context by default.' },
  {
    mutant: /with\.context/,
    verdict: 'same',
    reason: 'Without a context the action fetches the repository by itself, and the secret is handed over all the same.',
  },
  { mutant: /--omit=dev/, verdict: 'same', reason: 'Not asked in this exercise.' },
  { mutant: /--load/, solution: /^token-file$/, verdict: 'same', reason: 'Where the built image is kept is not asked here.' },
  { mutant: /name: ci/, verdict: 'same', reason: 'Only the name of the workflow is gone.' },
  {
    mutant: /permissions/,
    verdict: 'same',
    reason: 'What the token of the run may do is not asked here, and a public repository is fetched without it.',
  },
  { mutant: /steps\[1\]`/, verdict: 'same', reason: 'The builder that Docker has by itself knows secrets, too.' },
  {
    mutant: /steps\[2\]`|ci\.yml: empty$|command\.sh: without `docker build/,
    solution: /^workflow$/,
    verdict: 'same',
    reason: 'The solution builds in two places, and the other one hands the secret over.',
  },
  { mutant: /line `#!/, solution: /^workflow-secrets$/, verdict: 'same', reason: 'The file holds nothing but comments: CI builds.' },
]);
