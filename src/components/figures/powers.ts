/** Which capabilities a container has, by the command or the Compose service that starts it. Pure, for the build and for tests. */
import { actionsOf, readCommands, readCompose } from '#engine';
import { figures } from '../../course/strings/index.ts';

/** What Docker leaves to a container: moby, oci/caps/defaults.go, read 2026-11-29. */
const byDefault = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
  ...['NET_RAW', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

/** How many there are, with Linux 5.9 and newer: capabilities(7). */
export const allCapabilities = 41;

export interface Powers {
  /** What of the file decides, as it would be typed: '--cap-drop ALL'. */
  by: string;
  count: number;
  tone: 'good' | 'quiet' | 'bad';
  /** Their names, or what it means to have all or none. */
  says: string;
}

interface Asked {
  add: readonly string[];
  drop: readonly string[];
  privileged: boolean;
}

/** As moby's TweakCapabilities has it: privileged wins, then an ALL that is added, then an ALL that is dropped. */
function left({ add, drop, privileged }: Asked): { count: number; names?: string[] } {
  if (privileged) return { count: allCapabilities };
  if (add.includes('ALL')) return { count: allCapabilities - drop.filter((name) => name !== 'ALL').length };
  const kept = drop.includes('ALL') ? [] : byDefault.filter((name) => !drop.includes(name));
  const names = [...kept, ...add.filter((name) => !kept.includes(name))];
  return { count: names.length, names };
}

function powers(asked: Asked): Powers {
  const { count, names } = left(asked);
  const words = [
    ...(asked.privileged ? ['--privileged'] : []),
    ...asked.drop.map((name) => `--cap-drop ${name}`),
    ...asked.add.map((name) => `--cap-add ${name}`),
  ];
  return {
    by: words.join(' ') || figures.powers.nothing,
    count,
    tone: !names ? 'bad' : count > 1 ? 'quiet' : 'good',
    says: names?.join(', ') || (count === 0 ? figures.powers.none : figures.powers.all),
  };
}

/**
 * @param text commands with `docker run` in them, one line of the picture each; or a Compose file, then its services
 */
export function powersOf(language: string, text: string): Powers[] {
  if (language === 'sh')
    return actionsOf(readCommands(text, 'command.sh'), 'run').map((run) =>
      powers({ add: run.capAdd, drop: run.capDrop, privileged: run.privileged }),
    );
  return readCompose(text).services.map((service) =>
    powers({
      add: service.capAdd.map(({ visible }) => visible),
      drop: service.capDrop.map(({ visible }) => visible),
      privileged: service.privileged?.value === true,
    }),
  );
}
