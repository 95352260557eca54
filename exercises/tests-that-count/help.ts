import { help } from '#engine';

export default help({
  hints: [
    'Follow the arrows backwards from the stage that is pushed: which stages does it take something from, and is `test` among them?',
    'BuildKit builds what the target needs and nothing else. There are two ways to need a stage: to be asked for it, or to take a file from it.',
    'In the script, a build can be given another target than the last stage; it has to come first, and its failure has to stop the script. In the Dockerfile, a `COPY --from` decides which stage must have succeeded.',
    'Either `docker build --target test .` before the real build, or copy `dist` from `test` instead of from `build`.',
  ],
  why: 'There is no way to the push that does not lead through the tests, and nothing of them arrives in the image.',
  approaches: [
    {
      name: 'target-first',
      title: 'A build of its own for the tests',
      note: 'CI shows tests and image as two steps, and a quick local build skips the tests. It protects only the releases that go through this script.',
    },
    {
      name: 'copy-from-test',
      title: 'The test stage on the path',
      note: 'One word changes, and nobody can build an image without green tests, not even on a laptop in a hurry. The build waits for the tests.',
    },
    {
      name: 'marker-file',
      title: 'A marker file',
      note: 'Says openly why the stage is needed, at the price of an empty file in the image.',
    },
    {
      name: 'mount-from-test',
      title: 'A bind mount from the test stage',
      note: 'The same dependency through `RUN --mount`. It leaves no marker, and it needs a shell and a tool to copy with in the final image.',
    },
    {
      name: 'tests-in-the-build-stage',
      title: 'Tests where the app is compiled',
      note: 'The simplest of all. A lint or test that is slow then stands in the way of every build, and there is no stage to ask for by name.',
    },
    {
      name: 'bake-group',
      title: 'A Bake group',
      note: 'Both targets in one command, side by side. Keep the push a step of its own: with `bake --push`, the image may be out before the tests have failed.',
    },
    {
      name: 'tests-in-a-container',
      title: 'Tests in a container',
      note: 'The way for tests that need a network or a database beside them, which a build step cannot have. Results are not cached.',
    },
    {
      name: 'named-target-last',
      title: 'The target named each time',
      note: 'Works in this script. Whoever types `docker build .` gets the test image, so let the stage that ships be the last.',
    },
  ],
});
