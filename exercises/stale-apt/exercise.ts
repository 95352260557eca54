import { exercise, goals } from '#engine';

export default exercise({
  slug: 'stale-apt',
  title: 'A package list from last spring',
  task: `This image was built in spring, and every night since then from the cache. Today you add \`ca-certificates\` to the install. The build stops: the mirror answers \`404 Not Found\` for a package file, because Debian has replaced it with a newer one since.

Pick the line whose old result is used, then repair the file: whatever is installed follows a list of the same age, a failed download stops the build, nothing waits for an answer, nothing comes along that nobody asked for, and neither a package list nor a fetched package file ships.

Keep \`curl\` from Debian's packages, with or without a version. It fetches \`/app/countries.mmdb\` during the build and is not needed afterwards.`,
  kind: 'spot',
  objectives: ['refresh-on-purpose'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['Dockerfile', 'answers.json'],
  spot: {
    file: 'Dockerfile',
    question: 'Which line gives today’s build a list from spring?',
    lines: [2],
    feedback:
      'That line is not where the old list comes from. Ask of each line what has changed since spring: the text of the line, or only what it would fetch from the network?',
  },
  context: [{ path: 'lookup.py', bytes: 2_310 }],
  goals: [
    goals.installsFromFreshList({ id: 'fresh-list', kind: 'achieve', title: 'Packages and the list they come from are of one age' }),
    goals.noticesAptFailures({ id: 'failure-noticed', kind: 'achieve', title: 'A failed update or install stops the build' }),
    goals.asksNoQuestions({ id: 'no-questions', kind: 'achieve', title: 'No step waits for an answer' }),
    goals.leavesRecommends({ id: 'only-what-is-named', kind: 'achieve', title: 'Nothing is installed that nobody asked for' }),
    goals.shipsNoPackageLists({ id: 'no-lists', kind: 'achieve', title: 'No layer of the image holds package lists or package files' }),
    goals.keepsMountedCache({ id: 'cache-kept', kind: 'keep', title: 'A mounted cache is not emptied' }),
    goals.installsPackage({
      id: 'curl-from-debian',
      kind: 'keep',
      title: '`curl` comes from Debian’s packages',
      name: 'curl',
      why: 'The download needs it.',
    }),
    goals.shipsFiles({
      id: 'files-in-image',
      kind: 'keep',
      title: 'The program and its data are in the image',
      paths: ['/app/countries.mmdb', '/app/lookup.py'],
      why: 'The service looks countries up in it.',
    }),
    goals.basedOn({
      id: 'still-python',
      kind: 'keep',
      title: 'The final image is still Python',
      names: ['python'],
      lacks: 'which has no Python to run `lookup.py`',
    }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs', except: ['missing-lists'] }),
    goals.startsProgram({ id: 'service-starts', kind: 'keep', title: 'The service starts as before', programs: ['lookup.py'] }),
    goals.startsWithoutShell({ id: 'no-shell-between', kind: 'keep', title: 'The app starts without a shell in between' }),
    goals.runsAsNonRoot({ id: 'not-root', kind: 'keep', title: 'The service does not run as root' }),
    goals.leavesNoListsBehind({ id: 'no-lists-behind', kind: 'polish', title: 'Stages that stay behind hold no lists either' }),
    goals.mountsForApt({ id: 'cache-mounts', kind: 'polish', title: 'Cache mounts suit apt' }),
    goals.usesAptGet({ id: 'apt-get', kind: 'polish', title: 'Scripts call `apt-get`' }),
  ],
});
