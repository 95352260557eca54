/** What a record may be at most. A whole course of real answers is about 60,000 characters, 15,000 of them when packed. */
export const limits = {
  /** Characters of a file or link, before anything is unpacked. */
  packed: 1_000_000,
  /** Bytes when unpacked; unpacking stops there. */
  unpacked: 4_000_000,
  /** Levels of brackets and braces. */
  depth: 12,
  answers: 400,
  /** Files of one answer. */
  files: 20,
  /** Characters of one file. */
  file: 200_000,
  /** Characters of a path inside an answer. */
  path: 200,
  /** Steps of a track. */
  steps: 300,
  /** Modules skipped. */
  placement: 100,
};
