import { help } from '#engine';

export default help({
  hints: [
    'Imagine that the scanner’s authors were robbed last night. What would your pipeline run this morning, and what could that code reach?',
    'Three doors are open: the name under which the action is fetched, the rights of the token, and a secret on the same machine.',
    'A name that cannot move closes the first. `permissions` closes the second. The third closes only when scanning and publishing are two jobs, because steps of one job share a machine.',
    'Let one job build, scan and keep the image as an artifact, with `contents: read` and no secret. Let a second job, which needs the first, load that artifact and push it; only there is the token named.',
  ],
  why: 'The scanner is one fixed commit, its job can only read, and the token that publishes exists only in a job that runs no scanner.',
  approaches: [
    {
      name: 'artifact-between-jobs',
      title: 'Two jobs, the image as an artifact',
      note: 'No registry is needed for the hand-over. The scanner still runs beside the image before it is kept; building in a third job closes that door too.',
    },
    {
      name: 'scanner-in-a-container',
      title: 'The scanner as a container, by digest',
      note: 'No action at all, and it works on every CI system. You raise the digest yourself, or let a bot do it.',
    },
    {
      name: 'promote-by-digest',
      title: 'Three jobs and a staging repository',
      note: 'The digest travels as a job output, so several platforms and attestations survive. The staging repository is written with the run’s own token, which cannot write where customers pull.',
    },
    {
      name: 'short-lived-identity',
      title: 'No stored token at all',
      note: 'The publishing job proves who it is with OpenID Connect and gets a token for minutes. `id-token: write` stands in that job alone.',
    },
    {
      name: 'empty-by-default',
      title: 'Nothing by default',
      note: '`permissions: {}` at the top, and each job asks for what it needs. A job added later begins with nothing.',
    },
  ],
});
