import { help } from '#engine';

export default help({
  hints: [
    'For each arrow in the file ask: until what does it wait? Until a process runs, until something is ready, or until something is done?',
    'Compose can wait until a health check passes, but only if there is one. Whose readiness matters here, and who can be asked about it?',
    'The long form of `depends_on` takes a `condition` for each service. The image of PostgreSQL brings `pg_isready`, a program that asks whether connections are taken.',
    'Give `db` a `healthcheck` with `pg_isready` and enough retries for 20 seconds. `migrate` waits for `service_healthy` of `db`, `api` for `service_completed_successfully` of `migrate`.',
  ],
  why: 'Each service now waits for what it really needs: the migration for a database that takes connections, the API for a migration that ended well.',
  approaches: [
    {
      name: 'both-conditions',
      title: 'A check and two conditions',
      note: 'Says what each service needs. The API names the database as well, although the migration already waited for it: the next reader sees both.',
    },
    {
      name: 'through-the-shell',
      title: 'Values of the container, a quick start',
      note: 'The doubled `$$` keeps Compose from filling the variables in. With a start interval the check asks each second while the database starts, and rarely afterwards. The API waits for the migration alone; the rest follows.',
    },
    {
      name: 'restart-with-the-database',
      title: 'Restart the API with the database',
      note: '`restart: true` restarts the API when Compose itself restarts or updates the database. It does not act when the database crashes.',
    },
    {
      name: 'cache-if-it-is-there',
      title: 'An optional service',
      note: 'With `required: false` Compose starts the cache first where its profile is asked for, and only warns where it is not.',
    },
    {
      name: 'a-real-query',
      title: 'A query as the check',
      note: 'Finds out that the database exists and answers, which `pg_isready` does not. Each check opens a session.',
    },
  ],
});
