import { survivors } from '#engine';

export default survivors([
  {
    mutant: /statements\.0\.justification|analysis\.justification/,
    verdict: 'same',
    reason: 'The reason stands there in words; OpenVEX and CycloneDX ask for one of the two.',
  },
  {
    mutant: /impact_statement|analysis\.detail/,
    verdict: 'same',
    reason: 'The justification says why; OpenVEX and CycloneDX ask for one of the two.',
  },
  {
    mutant: /--yes/,
    solution: /^attached-to-the-image$/,
    verdict: 'same',
    reason: 'cosign then asks before it uploads; nobody said that nobody is there to answer.',
  },
  {
    mutant: /api\.cdx\.json: without `version`/,
    solution: /^cyclonedx$/,
    verdict: 'same',
    reason: 'The schema takes 1 where it is absent.',
  },
  {
    mutant: /ignore\[0\]\.package|vulnerabilities\[0\]\.purls/,
    verdict: 'same',
    reason: 'An ignore file will do with a reason and a date, says the task; naming the package only narrows it.',
  },
  {
    mutant: /-c \.grype\.yaml/,
    solution: /^grype-configuration$/,
    verdict: 'same',
    reason: 'grype reads that file of the current folder by itself.',
  },
  {
    mutant: /subcomponents/,
    solution: /^grype-reads-it-too$/,
    verdict: 'same',
    reason: 'The statement then holds for the image that was looked at, as in the other solutions.',
  },
]);
