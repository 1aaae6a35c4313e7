import type { Actor, ProtectionClock } from '../parts';
import { auditRecordSchema, type AuditRecord, type Draft } from './records';

/** The console's one audit, as far as service protection needs it. */
export interface AuditStore {
  readonly log: {
    /** On the disk when it returns. @throws when it cannot be written */
    append(entry: unknown): unknown;
  };
  /** What was there when it was opened, oldest first; others write there too. */
  readonly records: readonly unknown[];
}

/** The audit as the journal of executions (decision 0017). */
export interface Journal {
  /** Before an effect: on the disk when it returns. @throws when it cannot be written; what it was to record must then not be done */
  must(draft: Draft, by: Actor): void;
  /**
   * For what is true already, and for what takes back: it is followed even while the audit cannot be written, and written as soon as it
   * can be.
   */
  tell(draft: Draft, by: Actor): void;
}

export interface JournalSetup {
  readonly audit: AuditStore;
  readonly clock: ProtectionClock;
  readonly follow: (record: AuditRecord) => void;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
}

/** A revert of 20 steps is some 60 records; what is beyond that is lost with the disk. */
const waitingMax = 1_000;

export function createJournal({ audit, clock, follow, log }: JournalSetup): Journal {
  /** What the disk did not take yet, in order. */
  const waiting: AuditRecord[] = [];

  function writeWaiting(): void {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      audit.log.append(first);
      waiting.shift();
    }
  }

  const sign = (draft: Draft, by: Actor): AuditRecord => ({
    ...draft,
    v: 1,
    at: clock.roomNow(),
    wall: clock.wallMs(),
    ...(by.kind === 'person'
      ? { by: by.name, personId: by.personId, windowId: by.windowId }
      : { by: 'console', personId: null, windowId: null }),
  });

  return {
    must: (draft, by) => {
      writeWaiting();
      const record = sign(draft, by);
      audit.log.append(record);
      follow(record);
    },
    tell: (draft, by) => {
      const record = sign(draft, by);
      follow(record);
      waiting.push(record);
      if (waiting.length > waitingMax) waiting.shift();
      try {
        writeWaiting();
      } catch (error) {
        log('error', `"${record.kind}" waits to be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** Ours among the audit's records; what is of another kind, or of a newer console, is left out. */
export function ourRecords(records: readonly unknown[]): AuditRecord[] {
  return records.flatMap((record) => {
    const parsed = auditRecordSchema.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
}
