/** Records that a team lead asked this browser to keep. Kept as `shipshape:team`, and only then. */
import type { DocumentKind } from '../store.ts';

export interface KeptRecords {
  /** Packed, as in links. */
  records: string[];
}

export const keptKind: DocumentKind<KeptRecords> = {
  key: 'shipshape:team',
  schema: 1,
  empty: () => ({ records: [] }),
  read: (value) =>
    Array.isArray(value.records) ? { records: value.records.filter((text): text is string => typeof text === 'string') } : undefined,
};
