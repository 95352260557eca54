/** Files that somebody opens or drops, sorted into the tabs. Nothing is sent anywhere. */

/** UTF-16 units that a file may have: more is no Dockerfile. */
export const largest = 2_000_000;

export interface Taken {
  files: Record<string, string>;
  /** Names of files that no tab is for, and of those that are too large. */
  left: string[];
}

const tabOf = (name: string): string | undefined => {
  if (/\.?dockerignore$/i.test(name)) return '.dockerignore';
  if (/^(.*\.)?(dockerfile|containerfile)(\..*)?$/i.test(name)) return 'Dockerfile';
  return /\.(txt|lst)$/i.test(name) ? 'context.txt' : undefined;
};

/** Reads them. The first for each tab is taken; a single file of another name is taken for a Dockerfile. */
export async function takeFiles(given: readonly Pick<File, 'name' | 'size' | 'text'>[]): Promise<Taken> {
  const taken: Taken = { files: {}, left: [] };
  for (const file of given) {
    const tab = tabOf(file.name) ?? (given.length === 1 ? 'Dockerfile' : undefined);
    if (!tab || taken.files[tab] !== undefined || file.size > largest) taken.left.push(file.name);
    else taken.files[tab] = await file.text();
  }
  return taken;
}
