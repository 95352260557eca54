/**
 * Flags of the scanners and of syft. Source of Trivy and Scout: aquasecurity/trivy docs/docs/references/configuration/cli and docker/scout-cli
 * docs/scout_cves.md. Those of grype, syft and Snyk are written from general knowledge, not yet checked against their documentation.
 */
import { command, flagTable, type Group } from '../grammar.ts';

const trivyGlobals = flagTable(`
  --cacert string
  --cache-dir string
  -c --config string
  -d --debug
  --generate-default-config
  --insecure
  -q --quiet
  --timeout duration
  -v --version
`);

const trivyScan = flagTable(`
  --cache-backend string
  --cache-ttl duration
  --check-namespaces list*
  --checks-bundle-repository string
  --compliance string
  --config-check list*
  --config-data list*
  --config-file-schemas list*
  --custom-headers list*
  --db-repository list*
  --dependency-tree
  --detection-priority precise|comprehensive
  --disable-telemetry
  --distro string
  --docker-host string
  --download-db-only
  --download-java-db-only
  --enable-modules list*
  --exit-code int
  --exit-on-eol int
  --file-patterns list*
  -f --format table|json|template|sarif|cyclonedx|spdx|spdx-json|github|cosign-vuln
  --helm-api-versions list*
  --helm-kube-version string
  --helm-set list*
  --helm-set-file list*
  --helm-set-string list*
  --helm-values list*
  --ignore-policy string
  --ignore-status list*
  --ignore-unfixed
  --ignored-licenses list*
  --ignorefile string
  --image-config-scanners list*
  --image-src list*
  --include-deprecated-checks
  --include-dev-deps
  --include-non-failures
  --input string
  --java-db-repository list*
  --license-confidence-level string
  --license-full
  --list-all-pkgs
  --max-image-size string
  --misconfig-scanners list*
  --module-dir string
  --no-progress
  --offline-scan
  -o --output string
  --output-plugin-arg string
  --parallel int
  --password list*
  --password-stdin
  --pkg-relationships list*
  --pkg-types list*
  --platform string
  --podman-host string
  --raw-config-scanners list*
  --redis-ca string
  --redis-cert string
  --redis-key string
  --redis-tls
  --registry-token string
  --rekor-url string
  --removed-pkgs
  --render-cause list*
  --report all|summary
  --sbom-sources list*
  --scanners list*
  --secret-config string
  --security-checks list*
  --server string
  -s --severity severities
  --show-suppressed
  --skip-check-update
  --skip-db-update
  --skip-dirs list*
  --skip-files list*
  --skip-java-db-update
  --skip-policy-update
  --skip-version-check
  --skip-vex-repo-update
  --table-mode string
  -t --template string
  --tf-exclude-downloaded-modules
  --tf-vars list*
  --token string
  --token-header string
  --trace
  --username list*
  --vex list*
  --vuln-severity-source list*
  --vuln-type list*
`);

const trivyCommand = (name: string, operand: string) =>
  command(`trivy ${name}`, [trivyGlobals, trivyScan], { complete: false, most: 1, operand });

const trivyFs = trivyCommand('fs', 'a folder');
export const trivy: Group = {
  name: 'trivy',
  flags: command('trivy', [trivyGlobals], { complete: false }),
  commands: {
    image: trivyCommand('image', 'an image'),
    i: trivyCommand('image', 'an image'),
    filesystem: trivyFs,
    fs: trivyFs,
    rootfs: trivyCommand('rootfs', 'a folder'),
    repository: trivyCommand('repository', 'a repository'),
    repo: trivyCommand('repository', 'a repository'),
    config: trivyCommand('config', 'a folder'),
    conf: trivyCommand('config', 'a folder'),
    sbom: trivyCommand('sbom', 'an SBOM file'),
    vm: trivyCommand('vm', 'a disk image'),
    kubernetes: command('trivy kubernetes', [trivyGlobals, trivyScan], { complete: false }),
    k8s: command('trivy kubernetes', [trivyGlobals, trivyScan], { complete: false }),
    convert: command('trivy convert', [trivyGlobals, trivyScan], { complete: false }),
    server: command('trivy server', [trivyGlobals, trivyScan], { complete: false }),
    clean: command('trivy clean', [trivyGlobals], { complete: false }),
    version: command('trivy version', [trivyGlobals], { complete: false }),
    plugin: command('trivy plugin', [trivyGlobals], { complete: false, stopAtOperand: true }),
    registry: command('trivy registry', [trivyGlobals], { complete: false, stopAtOperand: true }),
    vex: command('trivy vex', [trivyGlobals], { complete: false, stopAtOperand: true }),
    module: command('trivy module', [trivyGlobals], { complete: false, stopAtOperand: true }),
  },
};

