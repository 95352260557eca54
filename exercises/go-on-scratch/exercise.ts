import { exercise, goals } from '#engine';

export default exercise({
  slug: 'go-on-scratch',
  title: 'A Go service that dies on scratch',
  task: `\`rates\` is a small Go service. It asks a bank for exchange rates over HTTPS and answers on port 8080. It uses \`net/http\` and has no C code of its own.

The image builds, and the container ends at once: \`exec /rates: no such file or directory\`. The file is there. A colleague who got past that saw the next error at the first request: \`x509: certificate signed by unknown authority\`.

Make the service start and reach the bank, as a user other than root that Kubernetes can check, started without a shell. The final image must not hold the Go toolchain. You may choose another base.`,
  kind: 'edit',
  objectives: ['run-without-loader', 'bring-what-is-missing'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['Dockerfile'],
  context: [
    { path: 'cmd/rates/main.go', bytes: 1_410 },
    { path: 'go.mod', bytes: 62, text: 'module example.com/rates\n\ngo 1.27\n' },
    { path: 'go.sum', bytes: 0, text: '' },
    { path: 'internal/bank/client.go', bytes: 2_260 },
  ],
  goals: [
    goals.goBinaryStarts({ id: 'starts', kind: 'achieve', title: 'The base has what the program needs to start' }),
    goals.trustsAuthorities({ id: 'certificates', kind: 'achieve', title: 'The program can check the bank’s certificate' }),
    goals.runsAsCheckableUser({ id: 'numeric-user', kind: 'achieve', title: 'The user is a number, and not root' }),
    goals.callsNoMissingShell({ id: 'no-shell', kind: 'keep', title: 'The program starts without a shell' }),
    goals.keepsVerifying({ id: 'still-checked', kind: 'keep', title: 'Certificates are still checked', variable: 'RATES_TLS_INSECURE' }),
    goals.leavesToolchain({ id: 'no-toolchain', kind: 'keep', title: 'The Go toolchain stays behind', names: ['golang'] }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.documentsPort({ id: 'port-documented', kind: 'polish', title: 'Port 8080 is written down', port: '8080/tcp' }),
  ],
});
