import { help } from '#engine';

export default help({
  hints: [
    '"No such file or directory" can mean another file than the one you named. What does the kernel have to find before it can start a program that is linked dynamically?',
    'The golang image has a C compiler, so Go links some of its network code against C, and the program then names a loader that `scratch` does not have. Either the program must not need one, or the base must have one.',
    'A variable of the `go build` turns C off. The certificates are a file that the build stage has. And `scratch` has no `/etc/passwd`: a user there can only be a number.',
    '`CGO_ENABLED=0 go build …`; `COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/`; `USER 65532:65532`. Or a base that brings certificates and user along: distroless `static`, tag `nonroot`.',
  ],
  why: 'The program starts without a loader, or on a base that has it; the certificates are there, and the user is a number.',
  approaches: [
    {
      name: 'scratch',
      title: 'scratch, with what is missing',
      note: 'Nothing in the image that you did not put there. You are the one who keeps the certificates fresh, by building again, and who remembers time zones or /tmp when they are needed.',
    },
    {
      name: 'distroless-static',
      title: 'distroless static',
      note: 'Certificates, time zones, /tmp and a user 65532 for about 2 MiB. The usual choice for a static program.',
    },
    {
      name: 'distroless-with-glibc',
      title: 'distroless base, linked against glibc',
      note: 'For programs that need C. Build on the same Debian release as the base, or glibc may be too old for the program.',
    },
    {
      name: 'static-with-musl',
      title: 'Linked statically against musl',
      note: 'C code inside, and still no loader needed. It takes a compiler in the build stage and two flags for the linker.',
    },
    {
      name: 'no-compiler-no-cgo',
      title: 'Build on Alpine, where there is no C compiler',
      note: 'Go turns C off by itself when it finds no compiler. It works until somebody installs one; the variable says what is meant.',
    },
    {
      name: 'hardened',
      title: 'A hardened runtime image',
      note: 'Certificates and user 65532 come along, with an SBOM and signed provenance. Needs a login to dhi.io.',
    },
  ],
});
