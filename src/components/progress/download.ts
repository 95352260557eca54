/** Hands a backup of everything to the reader as a file. */
import { backupFile, makeBackup, type WholeShelf, writeBackup } from '../../course/backup.ts';

/** @returns how many documents the file holds; 0 where nothing is stored: then no file is made */
export function downloadBackup(shelf: WholeShelf): number {
  const backup = makeBackup(shelf, new Date().toISOString());
  const documents = Object.keys({ ...backup.documents, ...backup.unreadable }).length;
  if (documents === 0) return 0;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([writeBackup(backup)], { type: 'application/json' }));
  link.download = backupFile;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return documents;
}
