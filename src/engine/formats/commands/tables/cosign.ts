/** Flags of cosign 2 and 3. Source: sigstore/cosign doc/cosign_*.md; written from general knowledge, not yet checked against it. */
import { command, flagTable, type Group } from '../grammar.ts';

const globals = flagTable(`
  --output-file string
  -t --timeout duration
  -d --verbose
`);

const registry = flagTable(`
  --allow-http-registry
  --allow-insecure-registry
  --attachment-tag-prefix string
  --k8s-keychain
  --registry-cacert string
  --registry-client-cert string
  --registry-client-key string
  --registry-password string
  --registry-referrers-mode string
  --registry-server-name string
  --registry-token string
  --registry-username string
`);

const verify = flagTable(`
  -a --annotations list*
  --attachment string
  --bundle string
  --ca-intermediates string
  --ca-roots string
  --cert string
  --cert-email string
  --certificate string
  --certificate-chain string
  --certificate-email string
  --certificate-github-workflow-name string
  --certificate-github-workflow-ref string
  --certificate-github-workflow-repository string
  --certificate-github-workflow-sha string
  --certificate-github-workflow-trigger string
  --certificate-identity string
  --certificate-identity-regexp string
  --certificate-oidc-issuer string
  --certificate-oidc-issuer-regexp string
  --check-claims
  --experimental-oci11
  --insecure-ignore-sct
  --insecure-ignore-tlog
  --key string
  --local-image
  --max-workers int
  --new-bundle-format
  --offline
  -o --output string
  --payload string
  --policy list*
  --private-infrastructure
  --rekor-url string
  --sct string
  --signature string
  --signature-digest-algorithm string
  --sk
  --slot string
  --timestamp-certificate-chain string
  --trusted-root string
  --type string
  --use-signed-timestamps
`);

const sign = flagTable(`
  -a --annotations list*
  --attachment string
  --bundle string
  --certificate string
  --certificate-chain string
  --fulcio-auth-flow string
  --fulcio-url string
  --identity-token string
  --insecure-skip-verify
  --issue-certificate
  --key string
  --new-bundle-format
  --no-upload
  --oidc-client-id string
  --oidc-client-secret-file string
  --oidc-disable-ambient-providers
  --oidc-issuer string
  --oidc-provider string
  --oidc-redirect-url string
  --output-attestation string
  --output-certificate string
  --output-signature string
  --payload string
  --predicate string
  --record-creation-timestamp
  -r --recursive
  --rekor-entry-type string
  --rekor-url string
  --replace
  --sign-container-identity string
  --signing-algorithm string
  --signing-config string
  --sk
  --slot string
  --statement string
  --timestamp-client-cacert string
  --timestamp-client-cert string
  --timestamp-client-key string
  --timestamp-server-name string
  --timestamp-server-url string
  --tlog-upload
  --trusted-root string
  --type string
  --upload
  --use-signing-config
  -y --yes
`);

const image = { complete: false, least: 1, operand: 'an image' } as const;
const other = [
  'attach',
  'bundle',
  'clean',
  'completion',
  'copy',
  'download',
  'env',
  'generate',
  'generate-key-pair',
  'import-key-pair',
  'initialize',
];
const more = [
  'load',
  'login',
  'manifest',
  'dockerfile',
  'public-key',
  'save',
  'sign-blob',
  'attest-blob',
  'tree',
  'triangulate',
  'trusted-root',
  'upload',
  'verify-blob',
  'verify-blob-attestation',
  'version',
  'signing-config',
];

export const cosign: Group = {
  name: 'cosign',
  flags: command('cosign', [globals], { complete: false }),
  commands: {
    verify: command('cosign verify', [globals, registry, verify], image),
    'verify-attestation': command('cosign verify-attestation', [globals, registry, verify], image),
    sign: command('cosign sign', [globals, registry, sign], image),
    attest: command('cosign attest', [globals, registry, sign], image),
    ...Object.fromEntries(
      [...other, ...more].map((name) => [name, command(`cosign ${name}`, [globals, registry, sign, verify], { complete: false })]),
    ),
  },
};
