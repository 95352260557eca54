import { exercise, goals, yamlFiles } from '#engine';

const value = 'heron-42-quay-lantern';
const env = `# Git ignores this file too.
DB_PASSWORD=${value}
`;

export default exercise({
  slug: 'passwords-out-of-environment',
  title: 'Take the password out of the environment',
  task: `Anyone who may run \`docker inspect\` reads the database password, and so does anyone with the repository.

Hand the password to \`api\` and to \`db\` as a file, and tell each of them where it lies. The value may stand neither in this file nor in the environment of a service. It lies in \`secrets/db_password.txt\`; a shell or \`.env\` may also hold it as \`DB_PASSWORD\`.

The stack is started with \`docker compose up\` on one host. No line may promise a protection that Compose does not give there.`,
  kind: 'edit',
  objectives: ['deliver-as-file', 'wire-file-variables'],
  difficulty: 'first-steps',
  minutes: 4,
  version: 1,
  editable: ['compose.yaml'],
  readers: [yamlFiles],
  context: [
    { path: '.env', bytes: env.length, text: env },
    { path: '.gitignore', bytes: 14 },
    { path: 'secrets/db_password.txt', bytes: value.length + 1 },
    { path: 'README.md', bytes: 1_240 },
  ],
  goals: [
    goals.keepsSecretOutOfEnvironment({
      id: 'no-secret-in-environment',
      kind: 'achieve',
      title: 'The password is in no environment and not in the file',
      value,
      variables: ['DB_PASSWORD', 'POSTGRES_PASSWORD', 'PGPASSWORD'],
    }),
    goals.deliversSecretFile({
      id: 'file-where-it-is-read',
      kind: 'achieve',
      title: 'Both services get the file and know its path',
      value,
      uses: [
        { service: 'api', variable: 'DB_PASSWORD_FILE' },
        { service: 'db', variable: 'POSTGRES_PASSWORD_FILE' },
      ],
    }),
    goals.appliesSecretModes({
      id: 'nothing-ignored',
      kind: 'keep',
      title: 'No line asks for what Compose does not do',
    }),
    goals.acceptedByCompose({ id: 'compose-takes-it', kind: 'keep', title: 'Compose takes the file' }),
    goals.keepsServices({
      id: 'still-the-same-stack',
      kind: 'keep',
      title: 'The rest of the stack is as it was',
      services: {
        api: {
          image: 'registry.example.com/shop/api',
          environment: { DB_HOST: 'db', DB_USER: 'shop' },
          ports: [['8080', '8080']],
          waitsFor: ['db'],
        },
        db: { image: 'postgres', environment: { POSTGRES_USER: 'shop', POSTGRES_DB: 'shop' }, mounts: ['/var/lib/postgresql'] },
      },
    }),
    goals.startsWithoutPlatform({ id: 'starts-anywhere', kind: 'polish', title: 'Compose alone can start it' }),
  ],
});
