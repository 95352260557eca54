import { help } from '#engine';

export default help({
  hints: [
    'Follow one check: which program runs, which address does it ask, what does it make of the answer, and from when on does a failure count?',
    'On Alpine `localhost` stands for two addresses, and the small `wget` there asks one of them. On which address does the server listen?',
    'A failed check counts from the first one on, unless a start period says otherwise. Write the address as a number, or let the server listen on both protocols.',
    'With `--start-period=40s` or more, and `http://127.0.0.1:3000/health` as the address, `wget` is fine. If you prefer another program, make sure that it is in the image and that 500 is a failure to it.',
  ],
  why: 'The check runs, asks the server where it listens, and its exit code says what the server said; while it starts, a failure does not count.',
  approaches: [
    {
      name: 'wget-by-number',
      title: 'wget and an address in numbers',
      note: 'The shortest way on Alpine: no package, no doubt about protocols. It needs a shell and wget, so it does not work on distroless.',
    },
    {
      name: 'ask-with-node',
      title: 'Ask with the runtime that is there',
      note: 'Works in any Node.js image, without a shell. Each check starts a Node process, so the interval is longer.',
    },
    {
      name: 'own-script',
      title: 'A script beside the app',
      note: 'The same in a file that can be tested, and the Dockerfile stays readable. Good for checks with a condition or two.',
    },
    {
      name: 'curl-installed',
      title: 'Install curl',
      note: 'curl asks the second address if the first refuses, so `localhost` is fine. It is one more package to keep up to date, and `-f` must not be forgotten.',
    },
    {
      name: 'listen-on-both',
      title: 'Let the server listen on both protocols',
      note: 'Then `localhost` works for every program. It changes the server and not the check, so look whether anything else relied on IPv4 alone.',
    },
    {
      name: 'every-second',
      title: 'Check every second',
      note: 'Works, and asks the database 86,400 times a day for each container.',
    },
  ],
});
