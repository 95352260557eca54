/**
 * Flags of `docker run` and of what else acts on containers.
 * Source: `docker run --help` of Docker 28.2 and docker/cli docs/reference/commandline/container_run.md, read 2026-11-23.
 */
import { command, flagTable } from '../grammar.ts';

const container = flagTable(`
  --add-host list*
  --annotation pairs*
  -a --attach list*
  --blkio-weight int
  --blkio-weight-device list*
  --cap-add capability*
  --cap-drop capability*
  --cgroup-parent string
  --cgroupns host|private
  --cidfile string
  --cpu-count int
  --cpu-percent int
  --cpu-period int
  --cpu-quota int
  --cpu-rt-period int
  --cpu-rt-runtime int
  -c --cpu-shares int
  --cpus cpus
  --cpuset-cpus string
  --cpuset-mems string
  --device list*
  --device-cgroup-rule list*
  --device-read-bps list*
  --device-read-iops list*
  --device-write-bps list*
  --device-write-iops list*
  --disable-content-trust
  --dns list*
  --dns-option list*
  --dns-opt list*
  --dns-search list*
  --domainname string
  --entrypoint string
  -e --env env*
  --env-file list*
  --expose list*
  --gpus string
  --group-add list*
  --health-cmd string
  --health-interval duration
  --health-retries int
  --health-start-interval duration
  --health-start-period duration
  --health-timeout duration
  -h --hostname string
  --init
  -i --interactive
  --io-maxbandwidth bytes
  --io-maxiops int
  --ip string
  --ip6 string
  --ipc string
  --isolation string
  --kernel-memory bytes
  -l --label pairs*
  --label-file list*
  --link list*
  --link-local-ip list*
  --log-driver string
  --log-opt pairs*
  --mac-address string
  -m --memory bytes
  --memory-reservation bytes
  --memory-swap bytes
  --memory-swappiness int
  --mount mount*
  --name string
  --network list*
  --net list*
  --network-alias list*
  --net-alias list*
  --no-healthcheck
  --oom-kill-disable
  --oom-score-adj int
  --pid string
  --pids-limit int
  --platform string
  --privileged
  -p --publish port*
  -P --publish-all
  --pull always|missing|never
  -q --quiet
  --read-only
  --restart restart
  --rm
  --runtime string
  --security-opt security*
  --shm-size bytes
  --stop-signal string
  --stop-timeout int
  --storage-opt pairs*
  --sysctl pairs*
  --tmpfs tmpfs*
  -t --tty
  --ulimit ulimit*
  --use-api-socket
  -u --user user
  --userns string
  --uts string
  -v --volume volume*
  --volume-driver string
  --volumes-from list*
  -w --workdir string
`);

const attached = flagTable(`
  -d --detach
  --detach-keys string
  --sig-proxy
`);

export const run = command('docker run', [container, attached], { stopAtOperand: true, least: 1, operand: 'an image' });
export const create = command('docker create', [container], { stopAtOperand: true, least: 1, operand: 'an image' });

export const exec = command(
  'docker exec',
  [
    flagTable(`
      -d --detach
      --detach-keys string
      -e --env env*
      --env-file list*
      -i --interactive
      --privileged
      -t --tty
      -u --user user
      -w --workdir string
    `),
  ],
  { stopAtOperand: true, least: 2, operand: 'a container and a command' },
);

const signal = '-s --signal string\n -t --timeout int\n --time int';
export const stop = command('docker stop', [flagTable(signal)], { least: 1, operand: 'a container' });
export const restart = command('docker restart', [flagTable(signal)], { least: 1, operand: 'a container' });
export const kill = command('docker kill', [flagTable('-s --signal string')], { least: 1, operand: 'a container' });
export const logs = command(
  'docker logs',
  [flagTable('--details\n -f --follow\n --since string\n -n --tail string\n -t --timestamps\n --until string')],
  { least: 1, most: 1, operand: 'a container' },
);
export const remove = command('docker rm', [flagTable('-f --force\n -l --link\n -v --volumes')], { least: 1, operand: 'a container' });
export const start = command('docker start', [flagTable('-a --attach\n --detach-keys string\n -i --interactive')], {
  least: 1,
  operand: 'a container',
});
export const list = command('docker ps', [
  flagTable('-a --all\n -f --filter string*\n --format string\n -n --last int\n -l --latest\n --no-trunc\n -q --quiet\n -s --size'),
]);
export const prune = command('docker container prune', [flagTable('--filter string*\n -f --force')]);
export const update = command(
  'docker update',
  [
    flagTable(`
      --blkio-weight int
      --cpu-period int
      --cpu-quota int
      --cpu-rt-period int
      --cpu-rt-runtime int
      -c --cpu-shares int
      --cpus cpus
      --cpuset-cpus string
      --cpuset-mems string
      -m --memory bytes
      --memory-reservation bytes
      --memory-swap bytes
      --pids-limit int
      --restart restart
    `),
  ],
  { least: 1, operand: 'a container' },
);
