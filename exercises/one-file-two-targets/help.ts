import { help } from '#engine';

export default help({
  hints: [
    'Two questions, one for each file: which stage does `docker build .` make when nobody names one? And what lies under `/app` in the running container once `.` is mounted there?',
    'The last stage is the default, and a stage that starts from another has all of its layers. So development and production have to branch off a common stage, not follow one another.',
    'In Compose `build` takes a `target`. A mount over `/app` hides `node_modules` of the image unless another mount, with a longer path, keeps it in view.',
    'Stages `base`, `dev` (`npm ci`, `CMD ["npm", "run", "dev"]`), and last `prod` (`npm ci --omit=dev`). In Compose `target: dev`, and mount only `./src` or add a volume for `/app/node_modules`.',
  ],
  why: 'Both targets branch off one base, the one that ships is the last, and Compose asks for the other by name, without hiding what its image installed.',
  approaches: [
    {
      name: 'mount-the-sources',
      title: 'Mount only the sources',
      note: 'The smallest mount that does the job. A change in `package.json` needs a new build, and you notice that it does.',
    },
    {
      name: 'volume-for-packages',
      title: 'Mount everything, keep node_modules',
      note: 'Editors and tools see one folder. The volume keeps old packages after the lockfile changed, until it is deleted or renewed with `--renew-anon-volumes`.',
    },
    {
      name: 'watch',
      title: 'develop.watch',
      note: 'No mount at all: Compose copies edits in, and rebuilds when the lockfile changes. Start it with `docker compose up --watch`.',
    },
    {
      name: 'override-file',
      title: 'An override file',
      note: '`compose.yaml` alone is production; the override that Compose reads beside it makes it development. Do not deploy the override.',
    },
    {
      name: 'two-services',
      title: 'Two services',
      note: 'Both targets side by side, the shipping one behind a profile. Good for trying out what will ship.',
    },
    {
      name: 'dependency-stages',
      title: 'A stage for each set of packages',
      note: 'The installs run in parallel and are cached apart. More stages, each with one job.',
    },
  ],
});
