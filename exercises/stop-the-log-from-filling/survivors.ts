import { survivors } from '#engine';

export default survivors([
  { mutant: /--detach|` *-d`|without `-d`|--name|--remove-orphans|--stop|--force/, verdict: 'same', reason: 'Not about the log.' },
  { mutant: /max-file/, verdict: 'same', reason: 'One file of a limited size is bounded as well; more of them is advice.' },
  {
    mutant: /log-driver|logging\.driver/,
    verdict: 'same',
    reason: '`json-file` is the driver where nobody names one, and it takes the same options.',
  },
  {
    mutant: /--log-opt max-size/,
    solution: /^flags-of-run$/,
    verdict: 'same',
    reason: 'The driver `local` keeps files of at most 20 MB by itself.',
  },
  {
    mutant: /logging\.options`|fluentd-address/,
    solution: /^sent-away$/,
    verdict: 'same',
    reason: 'The driver then sends to port 24224 of its host. Whether something listens there, or at any other address, cannot be told.',
  },
  {
    mutant: /mode: non-blocking|max-buffer-size/,
    verdict: 'same',
    reason: 'What happens to the app when the log server is slow is advice here.',
  },
]);
