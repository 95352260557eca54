/** Platforms as containerd/platforms reads them, and the variables BuildKit predefines from them. */

export interface Platform {
  os: string;
  arch: string;
  variant: string;
}

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(' '),
);
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
/** Other names of an architecture, with the variant they stand for. */
const aliases: Record<string, [arch: string, variant?: string]> = {
  i386: ['386'],
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};

/** What a build runs on and for where nobody says otherwise. */
export const defaultPlatform: Platform = { os: 'linux', arch: 'amd64', variant: '' };

/** Reads `os`, `arch`, `os/arch` or `os/arch/variant`. The error is one sentence. */
export function parsePlatform(text: string): Platform | { error: string } {
  const parts = text.split('/');
  if (
    parts.some((part, at) => !(at === 0 ? /^[A-Za-z0-9_.-]+(\([A-Za-z0-9_.-]*\))?$/ : /^[A-Za-z0-9_.-]+$/).test(part)) ||
    parts.length > 3
  ) {
    return { error: `\`${text}\` is not a platform: it is written like \`linux/amd64\`.` };
  }
  const [first = '', second = '', third = ''] = parts.map((part) => part.toLowerCase());
  if (parts.length > 1) return normalise(systemName(first), second, third);
  const system = systemName(first);
  if (systems.has(system)) return { ...defaultPlatform, os: system };
  const bare = normalise(defaultPlatform.os, first, '');
  if (architectures.has(bare.arch)) return bare;
  return { error: `\`${text}\` is neither an operating system nor an architecture: a platform is written like \`linux/amd64\`.` };
}

const systemName = (name: string): string => (name.replace(/\(.*$/, '') === 'macos' ? 'darwin' : name.replace(/\(.*$/, ''));

function normalise(os: string, arch: string, variant: string): Platform {
  const [name = arch, implied = ''] = (Object.hasOwn(aliases, arch) ? aliases[arch] : undefined) ?? [];
  const given = /^\d$/.test(variant) ? `v${variant}` : variant;
  if (name === 'arm64' && (given === 'v8' || given === '')) return { os, arch: name, variant: '' };
  if (name === 'amd64' && given === 'v1') return { os, arch: name, variant: '' };
  if (name === 'arm') return { os, arch: name, variant: given || implied || 'v7' };
  return { os, arch: name, variant: given || implied };
}

/** `linux/arm/v7`. */
export const formatPlatform = ({ os, arch, variant }: Platform): string => [os, arch, variant].filter(Boolean).join('/');

/** The variables that every FROM may use, and that an `ARG NAME` brings into a stage (dockerfile2llb, defaultArgs). */
export function platformVariables(platform: Platform, target: string): Record<string, string> {
  return {
    BUILDPLATFORM: formatPlatform(defaultPlatform),
    BUILDOS: defaultPlatform.os,
    BUILDOSVERSION: '',
    BUILDARCH: defaultPlatform.arch,
    BUILDVARIANT: defaultPlatform.variant,
    TARGETPLATFORM: formatPlatform(platform),
    TARGETOS: platform.os,
    TARGETOSVERSION: '',
    TARGETARCH: platform.arch,
    TARGETVARIANT: platform.variant,
    TARGETSTAGE: target,
  };
}

/** Variables that `--build-arg` may set without an ARG, for the programs of a RUN (reference, "Predefined ARGs"). */
export const proxyVariables = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
];
