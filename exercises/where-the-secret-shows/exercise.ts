import { exercise, type LeakMechanism, type LeakPlace, leaks, type Option, type Workspace, wherever } from '#engine';

const dockerfile = `# syntax=docker/dockerfile:1
FROM node:24-slim
WORKDIR /app

# 1. A variable of the image
ENV SENTRY_TOKEN=otter-17-gull

# 2. A build argument:
# docker build --build-arg NPM_TOKEN=wren-88-delta .
ARG NPM_TOKEN
COPY package.json package-lock.json fetch-assets.js ./

# 3. A file that is deleted again
COPY service-account.json /tmp/service-account.json
RUN node fetch-assets.js /tmp/service-account.json
RUN rm /tmp/service-account.json

# 4. A secret mount:
# docker build --secret id=npmrc,src=$HOME/.npmrc .
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \\
    npm ci --omit=dev

COPY server.js ./
USER 1000:1000
CMD ["node", "server.js"]
`;

const run = `# 5. A variable of one container
docker run -d --name shop -e DB_PASSWORD=heron-42-quay shop
`;

const compose = `# 6. A secret of Compose
services:
  shop:
    image: shop
    environment:
      API_KEY_FILE: /run/secrets/api_key
    secrets:
      - api_key

secrets:
  api_key:
    file: ./secrets/api_key.txt
`;

const places = {
  'image-history': '`docker history --no-trunc shop`',
  'image-inspect': '`docker image inspect shop`',
  'container-inspect': '`docker inspect` of the running container',
  'container-environment': '`/proc/1/environ` in the running container',
  'image-layer': 'A file in one of the unpacked layers of the image',
  'provenance-max': 'The provenance of the image, recorded with `mode=max`',
  'build-cache': 'The build cache, also where it is exported to a registry',
  'container-file': 'A file that only the running container sees',
} satisfies Partial<Record<LeakPlace, string>>;

type Said = Partial<Record<keyof typeof places, string>>;

/** The places a question offers, with what is to be said of each that somebody picks wrongly. */
const offer = (said: Said): Option[] =>
  Object.entries(said).map(([id, feedback]) => ({ id, text: places[id as keyof typeof places], feedback }));

/** Options and truth of a question on a secret of the Dockerfile: where its value shows is asked of the engine. */
const inTheBuild = (name: string, said: Said) => ({
  options: offer(said),
  truth: (workspace: Workspace) => {
    const shown = leaks(workspace).filter((leak) => leak.name === name);
    return Object.keys(said).filter((place) => shown.some((leak) => leak.places.includes(place as LeakPlace)));
  },
});

/** The same for a way into a container. */
const inTheContainer = (mechanism: LeakMechanism, said: Said) => ({
  options: offer(said),
  truth: Object.keys(said).filter((place) => wherever(mechanism).includes(place as LeakPlace)),
});

const noRun = 'The image exists before the container does: nothing that is said at `docker run` goes back into it.';
const noLog = 'A mount is there while its step runs. Neither the image nor its record takes the content along.';

