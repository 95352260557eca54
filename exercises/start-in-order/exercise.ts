import { exercise, goals, yamlFiles } from '#engine';

export default exercise({
  slug: 'start-in-order',
  title: 'Start in order',
  task: `\`docker compose up\` works on the second try. On the first, the migration gives up because the database does not take connections yet, and the API starts on tables that are not there.

See to it that the stack comes up at once: the migration runs when the database takes connections, and the API starts when the migration has ended well. At its very first start the database needs up to 20 seconds. \`web\` may start as soon as \`api\` has.

\`migrate.js\` does its work and ends; it tries once. None of the images has a \`HEALTHCHECK\` of its own. The cache runs only for those who ask for its profile, and nobody may need it.`,
  kind: 'edit',
  objectives: ['gate-the-start'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['compose.yaml'],
  readers: [yamlFiles],
  context: [
    { path: 'README.md', bytes: 1_120 },
    { path: 'secrets/db_password.txt', bytes: 24 },
  ],
  goals: [
    goals.checksDatabase({
      id: 'database-is-asked',
      kind: 'achieve',
      title: 'A health check asks the database',
      service: 'db',
      asks: ['pg_isready', 'psql'],
      starts: 20,
    }),
    goals.startsAfter({
      id: 'migration-after-database',
      kind: 'achieve',
      title: 'The migration waits until the database is healthy',
      service: 'migrate',
      needs: 'db',
      until: 'healthy',
      otherwise: 'It tries once, is refused, and ends with an error.',
    }),
    goals.startsAfter({
      id: 'api-after-migration',
      kind: 'achieve',
      title: 'The API waits until the migration has ended well',
      service: 'api',
      needs: 'migrate',
      until: 'completed',
      otherwise: 'The API starts on tables that are not there yet.',
    }),
    goals.startsAfter({
      id: 'api-after-database',
      kind: 'achieve',
      title: 'The API waits until the database is healthy',
      service: 'api',
      needs: 'db',
      until: 'healthy',
      otherwise: 'Its first queries are refused.',
    }),
    goals.startsAfter({
      id: 'web-after-api',
      kind: 'keep',
      title: 'The web server starts after the API',
      service: 'web',
      needs: 'api',
      until: 'started',
      otherwise: 'nginx looks the name `api` up when it starts, and ends if there is none.',
    }),
    goals.conditionsCanHold({ id: 'conditions-can-hold', kind: 'keep', title: 'Whatever is waited for can happen', ending: ['migrate'] }),
    goals.staysOptional({ id: 'cache-stays-optional', kind: 'keep', title: 'The cache stays optional', service: 'cache' }),
    goals.acceptedByCompose({ id: 'compose-takes-it', kind: 'keep', title: 'Compose takes the file' }),
    goals.keepsServices({
      id: 'still-the-same-stack',
      kind: 'keep',
      title: 'The rest of the stack is as it was',
      services: {
        db: { image: 'postgres', environment: { POSTGRES_USER: 'shop', POSTGRES_DB: 'shop' }, mounts: ['/var/lib/postgresql'] },
        migrate: { image: 'registry.example.com/shop/api' },
        api: { image: 'registry.example.com/shop/api' },
        web: { image: 'nginx' },
      },
    }),
    goals.leavesNoSleep({ id: 'no-sleep', kind: 'polish', title: 'Nothing waits by the clock' }),
  ],
});
