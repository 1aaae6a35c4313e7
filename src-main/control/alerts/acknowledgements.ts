import { join } from 'node:path';
import { z } from 'zod';
import type { AlertState } from '../../../contract/state';
import { openJournal, type JournalFormat } from '../journals/journal';

export type Acknowledged = NonNullable<AlertState['acknowledged']>;

/** Who has seen which alert: Alertmanager cannot keep it. An alert's id says its server's fingerprint and start, so one journal is enough. */
export interface Acknowledgements {
  readonly repairs: readonly string[];
  of(eventId: string): Acknowledged | null;
  /** Null takes it back. */
  set(eventId: string, acknowledged: Acknowledged | null): void;
  close(): void;
}

interface Entry {
  readonly eventId: string;
  readonly acknowledged: Acknowledged | null;
}

/** More than all alerts that are remembered. */
const keptMax = 2_000;

const format: JournalFormat<Entry> = {
  name: 'highnoon.acknowledgements',
  version: 1,
  entry: z.object({
    eventId: z.string().min(1),
    acknowledged: z.object({ by: z.string(), at: z.number() }).nullable(),
  }),
  migrate: (entry) => entry,
  bytesMax: 524_288,
  keep: (entries) => newestStanding(entries),
};

/** @throws when the folder cannot be written */
export function openAcknowledgements(folder: string): Acknowledgements {
  const { journal, entries, repairs } = openJournal(join(folder, 'acknowledgements.journal'), format);
  const standing = new Map(newestStanding(entries).map(({ eventId, acknowledged }) => [eventId, acknowledged]));
  return {
    repairs,
    of: (eventId) => standing.get(eventId) ?? null,
    set: (eventId, acknowledged) => {
      journal.append({ eventId, acknowledged });
      standing.delete(eventId);
      if (acknowledged !== null) standing.set(eventId, acknowledged);
      for (const oldest of standing.keys()) {
        if (standing.size <= keptMax) break;
        standing.delete(oldest);
      }
    },
    close: () => journal.close(),
  };
}

function newestStanding(entries: readonly Entry[]): readonly Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    byId.delete(entry.eventId);
    if (entry.acknowledged !== null) byId.set(entry.eventId, entry);
  }
  return [...byId.values()].slice(-keptMax);
}

/** For a folder that cannot be written: forgotten when the console ends. */
export function unkeptAcknowledgements(): Pick<Acknowledgements, 'of' | 'set'> {
  const standing = new Map<string, Acknowledged>();
  return {
    of: (eventId) => standing.get(eventId) ?? null,
    set: (eventId, acknowledged) => {
      if (acknowledged === null) standing.delete(eventId);
      else standing.set(eventId, acknowledged);
    },
  };
}
