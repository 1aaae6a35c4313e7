import { join } from 'node:path';
import { z } from 'zod';
import { roles } from '../../../contract/roles';
import { openJournal, type JournalFormat } from '../journals/journal';

/** What happened to people: who did it, what, to whom. Never a passphrase, never a name that nobody has: it may be a slip of the passphrase. */
const entrySchema = z.strictObject({
  /** The workstation's clock: people are no part of any room's time. */
  at: z.number(),
  /** Who did it; null while nobody was signed in. */
  by: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  what: z.enum([
    'create-first',
    'create',
    'set-roles',
    'rename',
    'set-passphrase',
    'remove',
    /** The change that stands before it, named by the note, could not be kept. */
    'not-done',
    'sign-in',
    'sign-in-refused',
    'sign-out',
    /** Agreed to something at a keyboard where somebody else is signed in. */
    'vouch',
  ]),
  /** Whom it befell; null for a name nobody has. */
  person: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  roles: z.array(z.enum(roles)).optional(),
  /** The new name, or why a session ended. */
  note: z.string().optional(),
});
export type PeopleEntry = z.infer<typeof entrySchema>;

const changesMax = 4_000;
/** Beside the changes, so that no row of wrong passphrases pushes out who made whom admin. */
const comingsMax = 1_000;

const format: JournalFormat<PeopleEntry> = {
  name: 'highnoon.people',
  version: 1,
  entry: entrySchema,
  migrate: (entry) => entry,
  bytesMax: 1_048_576,
  keep: (entries) => {
    const kept = new Set([
      ...entries.filter((entry) => !isComing(entry)).slice(-changesMax),
      ...entries.filter(isComing).slice(-comingsMax),
    ]);
    return entries.filter((entry) => kept.has(entry));
  },
};

export function openPeopleJournal(folder: string): {
  /** Whether people were kept here before. A first profile alone does not say so: it is written down before the deed. */
  readonly begun: boolean;
  readonly repairs: readonly string[];
  append(entry: PeopleEntry): void;
  close(): void;
} {
  const { journal, entries, repairs } = openJournal(join(folder, 'people.journal'), format);
  return {
    begun: entries.some(({ what }) => what !== 'create-first' && what !== 'not-done' && what !== 'sign-in-refused'),
    repairs,
    // On the disk before the deed: what a power cut takes must not be who made whom admin.
    append: (entry) => journal.append(entry, isComing(entry) ? 'process' : 'sync'),
    close: () => journal.close(),
  };
}

function isComing({ what }: PeopleEntry): boolean {
  return what === 'sign-in' || what === 'sign-in-refused' || what === 'sign-out' || what === 'vouch';
}
