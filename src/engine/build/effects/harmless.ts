/** Programs that leave nothing behind which a question about the image could be about. */
const programs = new Set(
  `: true false echo printf cat ls pwd sleep date id whoami uname env printenv which type hash head tail wc sort uniq cut tr grep egrep fgrep
  awk diff cmp sha256sum sha512sum sha1sum md5sum stat file du df test [ [[ (( expr seq basename dirname realpath readlink set unset export shift wait
  trap ulimit umask read exit return break continue alias getent command hostname nproc free ps kill jq yq xargs strings ldd readelf objdump
  adduser addgroup useradd groupadd usermod groupmod userdel deluser passwd chpasswd chsh setcap getcap update-ca-certificates
  locale-gen update-locale dpkg-reconfigure ldconfig update-alternatives debconf-set-selections apt-mark apt-cache apt-key apt-config
  apk-list dpkg-query add-apt-repository sync nc ping gpg gpgconf gpgv mkfifo strip upx time nslookup dig openssl ssh-keyscan
  eslint prettier biome oxlint vitest jest mocha ava c8 nyc tap standard tslint stylelint commitlint markdownlint markdownlint-cli2 husky is-ci
  lint-staged knip depcheck tsd publint attw pytest ruff black mypy flake8 pylint tox hadolint shellcheck yamllint
  node-gyp nvm n fnm localedef chronic hostnamectl useradd.local locale`
    .split(/\s+/)
    .filter(Boolean),
);

/** Tests, linters, and what only reads or changes accounts. */
export const isHarmless = (program: string): boolean => programs.has(program);
