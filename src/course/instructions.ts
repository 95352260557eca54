/** What each Dockerfile instruction and parser directive is for, in a sentence, and where Docker's reference says the rest. */

export interface About {
  /** One sentence, plain text with `code` between backticks. */
  says: string;
  /** Fragment of the reference page. */
  anchor: string;
}

/** Docker's own reference; its headings' fragments were checked on 2026-11-28. */
const reference = 'https://docs.docker.com/reference/dockerfile/';

/** By keyword, upper case. */
export const instructions: Readonly<Record<string, About>> = {
  ADD: {
    says: 'Copies files in, and also fetches addresses and unpacks local archives; where that is not wanted, `COPY` says so.',
    anchor: 'add',
  },
  ARG: {
    says: 'Declares a variable that `docker build --build-arg` may set; it exists during the build and shows in the history.',
    anchor: 'arg',
  },
  CMD: { says: 'What the container runs by default, or the default arguments of the entrypoint; the last one counts.', anchor: 'cmd' },
  COPY: { says: 'Copies files from the build context, or with `--from` from another stage or image.', anchor: 'copy' },
  ENTRYPOINT: {
    says: 'The program the container always starts; `CMD` and the words after `docker run` become its arguments.',
    anchor: 'entrypoint',
  },
  ENV: { says: 'Sets a variable for the steps that follow and for the running container.', anchor: 'env' },
  EXPOSE: { says: 'Writes down which port the program listens on; it publishes nothing.', anchor: 'expose' },
  FROM: { says: 'Begins a stage from a base image or from an earlier stage.', anchor: 'from' },
  HEALTHCHECK: { says: 'How Docker asks the container whether it still does its work; the last one counts.', anchor: 'healthcheck' },
  LABEL: { says: 'Writes names and values on the image, for people and tools to read.', anchor: 'label' },
  MAINTAINER: { says: 'Names an author; outdated, a `LABEL` has taken its place.', anchor: 'maintainer-deprecated' },
  ONBUILD: { says: 'Keeps an instruction back until another build uses this image as its base.', anchor: 'onbuild' },
  RUN: { says: 'Runs a command during the build and keeps what it changed as a layer.', anchor: 'run' },
  SHELL: { says: 'Which shell reads commands in shell form from here on.', anchor: 'shell' },
  STOPSIGNAL: { says: 'Which signal `docker stop` sends first; where nothing is said, it is SIGTERM.', anchor: 'stopsignal' },
  USER: { says: 'Who runs the steps that follow and the container: a user, and after a colon a group.', anchor: 'user' },
  VOLUME: { says: 'Makes a path a volume: what the container writes there is not kept in the image.', anchor: 'volume' },
  WORKDIR: { says: 'The directory of the steps that follow and of the container; it is made where it does not exist.', anchor: 'workdir' },
};

/** By name, lower case: `# syntax=…` at the top of a file. */
export const directives: Readonly<Record<string, About>> = {
  syntax: { says: 'Which version of the Dockerfile frontend reads this file.', anchor: 'syntax' },
  escape: { says: 'Which character continues a line: a backslash, or a backtick for Windows paths.', anchor: 'escape' },
  check: { says: 'Which build checks are skipped, and whether a warning stops the build.', anchor: 'check' },
};

export const referenceOf = ({ anchor }: About): string => `${reference}#${anchor}`;
