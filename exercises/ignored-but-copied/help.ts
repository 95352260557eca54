import { help } from '#engine';

export default help({
  hints: [
    'The file is on your disk, yet the builder says it is not there. What stands between your disk and the builder?',
    'COPY and ADD see the build context after the ignore file has been applied, however the path is spelled.',
    'There are two kinds of way out: let `dist` through, or stop taking it from your machine and make it in the build.',
    'To let it through, drop the line, or end the file with an exception for it. To make it in the build, add a stage on a Node.js image that runs `npm ci` and `npm run build`, and copy from that stage.',
  ],
  why: 'What an ignore file leaves out does not exist for the builder, so the site must either get through or come from another stage.',
  approaches: [
    {
      name: 'build-stage',
      title: 'Build the site in a stage',
      note: 'Everybody gets the same result from a clean checkout, and the ignore rule is right as it is. The build takes longer than a copy.',
    },
    {
      name: 'drop-the-rule',
      title: 'Drop the rule',
      note: 'Quick. But now the image holds whatever was last built on somebody’s machine.',
    },
    {
      name: 'except-after',
      title: 'An exception after the rule',
      note: 'The same effect as dropping the rule. It helps where a broader pattern leaves `dist` out and only this one folder is wanted.',
    },
    {
      name: 'own-ignore-file',
      title: 'An ignore file for this Dockerfile alone',
      note: '`nginx.Dockerfile.dockerignore` beside the Dockerfile wins over `.dockerignore`, so other builds of the repository keep their rule.',
    },
    {
      name: 'named-context',
      title: 'A named context',
      note: '`--build-context site=./dist` hands the folder over under a name, past the ignore file of the main context. The command then belongs to the build: keep it in a script or a Bake file.',
    },
  ],
});
