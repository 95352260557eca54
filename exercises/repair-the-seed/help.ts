import { help } from '#engine';

export default help({
  hints: [
    'Follow `node_modules` backwards: which step of which stage put it there, and what did that step install?',
    'The build needs the compiler and the test runner, the service does not. So there have to be two states of `node_modules`, or none in the final image.',
    'npm has a flag that leaves out one kind of dependency, for `npm ci` and for `npm prune`. Decide in which stage that runs, and copy from there.',
    'Either a stage of its own runs `npm ci --omit=dev` and the final stage copies `node_modules` from it, or the builder prunes after the build. The base line needs a newer number, and the user can be one.',
  ],
  why: 'The final image holds the compiled app and what it loads at run time, installed from the lockfile; compiler, tests and sources stay in stages that do not ship.',
  approaches: [
    {
      name: 'deps-stage',
      title: 'A stage for production dependencies',
      note: 'Both installs run in parallel and are cached apart: editing a source file reinstalls nothing. Two installs, two short lines.',
    },
    {
      name: 'prune',
      title: 'Build, then prune',
      note: 'One install, pruned in the builder where its layers do not ship. Each edit of a source file runs the prune again.',
    },
    {
      name: 'install-in-final',
      title: 'Install in the final stage',
      note: 'Native modules are certain to fit, for they are installed where they run. It needs npm in the final image, so it does not work on distroless.',
    },
    {
      name: 'distroless',
      title: 'A final image without a shell',
      note: 'The entrypoint is already `node` and the user already 65532. There is nothing to open a shell with, for you either. The build stage must be Debian, not Alpine.',
    },
    {
      name: 'bundle',
      title: 'Bundle with ncc, ship no node_modules',
      note: 'Small and quick to start. ncc carries the compiled part of argon2 along; a scanner sees fewer packages than are really inside.',
    },
    {
      name: 'own-code-bundled',
      title: 'Bundle with esbuild, ship argon2 beside it',
      note: 'One file to start. esbuild cannot carry compiled parts, so argon2 stays out of the bundle and comes with the pruned `node_modules`, where it finds its own.',
    },
    {
      name: 'pnpm-deploy',
      title: 'pnpm deploy',
      note: 'Writes a folder that holds one package with its production dependencies: made for monorepos.',
    },
    {
      name: 'yarn-focus',
      title: 'Yarn workspaces focus',
      note: 'Installs again without development dependencies, in place. With the node-modules linker, the folder is copied as with npm. Corepack would start Yarn 1 if no step named a version.',
    },
  ],
});
