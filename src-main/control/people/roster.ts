import { existsSync } from 'node:fs';
import type { Result } from '../../../contract/result';
import { accept } from '../../../contract/result';
import type { PeopleFileView } from '../../../contract/state';
import { readPeopleFile, writePeopleFile } from './peopleFile';
import { openPeopleJournal, type PeopleEntry } from './peopleJournal';
import type { Person } from './personSchema';
import { describeLock, refusePeople } from './refusals';

/** The people this console keeps, on disk and in memory, and what is written down about them. */
export interface Roster {
  people(): readonly Person[];
  find(personId: string | null): Person | undefined;
  file(): PeopleFileView;
  /** Written down first, then kept, then in force: what cannot be written down is not done. */
  keep(after: readonly Person[], deed: Deed, by: string | null, person: Named): Result<void>;
  /** Comings and goings: told in the log where they cannot be written, but not refused. */
  note(deed: Deed, by: string | null, personId: string | null): void;
  close(): void;
}

export type Deed = Pick<PeopleEntry, 'what' | 'roles' | 'note'>;
type Named = NonNullable<PeopleEntry['person']>;

export interface RosterSetup {
  /** The file of people; beside it a damaged one is set aside. */
  readonly path: string;
  readonly journalFolder: string;
  /** Remembers elsewhere that people were kept, so that a file that vanished does not open the door. */
  readonly marker: { begun(): boolean; begin(): void };
  readonly wallMs: () => number;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

export function openRoster({ path, journalFolder, marker, wallMs, log }: RosterSetup): Roster {
  const journal = openJournalOrSay();
  const reading = readPeopleFile(path);
  let people: readonly Person[] = reading.kind === 'kept' ? reading.people : [];
  let phase = phaseAtStart();

  function openJournalOrSay(): ReturnType<typeof openPeopleJournal> | null {
    try {
      const opened = openPeopleJournal(journalFolder);
      for (const repair of opened.repairs) log('warn', repair);
      return opened;
    } catch (error) {
      log('warn', `what happens to people is not kept, so nothing about them can be changed: ${String(error)}`);
      return null;
    }
  }

  function phaseAtStart(): PeopleFileView['phase'] {
    if (reading.kind === 'kept') {
      marker.begin();
      return 'kept';
    }
    const begun = reading.kind === 'damaged' || marker.begun() || journal?.begun === true || existsSync(`${path}.set-aside`);
    if (begun) log('warn', describeLock(path, reading));
    return begun ? 'locked' : 'none';
  }

  function find(personId: string | null): Person | undefined {
    return people.find(({ id }) => id === personId);
  }

  function nameOf(personId: string | null): Named | null {
    const found = find(personId);
    return found === undefined ? null : { id: found.id, name: found.name };
  }

  function note(deed: Deed, by: string | null, personId: string | null): void {
    try {
      journal?.append({ ...deed, at: wallMs(), by: nameOf(by), person: nameOf(personId) });
    } catch (error) {
      log('warn', `the journal of people could not be written: ${String(error)}`);
    }
  }

  return {
    people: () => people,
    find,
    file: () => ({ phase, path, setAside: reading.kind === 'damaged' ? reading.setAside : null }),
    keep: (after, deed, by, person) => {
      try {
        if (journal === null) throw new Error(`there is no journal in ${journalFolder}`);
        journal.append({ ...deed, at: wallMs(), by: nameOf(by), person });
        writePeopleFile(path, after);
      } catch (error) {
        log('warn', `people stay as they were: ${String(error)}`);
        note({ what: 'not-done', note: deed.what }, by, person.id);
        return refusePeople('not-kept', path);
      }
      people = after;
      phase = 'kept';
      marker.begin();
      return accept(undefined);
    },
    note,
    close: () => journal?.close(),
  };
}