export default exercise({
  slug: 'where-the-secret-shows',
  title: 'Where does the secret show?',
  task: `Six secrets, handed over in six ways. For each, pick every place where somebody who has the image, or may ask the daemon about the container, reads its value. The number of the question is the number in the files.`,
  kind: 'choose',
  objectives: ['explain-exposure', 'rotate-a-secret'],
  difficulty: 'practice',
  minutes: 5,
  version: 1,
  editable: ['answers.json'],
  context: [
    { path: 'Dockerfile', bytes: dockerfile.length, text: dockerfile },
    { path: 'run.sh', bytes: run.length, text: run },
    { path: 'compose.yaml', bytes: compose.length, text: compose },
    { path: 'fetch-assets.js', bytes: 1_180 },
    { path: 'package-lock.json', bytes: 88_410 },
    { path: 'package.json', bytes: 612 },
    { path: 'secrets/api_key.txt', bytes: 33 },
    { path: 'server.js', bytes: 3_020 },
    { path: 'service-account.json', bytes: 2_340 },
  ],
  questions: [
    {
      id: 'image-variable',
      text: '1. `ENV SENTRY_TOKEN=…`',
      mode: 'many',
      ...inTheBuild('SENTRY_TOKEN', {
        'image-history': 'History quotes the instruction, value and all.',
        'image-inspect': 'The image’s configuration lists its variables, so that every container can be given them.',
        'container-inspect': 'A container begins with the variables of its image, and `docker inspect` lists them.',
        'container-environment': 'The first process is started with the variables of the image.',
        'image-layer': 'A variable is a setting of the image, not a file: no layer holds it.',
      }),
      because:
        'A variable of the image is part of its configuration. It shows wherever that is printed, and every container starts with it. Provenance with `mode=max` carries the whole Dockerfile besides.',
    },
    {
      id: 'build-argument',
      text: '2. `--build-arg NPM_TOKEN=…`',
      mode: 'many',
      ...inTheBuild('NPM_TOKEN', {
        'image-history':
          'An argument is safe only from the running container. History notes for each `RUN` which arguments it was given, with their values.',
        'image-inspect': 'An argument ends with the build. It does not become a setting of the image.',
        'container-environment': 'An argument ends with the build. The container’s process never sees it.',
        'image-layer': 'No step writes the argument to a file.',
        'provenance-max': 'The record of a build with `mode=max` lists its build arguments, so that the build can be repeated.',
      }),
      none: 'It is true that the running container has no trace of it. But an image carries a record of how it was made, and arguments are part of that record.',
      because:
        'It is not in the container, and that is why it feels safe. But the image keeps a record of how it was made, and the value is part of that record.',
    },
    {
      id: 'deleted-file',
      text: '3. `COPY service-account.json`, deleted in a later step',
      mode: 'many',
      ...inTheBuild('service-account.json', {
        'image-history': 'History names the file. It does not quote its content.',
        'image-inspect': 'The configuration knows nothing of files.',
        'container-environment': 'The file was never a variable.',
        'image-layer': 'The layer of the `COPY` still holds the file. Deleting it later adds a note that hides it, on top.',
        'provenance-max': 'The record names what was copied by its checksum. It does not hold the content.',
      }),
      none: 'Deleting removes it from what the container sees. An image is a stack of layers, and a later one cannot reach into an earlier one.',
      because:
        'Deleting in a later step hides the file from the container and from nobody else: whoever pulls the image has the layer below.',
    },
    {
      id: 'secret-mount',
      text: '4. `RUN --mount=type=secret,id=npmrc`',
      mode: 'many',
      ...inTheBuild('npmrc', {
        'image-history': 'History shows the mount and its id. The value is no part of the command.',
        'image-layer': noLog,
        'build-cache': 'The cache keeps what a step leaves behind, and a mount is not among it. The content is no part of the key either.',
        'provenance-max': `The record shows that a secret with the id \`npmrc\` was used. ${noLog}`,
        'container-environment': 'The mount belonged to one step of the build. It does not reach run time.',
        'container-file': 'The mount belonged to one step of the build. It does not reach run time.',
      }),
      because: 'Nowhere. The value is no part of the cache either: a changed secret does not even make the step run again.',
    },
    {
      id: 'run-variable',
      text: '5. `docker run -e DB_PASSWORD=…`',
      mode: 'many',
      ...inTheContainer('run-env', {
        'image-history': noRun,
        'image-inspect': noRun,
        'container-inspect':
          'The daemon keeps the container’s variables as long as the container exists, and shows them to everybody who may talk to it.',
        'container-environment': 'The process is started with the variable, and so is each process that it starts.',
        'image-layer': noRun,
      }),
      because:
        'The image stays clean, and the container does not: its variables show to all who may ask the daemon, and to whatever reads the environment of the process.',
    },
    {
      id: 'compose-secret',
      text: '6. `secrets:` in Compose, from a file',
      mode: 'many',
      ...inTheContainer('mounted-file', {
        'image-history': 'The image knows nothing of the stack that it is used in.',
        'container-inspect':
          '`docker inspect` shows that something is mounted at `/run/secrets/api_key`, and from where. It does not open the file.',
        'container-environment': 'The environment holds the path of the file and not its content.',
        'image-layer': 'A mount lies over the image. It is never written into it.',
        'container-file': 'Somewhere the program has to get it: the file is mounted into this container.',
      }),
      because: 'The value is in one file of one container. What guards it now is the mode of that file, on the host as well.',
    },
    {
      id: 'found-one',
      text: 'You find the token of question 2 in an image in your company’s private registry. What now?',
      mode: 'one',
      options: [
        {
          id: 'private',
          text: 'Nothing: the registry is private',
          feedback:
            'Everybody who may pull has it: each developer, each build machine, each server, and every cache and backup on the way. That is no reason to keep a token valid.',
        },
        {
          id: 'rebuild',
          text: 'Build the image again with a secret mount and push it under the same tag',
          feedback: 'The tag then shows a clean image. The old one is still there by its digest, and on every machine that pulled it.',
        },
        {
          id: 'delete',
          text: 'Delete the image from the registry',
          feedback: 'That does not reach the copies that were pulled. Nobody can tell you where they all are.',
        },
        { id: 'rotate', text: 'Make the token invalid and issue a new one, then build without it' },
      ],
      truth: ['rotate'],
      because: 'A value that has been in an image counts as known. Only a new value helps; cleaning up comes after.',
    },
    {
      id: 'rotated',
      text: 'You give a Secret in Kubernetes a new value. Which of these see it without a new pod?',
      mode: 'many',
      options: [
        {
          id: 'variable',
          text: 'A variable with `secretKeyRef`',
          feedback: 'A process gets its environment once, when it starts. Nobody can change it from outside afterwards.',
        },
        {
          id: 'volume',
          text: 'A file in a Secret volume',
          feedback: 'The kubelet brings the files of a Secret volume up to date, after a short while.',
        },
        {
          id: 'sub-path',
          text: 'A file mounted with `subPath`',
          feedback: 'A `subPath` mount is tied to the file as it was when the pod started. The folder it came from moves on without it.',
        },
      ],
      truth: ['volume'],
      none: 'That is true of variables, which is where the belief comes from. Files have a way of changing under a running process.',
      because:
        'The file changes. The program still has to read it again: one that reads it only at its start needs a restart all the same.',
    },
  ],
  goals: [],
});
