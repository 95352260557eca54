import type { Failure } from '../../../build/contents.ts';

/** Why a step cannot work, in words: what is missing, and what that has to do with other lines. */
export function failureMessage({ reason, subject, command, becauseOf, step }: Failure): string {
  const what = command ? `\`${command}\`` : `This \`${step.keyword}\``;
  const because = becauseOf[0];
  switch (reason) {
    case 'missing-source':
      return `\`${subject}\` is not there to be copied: ${step.transfer?.from.kind === 'stage' ? 'no step of that stage makes it' : 'the build context does not hold it'}.`;
    case 'ignored-source':
      return `\`${subject}\` exists on disk, but the ignore file keeps it out of the build context, so for the builder it does not exist.`;
    case 'missing-manifest':
      return `${what} finds no \`${subject}\` in its folder. It has to be copied in before.`;
    case 'missing-lockfile':
      return `${what} refuses to start without \`${subject}\`, and no step before it brings that file.`;
    case 'missing-tool':
      return because
        ? `${what} needs \`${subject}\`, which is a development dependency, and line ${because.line} installs without those. ${environment(because.variables)}`
        : `${what} needs \`${subject}\`, and nothing before it installs that.`;
    case 'missing-script':
      return `${what} finds no script \`${subject}\` in \`package.json\`.`;
    case 'missing-file':
      return `${what} is given \`${subject}\`, which is not there when it runs. \`RUN\` sees the image, not your disk.`;
    case 'missing-lists':
      return `${what} knows no package \`${subject}\`: the image comes without lists of packages, and no step before has fetched them. Look at what comes first in every such install.`;
    case 'missing-repository':
      return `${what} changes the settings of the repository that it stands in, and there is none in \`${subject}\`. Look at whose settings you mean.`;
    case 'refused-words':
      return `${what} is given one word too many: it takes ${subject}. Look for a word whose flag is gone.`;
    case 'missing-input':
      return `${what} has nothing to work on: it starts from \`${subject}\`, and no step before it brings that into this stage.`;
    case 'other-platform':
      return `${what} bundles for browsers, as esbuild does unless it is told otherwise, and stops at what \`${subject}\` imports from Node.js itself.`;
    case 'other-yarn':
      return `${what} is for later Yarns, and \`yarn\` is Yarn 1 here: the image brings that one, and Corepack starts it too where nothing names a version. Look at what tells Corepack which Yarn to start.`;
    case 'other-linker':
      return `${what} looks for \`node_modules\`, because \`${subject}\` says so. When the packages were installed, that file was not there yet, and Yarn made none.`;
    case 'missing-program':
      return `The image has no \`${subject}\`.`;
    case 'no-shell':
      return `The image has no shell, and ${what} is in shell form.`;
  }
}

const environment = (variables: Record<string, { value?: string }>) =>
  variables.NODE_ENV?.value === 'production'
    ? '`NODE_ENV=production` is in force there, and npm takes that as the wish to leave them out.'
    : '';