const grypeFlags = flagTable(`
  --add-cpes-if-none
  --by-cve
  -c --config list*
  --distro string
  --exclude list*
  -f --fail-on negligible|low|medium|high|critical
  --file string
  --from list*
  --ignore-states list*
  --name string
  --only-fixed
  --only-notfixed
  -o --output list*
  --platform string
  --profile list*
  -q --quiet
  -s --scope string
  --show-suppressed
  --sort-by string
  -t --template string
  -v --verbose
  --version
  --vex list*
`);
const grypeScan = command('grype', [grypeFlags], { complete: false, most: 1, operand: 'an image' });
export const grype: Group = {
  name: 'grype',
  flags: grypeScan,
  commands: Object.fromEntries(
    ['db', 'explain', 'config', 'completion', 'version', 'help'].map((name) => [
      name,
      command(`grype ${name}`, [grypeFlags], { complete: false, stopAtOperand: true }),
    ]),
  ),
  fallback: grypeScan,
};

const syftFlags = flagTable(`
  --base-path string
  --catalogers list*
  -c --config list*
  --enrich list*
  --exclude list*
  --file string
  --from list*
  --key string
  --name string
  --override-default-catalogers list*
  -o --output list*
  --parallelism int
  --platform string
  --profile list*
  -q --quiet
  -s --scope string
  --select-catalogers list*
  --source-name string
  --source-supplier string
  --source-version string
  -t --template string
  -v --verbose
  --version
`);
const syftScan = command('syft', [syftFlags], { complete: false, most: 1, operand: 'an image' });
export const syft: Group = {
  name: 'syft',
  flags: syftScan,
  commands: {
    scan: syftScan,
    packages: syftScan,
    ...Object.fromEntries(
      ['attest', 'cataloger', 'convert', 'login', 'config', 'completion', 'version', 'help'].map((name) => [
        name,
        command(`syft ${name}`, [syftFlags], { complete: false }),
      ]),
    ),
  },
  fallback: syftScan,
};

const snykFlags = flagTable(`
  --all-projects
  --app-vulns
  -d
  --exclude-app-vulns
  --exclude-base-image-vulns
  --exclude-node-modules
  --fail-on all|upgradable|patchable
  --file string
  --group-issues
  --json
  --json-file-output string
  --nested-jars-depth int
  --org string
  --password string
  --platform string
  --policy-path string
  --print-deps
  --project-environment string
  --project-lifecycle string
  --project-name string
  --project-tags string
  --remote-repo-url string
  --sarif
  --sarif-file-output string
  --severity-threshold low|medium|high|critical
  --shaded-jars-depth int
  --tags string
  --target-reference string
  --trust-policies
  --username string
`);
const snykCommand = (name: string) => command(`snyk ${name}`, [snykFlags], { complete: false });
const snykContainer: Group = {
  name: 'snyk container',
  flags: command('snyk container', [snykFlags], { complete: false }),
  commands: { test: snykCommand('container test'), monitor: snykCommand('container monitor'), sbom: snykCommand('container sbom') },
};
export const snyk: Group = {
  name: 'snyk',
  flags: command('snyk', [snykFlags], { complete: false }),
  commands: {
    container: snykContainer,
    ...Object.fromEntries(
      ['test', 'monitor', 'code', 'iac', 'auth', 'sbom', 'config', 'ignore', 'policy'].map((name) => [name, snykCommand(name)]),
    ),
  },
};

const scoutFlags = flagTable(`
  --debug
  --details
  --env string
  --epss
  --epss-date string
  --epss-percentile string
  --epss-score string
  -e --exit-code
  --format packages|sarif|spdx|gitlab|markdown|sbom|cyclonedx|text|json|list
  --ignore-base
  --ignore-suppressed
  --ignore-unchanged
  --latest
  --locations
  --multi-stage
  --only-base
  --only-cisa-kev
  --only-cve-id list*
  --only-fixable
  --only-fixed
  --only-metric list*
  --only-package list*
  --only-package-type list*
  --only-policy list*
  --only-severity severities
  --only-stage list*
  --only-unfixed
  --only-updates
  --only-refresh
  --only-vex-affected
  --only-vuln-packages
  --org string
  -o --output string
  --platform string
  --ref string
  --stream string
  --to string
  --to-env string
  --to-latest
  --to-ref string
  --to-stream string
  --type string
  --vex
  --vex-author list*
  --vex-location list*
  --verbose-debug
  -x --exit-on list*
`);
const scoutCommand = (name: string) => command(`docker scout ${name}`, [scoutFlags], { complete: false });
const names = [
  'cves',
  'quickview',
  'qv',
  'compare',
  'diff',
  'recommendations',
  'policy',
  'sbom',
  'push',
  'watch',
  'enroll',
  'repo',
  'config',
  'cache',
];
export const scout: Group = {
  name: 'docker scout',
  flags: command('docker scout', [scoutFlags], { complete: false }),
  commands: {
    ...Object.fromEntries(names.map((name) => [name, scoutCommand(name)])),
    ...Object.fromEntries(
      ['attestation', 'attest', 'vex', 'environment', 'integration', 'version', 'help'].map((name) => [
        name,
        command(`docker scout ${name}`, [scoutFlags], { complete: false, stopAtOperand: true }),
      ]),
    ),
  },
};
