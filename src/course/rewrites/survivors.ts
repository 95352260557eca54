/** Mutants that pass, read one by one: why each of them may. What is not said here, nobody has read yet. */

/** Some mutants of an exercise that still pass, and why. */
export interface Survivors {
  /** Holds for the mutant's name, and for the solution's name where only some are meant. */
  mutant: RegExp;
  solution?: RegExp;
  /** `same`: the answer still does what was asked. `open`: it should fail, and does not yet. */
  verdict: 'same' | 'open';
  reason: string;
}

export const survivors: Readonly<Record<string, readonly Survivors[]>> = {
  'bound-the-services': [
    {
      mutant: /services\.(?:api|report)\.(?:mem_limit|cpus|pids_limit|deploy)/,
      solution: /^both-and-equal$/,
      verdict: 'same',
      reason: 'The same limit stands in two places; the other one is left.',
    },
    {
      mutant: /JAVA_TOOL_OPTIONS|environment|NODE_OPTIONS/,
      verdict: 'same',
      reason: 'Both runtimes size their heap by the limit themselves; by default that leaves room.',
    },
    { mutant: /reservations?\.memory|mem_reservation/, verdict: 'same', reason: 'Nobody has to reserve memory.' },
    { mutant: /restart: unless-stopped/, verdict: 'same', reason: 'The task does not ask for a restart policy.' },
  ],
  'half-a-byte': [{ mutant: /limits\.cp/, verdict: 'same', reason: 'The task leaves a processor limit to the learner.' }],
  'go-on-scratch': [
    { mutant: /--no-cache/, verdict: 'same', reason: 'A package index in a stage that stays behind.' },
    { mutant: /COPY --from=build \/rates/, verdict: 'open', reason: 'The program itself is not in the image.' },
  ],
  'harden-the-command': [
    {
      mutant: /NET_BIND_SERVICE/,
      verdict: 'same',
      reason: 'Docker lets every user of a container open low ports (net.ipv4.ip_unprivileged_port_start is 0).',
    },
    { mutant: /seccomp=/, verdict: 'same', reason: 'Docker’s own profile is in force then.' },
    { mutant: /--detach|--name/, verdict: 'same', reason: 'How the container is called, and where its output goes, is not asked.' },
  ],
  'ignored-but-copied': [
    { mutant: /\.git/, verdict: 'same', reason: 'The task asks for node_modules alone.' },
    {
      mutant: /RUN npm ci|COPY|package/,
      solution: /^build-stage$/,
      verdict: 'open',
      reason: 'The build in the first stage would fail, and no goal of this exercise looks at it.',
    },
  ],
  'keep-the-workspace-out': [
    {
      mutant: /!\.env\.example/,
      solution: /^allow-list$/,
      verdict: 'same',
      reason: 'The pattern with ** at the end brings that file back as well.',
    },
  ],
  'mount-the-secret': [
    {
      mutant: /volumeMounts\[shop-db\].*` \([34]\)$/,
      verdict: 'same',
      reason: '`readOnly`: a Secret is mounted read-only anyway.',
    },
    { mutant: /refreshInterval/, verdict: 'same', reason: 'The operator has the same interval by default.' },
    { mutant: /spec\.target/, verdict: 'same', reason: 'The operator names the Secret after its own object by default.' },
    { mutant: /csi\.readOnly/, verdict: 'open', reason: 'The driver takes read-only volumes alone.' },
    { mutant: /secretStoreRef\.kind/, verdict: 'open', reason: 'The operator then looks for a store of the namespace.' },
  ],
  'one-writable-folder': [
    {
      mutant: /without `(?:adduser|RUN addgroup)/,
      solution: /^alpine-user$/,
      verdict: 'same',
      reason: 'A number needs no entry, and `chown` has numbers too.',
    },
    { mutant: /without `(?:--no-cache-dir|HOME)`/, verdict: 'same', reason: 'Not asked: a smaller layer, a home.' },
    { mutant: /USER 65532/, solution: /^user-of-the-image$/, verdict: 'same', reason: 'The tag `nonroot` has that user.' },
    {
      mutant: /groupadd|useradd/,
      solution: /^debian-user$/,
      verdict: 'open',
      reason: '`chown app:app` would stop the build: nobody made `app`.',
    },
    { mutant: /pip install|PYTHONPATH|--target/, verdict: 'open', reason: 'uvicorn or the app would not be found when it starts.' },
  ],
  'pass-restricted': [
    { mutant: /emptyDir\.(?:medium|sizeLimit)/, verdict: 'same', reason: 'Where a scratch folder is kept is not asked.' },
  ],
  'passwords-out-of-environment': [
    { mutant: /uid: 999|mode: 0400/, verdict: 'same', reason: 'By default the file is readable in its container.' },
  ],
  'read-only-nginx': [
    { mutant: /web\.user/, verdict: 'same', reason: 'As root nginx starts just as well; that is advice here.' },
    { mutant: /tmpfs\[\/tmp\]/, verdict: 'same', reason: 'This nginx writes nothing to /tmp.' },
    { mutant: /\.tmpfs/, verdict: 'same', reason: 'A size is not asked.' },
  ],
  'refused-pod': [
    { mutant: /USER 10001|runAsUser/, solution: /^both$/, verdict: 'same', reason: 'The other of the two places still says who runs.' },
    { mutant: /runAsGroup/, verdict: 'same', reason: 'The group is advice here.' },
  ],
  'reinstall-nothing': [{ mutant: /NPM_CONFIG_FUND/, verdict: 'same', reason: 'It only makes npm quieter.' }],
  'repair-the-seed': [
    { mutant: /WORKDIR \/src/, solution: /^bundle$/, verdict: 'same', reason: 'The build works in the root folder, too.' },
    { mutant: /NODE_ENV/, verdict: 'same', reason: 'The app is not said to read it.' },
    { mutant: /without `COPY (?:--from=\w+ \S+\/)?package\.json \S+`/, verdict: 'same', reason: 'Node needs no manifest to run CommonJS.' },
    { mutant: /without `--mount=type=cache\S*`/, verdict: 'same', reason: 'A cache mount makes the build faster, nothing else.' },
    {
      mutant: /COPY tsconfig\.json|COPY src/,
      solution: /^bundle$/,
      verdict: 'open',
      reason: 'ncc would find no source; the model does not know what ncc reads.',
    },
    {
      mutant: /FROM node:24-alpine AS deps/,
      verdict: 'open',
      reason: '`deps` is then an image of that name; whether it is there cannot be told.',
    },
    { mutant: /--platform=node|--outfile/, verdict: 'open', reason: 'esbuild’s own flags are not modelled.' },
    {
      mutant: /corepack|pnpm-workspace|\.yarnrc/,
      verdict: 'open',
      reason: 'What pnpm and Yarn need beside their lockfile is not modelled.',
    },
  ],
  'stale-apt': [
    {
      mutant: /without `(?:--auto-remove`|apt-get purge|apt-get clean)/,
      verdict: 'same',
      reason: 'Not asked; and Docker’s Debian images clean after each install.',
    },
  ],
  'stop-the-log-from-filling': [
    { mutant: /--detach|` *-d`|without `-d`|--name|--remove-orphans|--stop|--force/, verdict: 'same', reason: 'Not about the log.' },
    { mutant: /max-file/, verdict: 'same', reason: 'One file of a limited size is bounded as well; more of them is advice.' },
    { mutant: /--publish|--restart/, verdict: 'open', reason: 'The rest of the command is not held in this exercise.' },
  ],
  'token-for-the-install': [
    { mutant: /without `(?:--omit=dev|--mount=type=cache\S*)`/, verdict: 'same', reason: 'Not asked in this exercise.' },
    { mutant: /--chown/, verdict: 'same', reason: 'The files are readable for every user.' },
    { mutant: /RUN chown/, verdict: 'open', reason: 'npm may not write into the folder that root made.' },
  ],
  'volume-owner': [{ mutant: /--rm/, verdict: 'same', reason: 'It only leaves a stopped container behind.' }],
};

/** What was said of a mutant; undefined where nobody has read it. */
export const reading = (slug: string, solution: string, mutant: string): Survivors | undefined =>
  survivors[slug]?.find((each) => each.mutant.test(mutant) && (each.solution?.test(solution) ?? true));
