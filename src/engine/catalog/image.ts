/** The part of an image's configuration that is known. An absent field is not set, unless `ImageFacts.uncertain` names it. */
export interface ImageConfigFacts {
  user?: string;
  workdir?: string;
  env?: Record<string, string>;
  entrypoint?: string[];
  cmd?: string[];
  exposed?: string[];
  volumes?: string[];
  stopSignal?: string;
}

/** Facts about one published image, as data. Unknown stays undefined: the model then says "cannot tell". */
export interface ImageFacts {
  /** Short name as in FROM, without tag: 'node', 'gcr.io/distroless/nodejs24-debian13'. */
  name: string;
  /** Which tags these facts hold for: whole tag matches, `*` for any run of characters. The first entry that matches wins. */
  tags: string[];
  /** 'debian', 'ubuntu', 'alpine', 'distroless', 'busybox', 'scratch', … */
  family?: string;
  libc?: 'glibc' | 'musl' | 'none';
  /** Absolute path of the shell that shell form uses; null where the image has none. */
  shell?: string | null;
  /** 'apt', 'apk', 'dnf', …; null where the image has none. */
  packageManager?: string | null;
  /** Programs known to be on PATH. A program in neither list is unknown. */
  programs?: string[];
  /** Programs known to be absent. */
  lacks?: string[];
  /** Users in /etc/passwd beside root that matter. */
  users?: { name: string; uid: number; gid: number; home?: string }[];
  /** What `docker inspect` shows: only what is known and sourced. */
  config?: ImageConfigFacts;
  /** Fields of `config` that the image does set, to something not known here: there, absent means unknown and not unset. */
  uncertain?: (keyof ImageConfigFacts)[];
  /** Variables the image sets to values that change from tag to tag: `NODE_VERSION`. */
  setsEnv?: string[];
  /** Day the line stops getting fixes, ISO date, with where that is said. */
  endOfLife?: { date: string; source: string };
  /** Where the facts were read and when (ISO date). */
  source: string;
  date: string;
}

/** An image reference taken apart. Its parts are as written; `name` is normalised the way Docker does (`library/` and `docker.io/` dropped). */
export interface ImageRef {
  written: string;
  /** 'docker.io' where none is written. */
  registry: string;
  /** Short familiar name: 'node', 'grafana/grafana', 'gcr.io/distroless/static'. */
  name: string;
  tag?: string;
  /** 'sha256:…' in full. */
  digest?: string;
}
