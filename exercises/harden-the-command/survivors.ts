import { survivors } from '#engine';

export default survivors([
  {
    mutant: /NET_BIND_SERVICE/,
    verdict: 'same',
    reason: 'Docker lets every user of a container open low ports (net.ipv4.ip_unprivileged_port_start is 0).',
  },
  {
    mutant: /--memory-swap/,
    verdict: 'same',
    reason: 'With `--memory` alone the container may swap as much again: more than before, and still a bound.',
  },
  { mutant: /seccomp=/, verdict: 'same', reason: 'Docker’s own profile is in force then.' },
  { mutant: /--detach|--name/, verdict: 'same', reason: 'How the container is called, and where its output goes, is not asked.' },
]);
