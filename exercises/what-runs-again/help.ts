import { help } from '#engine';

export default help({
  hints: [
    'For each change, go down from the top and stop at the first step whose key contains what has changed.',
    'A `COPY` has the contents of its files in its key, a `RUN` its text and the values of the arguments declared above it, a stage the digest of its base. What the ignore file leaves out is not copied by anything.',
    'Below the first miss, every step of that stage runs again. Another stage is touched only if it takes something from this one.',
    'README: nothing sees it. Source: line 10. Lockfile: line 8. Commit id: the first `RUN` below line 12. Base: all of its own stage. Each time, follow the stage down to its end.',
  ],
  why: 'You found the first step whose key has changed, followed its stage to the end, and left alone what does not depend on it.',
  approaches: [
    {
      name: 'by-the-keys',
      title: 'The first miss, then the rest of the stage',
      note: 'There is one right answer here, and the engine works it out from the files. Lines without a step of their own, `ARG`, `LABEL`, `USER` and `CMD`, are never run.',
    },
  ],
});
