import { exercise } from '#engine';

const debug =
  'The debug tag brings BusyBox, and with it the shell that this base is chosen to do without. To look inside, attach a debug container when you need one, or run the tag elsewhere.';
const bitnami =
  'The versioned tags of this catalogue were moved to `bitnamilegacy` in 2025 and get no fixes there. What can still be pulled is frozen.';

export default exercise({
  slug: 'match-the-base',
  title: 'Five services, five bases',
  task: `Choose a base for what ships of each service: the last stage, not the one that builds. Most have several right answers, and you see the trade-off of the one you took.

All five run in a cluster that wants a user other than root, and are rebuilt every week.`,
  kind: 'match',
  objectives: ['choose-a-base'],
  difficulty: 'first-steps',
  minutes: 4,
  version: 1,
  editable: ['answers.json'],
  context: [],
  goals: [],
  questions: [
    {
      id: 'go-api',
      text: 'An API in Go, built with `CGO_ENABLED=0`. It calls two partners over HTTPS. Whoever breaks in shall find nothing to work with.',
      mode: 'one',
      any: true,
      truth: ['scratch', 'static', 'hardened'],
      because: 'A static program needs certificates, a user and little else.',
      options: [
        {
          id: 'scratch',
          text: '`scratch`, with the CA bundle copied in and a numeric `USER`',
          feedback: 'Nothing is in it but what you copied. Certificates, and time zones if they are needed, are yours to keep fresh.',
        },
        {
          id: 'static',
          text: '`gcr.io/distroless/static-debian13:nonroot`',
          feedback: 'Certificates, time zones, /tmp and user 65532, and no shell.',
        },
        {
          id: 'hardened',
          text: 'Docker’s hardened image for static programs',
          feedback: 'The same idea with an SBOM and signed provenance; it takes a login to dhi.io.',
        },
        {
          id: 'alpine',
          text: '`alpine:3.24`',
          feedback: 'It would run. It also brings a shell, wget and a package manager, and "nothing to work with" was the wish.',
        },
        {
          id: 'golang',
          text: '`golang:1.27`',
          feedback: 'That is the workshop: compiler, Git and a shell. A static program needs none of it to run.',
        },
      ],
    },
    {
      id: 'python-numpy',
      text: 'A service in Python 3.14 with NumPy and pandas. The lockfile pins wheels for `manylinux` (glibc) by hash, and no stage has a compiler.',
      mode: 'one',
      any: true,
      truth: ['slim', 'uv', 'hardened'],
      because: 'Wheels for manylinux are linked against glibc, so the base has to have it.',
      options: [
        { id: 'slim', text: '`python:3.14-slim`', feedback: 'Debian with glibc and no compilers: the usual choice for wheels.' },
        {
          id: 'uv',
          text: 'uv’s image on Debian slim',
          feedback: 'Debian slim with uv in it. Handy to build with; in what ships, uv itself is no longer needed.',
        },
        {
          id: 'hardened',
          text: 'Docker’s hardened Python 3.14, Debian variant',
          feedback: 'glibc, user 65532, no shell. Install in the `-dev` variant and copy the environment over.',
        },
        {
          id: 'alpine',
          text: '`python:3.14-alpine`',
          feedback:
            'Alpine has musl. Wheels for manylinux do not install there: you would need wheels for musllinux in the lockfile, or a compiler and patience.',
        },
        {
          id: 'full',
          text: '`python:3.14`, so that there are tools for debugging',
          feedback:
            'Compilers and headers in production, for the one day on which somebody looks inside. A debug container brings tools on that day, and takes them away again.',
        },
      ],
    },
    {
      id: 'node-addon',
      text: 'A Node.js 24 service with an addon in C++, compiled in a stage on Debian 13. The team on call wants to look inside during incidents.',
      mode: 'one',
      any: true,
      truth: ['slim', 'distroless'],
      because:
        'The addon was linked against Debian’s glibc and needs libstdc++; both bases have them, and tools for looking inside need not live in the image.',
      options: [
        {
          id: 'slim',
          text: '`node:24-trixie-slim`',
          feedback: 'The same Debian as the build, with a shell for those on call. npm and apt come along.',
        },
        {
          id: 'distroless',
          text: '`gcr.io/distroless/nodejs24-debian13:nonroot`',
          feedback: 'glibc and libstdc++, no shell. Those on call attach a container with tools: `docker debug` or `kubectl debug`.',
        },
        {
          id: 'alpine',
          text: '`node:24-alpine`',
          feedback:
            'The addon was linked against glibc, and Alpine has musl: it does not load. It would have to be compiled on Alpine, too.',
        },
        { id: 'debug', text: '`gcr.io/distroless/nodejs24-debian13:debug`', feedback: debug },
        {
          id: 'ended',
          text: '`gcr.io/distroless/nodejs20-debian12`',
          feedback:
            'That line ended: Node.js 20 gets no fixes since April 2026, and distroless builds Node.js on Debian 12 no more. The tag can still be pulled, which is why nobody notices.',
        },
      ],
    },
    {
      id: 'java-audit',
      text: 'A service on Java 25 that auditors look at: the line must still get fixes, and nothing that compiles may be in what ships.',
      mode: 'one',
      any: true,
      truth: ['distroless', 'jre', 'hardened'],
      because: 'A runtime without compiler, on a line that is maintained.',
      options: [
        {
          id: 'distroless',
          text: '`gcr.io/distroless/java25-debian13:nonroot`',
          feedback: 'No shell, and the signature can be checked. Its entrypoint is `java -jar`, so `CMD` names the file alone.',
        },
        {
          id: 'jre',
          text: '`eclipse-temurin:25-jre`',
          feedback: 'Runtime without compiler on Ubuntu. It runs as root until you set a user, and it has a shell and apt.',
        },
        {
          id: 'hardened',
          text: 'Docker’s hardened Java 25 runtime',
          feedback: 'SBOM and signed provenance for the auditors. If they ask for FIPS, that is in the paid tiers.',
        },
        {
          id: 'jdk',
          text: '`eclipse-temurin:25`',
          feedback: 'Without `-jre` this is the JDK, with `javac` and more. The auditors ruled out exactly that.',
        },
        { id: 'bitnami', text: '`bitnami/java:21`', feedback: bitnami },
      ],
    },
    {
      id: 'static-site',
      text: 'A static site on nginx. The configuration is yours: it listens on 8080 and writes to /tmp alone, and the pod says `runAsUser: 101`.',
      mode: 'one',
      any: true,
      truth: ['unprivileged', 'alpine-slim', 'hardened'],
      because: 'With such a configuration nginx needs neither root nor much of a system.',
      options: [
        {
          id: 'unprivileged',
          text: '`nginxinc/nginx-unprivileged:1.30-alpine-slim`',
          feedback: 'Made for this: user 101, port 8080 and paths in /tmp out of the box.',
        },
        {
          id: 'alpine-slim',
          text: '`nginx:1.30-alpine-slim`',
          feedback: 'Small and official. Its own default is root on port 80; your configuration and `runAsUser` change both.',
        },
        {
          id: 'hardened',
          text: 'Docker’s hardened nginx',
          feedback: 'User 65532 by default, no shell. Files of the site must be readable for 101.',
        },
        {
          id: 'latest',
          text: '`nginx:latest`',
          feedback: 'It works today. The tag moves to the next mainline version in some weekly rebuild, and nobody decided that.',
        },
        {
          id: 'node',
          text: '`node:24-slim`, serving the files with a package from npm',
          feedback: 'A JavaScript runtime, npm and some packages to keep patched, for files that nginx serves without any of it.',
        },
        { id: 'bitnami', text: '`bitnami/nginx:1.28`', feedback: bitnami },
      ],
    },
  ],
});
