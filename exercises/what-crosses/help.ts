import { help } from '#engine';

export default help({
  hints: [
    'Begin with the lines, not with the folder: which of them name files of the context at all?',
    'Two things decide about a file: whether some step needs it, and whether the builder has it already. The ignore file comes before both.',
    'Nothing names `data` in `Dockerfile`; `COPY . .` names it in `all.Dockerfile`. What has been sent once stays with the builder until somebody prunes it.',
    'First build: what the `COPY` lines name. After an edit: the edited file. Empty builder: like the first build. Without the ignore file, only `COPY . .` takes more.',
  ],
  why: 'BuildKit asks for the files that a step needs and that it does not have, after the ignore file has had its say.',
  approaches: [
    {
      name: 'what-a-step-needs',
      title: 'From the steps to the files',
      note: 'There is one right answer here, and the engine works it out from the files. It is also the way to read your own log: `transferring context` tells how much crossed.',
    },
  ],
});
