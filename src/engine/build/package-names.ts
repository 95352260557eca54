/** For whoever asks which packages a call names: all flags whose values are no packages, and the managers of Node.js, Ruby and Go. */
import type { ShellWord } from '../shell/command.ts';
import { type Manager, type ManagerKind, managerKinds, type PackageCall } from './package-calls.ts';

const { apt, apk, dnf, yum, zypper, pip } = managerKinds;
const rpm = ' -c --config --repoid --excludepkgs -d -e --forcearch --advisory -R';
const also = (kind: ManagerKind, values: string): ManagerKind => ({ ...kind, values: kind.values + values });

/** By manager: how its command lines are read, from the manual of each. */
export const namingKinds: Partial<Record<Manager, ManagerKind>> = {
  apt: also(apt, ' -c --config-file --default-release -a --host-architecture'),
  apk: also(apk, ' -t --virtual --keys-dir --arch --cache-dir --repositories-file --wait --cache-max-age'),
  dnf: also(dnf, rpm),
  yum: also(yum, rpm),
  zypper: also(zypper, ' --installroot -c --config --releasever -D --reposd-dir -r --repo --from -t --type -p --plus-repo'),
  pip: also(
    pip,
    ' -r --requirement -c --constraint -e --editable -i --index-url --extra-index-url -f --find-links -t --target --prefix --root --src -b --build --platform --python-version --implementation --abi --progress-bar --trusted-host --client-cert --timeout --retries --exists-action --log --global-option --config-settings -C --no-binary --only-binary --upgrade-strategy --root-user-action --report --python --use-feature --use-deprecated --keyring-provider',
  ),
  npm: {
    tools: /^npm$/,
    values:
      '--loglevel --prefix -C --registry --tag --userconfig --cache --workspace -w --omit --include --install-strategy --before --os --cpu --libc --fetch-retries --fetch-timeout --node-options --scope --otp --script-shell',
    install: 'install i in ins inst insta instal isnt isnta isntal isntall add',
  },
  gem: {
    tools: /^gem[\d.]*$/,
    values:
      '-v --version -i --install-dir -n --bindir -s --source -P --trust-policy --platform --document -g --file --build-root -p --http-proxy --use-system-libraries',
    install: 'install i',
  },
  go: {
    tools: /^go$/,
    values: '-o -p -ldflags -tags -gcflags -mod -modfile -C -asmflags -overlay -pkgdir -toolexec -exec -buildmode -compiler',
    install: 'install get run',
    singleDash: true,
  },
};

/** The packages that a call names. What follows `go run PACKAGE` is for the program, what follows `gem install NAME --` for the compiler. */
export function packagesOf({ manager, verb, options: { positionals, afterDashes } }: PackageCall): ShellWord[] {
  const named = positionals.slice(verb.includes(' ') ? 2 : 1);
  if (manager === 'go' && verb === 'run') return named.slice(0, 1);
  return manager === 'gem' ? named.slice(0, named.length - afterDashes.length) : named;
}
