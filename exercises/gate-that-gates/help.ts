import { help } from '#engine';

export default help({
  hints: [
    'Follow one image through the workflow: when is it built, when is it scanned, and when does it get the name that the servers pull?',
    'A scanner reports. Whether its report ends the step is a matter of its exit code, and most scanners end with success unless told otherwise.',
    'Three things have to hold at once: the scan stands before the release, it fails on what you will not ship, and nothing is built again in between.',
    'Build under a name that nobody pulls, or keep the image on the runner. Scan that with an exit code and a severity. Then push it, or give its digest the released name.',
  ],
  why: 'One image is built, a finding of the chosen severity ends the run before it is released, and what is released is the very image that was looked at.',
  approaches: [
    {
      name: 'build-scan-push',
      title: 'Build, scan on the runner, push',
      note: 'The shortest. The image never leaves the runner before it has passed. It works for one platform; an image for several cannot be loaded everywhere.',
    },
    {
      name: 'promote-by-digest',
      title: 'Staging repository, promotion by digest',
      note: 'Works for several platforms, keeps attestations, and the digest proves that it is the same image. It needs a second repository and its cleaning up.',
    },
    {
      name: 'grype',
      title: 'grype',
      note: '`--fail-on high` sets threshold and exit code in one flag.',
    },
    {
      name: 'docker-scout',
      title: 'docker scout',
      note: '`--exit-code` makes it end with 2 on findings. It wants a login.',
    },
    {
      name: 'report-and-gate',
      title: 'A report for people, a gate for the run',
      note: 'The first scan writes everything into a SARIF file for the security page, the second decides. The database is loaded once and serves both.',
    },
    {
      name: 'two-jobs',
      title: 'Separate jobs',
      note: 'The image travels as an artifact. The job that scans needs no right to publish, which the next exercise builds on.',
    },
    {
      name: 'one-script',
      title: 'One script',
      note: 'GitHub runs `bash -e`, so a failing scan ends the step before the push. Clear as long as nobody adds a pipe or `|| true`.',
    },
  ],
});
