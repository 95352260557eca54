/** Where the value of a secret can be read afterwards, by the way it came in. */

/**
 * - `image-inspect`: `docker inspect` of the image
 * - `image-history`: `docker history --no-trunc` of the image
 * - `image-layer`: a file in a layer that ships, also where a later layer deletes it
 * - `container-inspect`: `docker inspect` of the container
 * - `container-environment`: `/proc/1/environ`, `docker exec … env`, and whatever the program logs of it
 * - `container-file`: a file that can be read inside the running container
 * - `build-cache`: layers that the builder keeps, and caches exported from it
 * - `build-log`: the output of `docker build`
 * - `provenance-max`: the build's provenance with `mode=max`: build arguments, the Dockerfile's text, every command
 */
export type LeakPlace =
  | 'image-inspect'
  | 'image-history'
  | 'image-layer'
  | 'container-inspect'
  | 'container-environment'
  | 'container-file'
  | 'build-cache'
  | 'build-log'
  | 'provenance-max';

/**
 * How a secret comes in. Ways into a build:
 * - `env`: ENV, in the stages the image is made of; `env-other-stage`: in a stage it only copies from; `arg`: ARG with `--build-arg` or a default, in the stages the image is made of; `arg-other-stage`: in a stage it only copies from
 * - `copied-file`: COPY or ADD of the file; `copied-file-deleted`: and deleted by a later step; `copied-file-other-stage`: in a stage it only copies from
 * - `run-literal`: written out in a RUN; `run-literal-other-stage`
 * - `secret-mount`, `ssh-mount`: there for one RUN; `secret-mount-copied`: and copied to a file by that RUN; `secret-mount-copied-other-stage`
 *
 * Ways into a container:
 * - `run-env`: `docker run -e`, `--env-file`, Compose `environment`; `mounted-file`: a Compose secret, a Kubernetes Secret as a volume
 */
export type LeakMechanism =
  | 'env'
  | 'env-other-stage'
  | 'arg'
  | 'arg-other-stage'
  | 'copied-file'
  | 'copied-file-deleted'
  | 'copied-file-other-stage'
  | 'run-literal'
  | 'run-literal-other-stage'
  | 'secret-mount'
  | 'ssh-mount'
  | 'secret-mount-copied'
  | 'secret-mount-copied-other-stage'
  | 'run-env'
  | 'mounted-file';

/**
 * BuildKit writes `ARG name=value` and `RUN |1 name=value …` into the image's history (moby/buildkit dockerfile2llb, `dispatchArg`,
 * `runCommandString`); provenance with mode=max holds build arguments and the Dockerfile
 * (docs.docker.com/build/metadata/attestations/slsa-provenance). A mounted secret is in no layer, no key and no attestation
 * (docs.docker.com/build/building/secrets).
 */
const places: Readonly<Record<LeakMechanism, readonly LeakPlace[]>> = {
  env: ['image-inspect', 'image-history', 'container-inspect', 'container-environment', 'provenance-max'],
  'env-other-stage': ['provenance-max'],
  arg: ['image-history', 'provenance-max'],
  'arg-other-stage': ['provenance-max'],
  'copied-file': ['image-layer', 'container-file', 'build-cache'],
  'copied-file-deleted': ['image-layer', 'build-cache'],
  'copied-file-other-stage': ['build-cache'],
  'run-literal': ['image-history', 'build-log', 'provenance-max'],
  'run-literal-other-stage': ['build-log', 'provenance-max'],
  'secret-mount': [],
  'ssh-mount': [],
  'secret-mount-copied': ['image-layer', 'container-file', 'build-cache'],
  'secret-mount-copied-other-stage': ['build-cache'],
  'run-env': ['container-inspect', 'container-environment'],
  'mounted-file': ['container-file'],
};

/** Where a value shows that came in by a mechanism, for truths of questions. */
export const wherever = (mechanism: LeakMechanism): readonly LeakPlace[] => (Object.hasOwn(places, mechanism) ? places[mechanism] : []);
