import { help } from '#engine';

export default help({
  hints: [
    'Ask of each way: does it become part of the image, of the container, or of neither?',
    'Three things belong to the image: its layers, its configuration, and the record of how it was made. History and provenance are that record.',
    'A variable is a setting, so look where settings are printed. A file is in a layer once it was copied, whatever happens to it later. A mount is in no layer.',
    'Arguments of the build: history and provenance. Variables of the image: everywhere but in a layer. Variables of a container: only where the container is asked.',
  ],
  why: 'You can tell for each way of handing a secret over who gets to read it.',
  approaches: [
    {
      name: 'the-one-set',
      title: 'The one right set',
      note: 'There is one truth for each question. What moves with the software is where you look: provenance with `mode=min` leaves the arguments out, and older builders made none.',
    },
  ],
});
