import { help } from '#engine';

export default help({
  hints: [
    'Read `finding.txt` as if you had to defend the exception to a customer. Which of its sentences would you need?',
    'An exception answers four questions: which finding, in which product, why it does not apply, and who says so when. A bare number answers the first.',
    'The scanner reads `.trivyignore` by itself, but a VEX document only when it is told of it. And `*` as a product would excuse images that nobody has looked at.',
    'Name the image by its digest, or the package by its package URL. Take the status `not_affected` with the justification that the code is never executed, hand the file over with `--vex`, and take the line out of `.trivyignore`.',
  ],
  why: 'Whoever reads the exception knows what it holds for, why, and whom to ask, and every other finding still stops the release.',
  approaches: [
    {
      name: 'openvex-by-digest',
      title: 'OpenVEX, the image by digest',
      note: 'Holds for exactly this image, so the next build has to be looked at again. Strict, and some work.',
    },
    {
      name: 'openvex-by-package',
      title: 'OpenVEX, the package by package URL',
      note: 'Holds for this version of the package wherever the document is used, and ends by itself when the package is updated.',
    },
    {
      name: 'grype-reads-it-too',
      title: 'The same document for another scanner',
      note: 'A VEX document is not tied to one tool. With `subcomponents` it says which package of the image is meant.',
    },
    {
      name: 'cyclonedx',
      title: 'CycloneDX',
      note: 'The same statement in CycloneDX’s words. Good where your SBOMs are CycloneDX already.',
    },
    {
      name: 'attached-to-the-image',
      title: 'Attached to the image',
      note: 'The statement travels with the image as a signed attestation, so customers who scan it see your reason as well.',
    },
    {
      name: 'ignore-file-with-reason',
      title: 'Trivy’s own ignore file, with reason and end',
      note: 'Passes with a note: it is quick and it ends by itself, but only this scanner in this repository knows of it.',
    },
    {
      name: 'grype-configuration',
      title: 'grype’s configuration',
      note: 'Passes with a note as well. grype has no field for an end, so the date stands in the reason and somebody has to watch it.',
    },
  ],
});
