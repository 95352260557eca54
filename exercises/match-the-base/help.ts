import { help } from '#engine';

export default help({
  hints: [
    'For each service, ask in this order: which C library does what you copy in need, what must not be in the image, and does the line still get fixes?',
    'Wheels for manylinux and an addon that was compiled on Debian are linked against glibc. A static Go program is linked against nothing.',
    'Tools for debugging do not have to live in production: a container with tools can be attached when it is needed. And a tag that can be pulled is not the same as a line that is maintained.',
    'Go: scratch or static. Python with wheels, and the addon: something on Debian. Java: a runtime, not a JDK. nginx: a small variant with a version in its tag.',
  ],
  why: 'Each base has the C library that the program was linked for, little that it does not need, and a line that still gets fixes.',
  approaches: [
    {
      name: 'little-as-possible',
      title: 'As little as possible',
      note: 'scratch, slim and distroless: nothing to log in to. You bring certificates and users yourself, and need a way to look inside that is not a shell in the image.',
    },
    {
      name: 'official-and-plain',
      title: 'Official images, the small variants',
      note: 'Known to everybody, with a shell where Debian or Alpine is below. You set the user yourself.',
    },
    {
      name: 'hardened',
      title: 'Hardened images throughout',
      note: 'One catalogue with SBOM, provenance and user 65532. A login in every build, and one more party to depend on.',
    },
  ],
});
