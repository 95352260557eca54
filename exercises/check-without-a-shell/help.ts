import { help } from '#engine';

export default help({
  hints: [
    'Go through the lines of the last stage and ask of each: which program has to be in the image so that this can work?',
    'A check without brackets is run by `/bin/sh -c`. Distroless has no `/bin/sh`, and no wget or curl. It does have the program that the image is there for.',
    'In exec form a check is a program and its arguments: no `||`, no `$VAR`. Where is Node in this base? Its entrypoint says so. And is the script that you name in the image?',
    'Copy `health.js` and write `HEALTHCHECK CMD ["/nodejs/bin/node", "/app/health.js"]`. Or take the line out and let Kubernetes ask: a `readinessProbe` with `httpGet`, path `/health`, port 3000.',
  ],
  why: 'The check now starts a program that is in the image, without a shell in between, and answers for the service.',
  approaches: [
    {
      name: 'script-with-node',
      title: 'A small script, run by Node',
      note: 'Nothing new in the image but the script. Each check starts a Node process of its own, which costs some memory and CPU every time.',
    },
    {
      name: 'own-subcommand',
      title: 'The program asks itself',
      note: 'No second file to keep in step with the service: it knows its own port. Usual for Go and Rust programs, where the program is all there is.',
    },
    {
      name: 'inline',
      title: 'Inline code',
      note: 'Everything in one line, and quoting inside of quoting. Fine once; hard to read the third time.',
    },
    {
      name: 'copied-probe',
      title: 'A static program for the check',
      note: 'Light on CPU. It is one more program in the image: pin it, and remember that it can fetch things for others too.',
    },
    {
      name: 'asked-by-kubernetes',
      title: 'No check in the image, Kubernetes asks',
      note: 'Kubernetes never reads HEALTHCHECK. Its probes come from outside and need nothing in the image. Under Compose nobody asks then.',
    },
    {
      name: 'asked-by-compose',
      title: 'The check in the Compose file',
      note: 'Compose’s check replaces the image’s. The program still has to be in the image; `test` with `CMD` runs without a shell.',
    },
  ],
});
