import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Caller } from '../../../contract/commands';
import { accept, type Result } from '../../../contract/result';
import { roles, type Role } from '../../../contract/roles';
import type { Store } from '../store';
import { createOneAtATime } from './oneAtATime';
import { matchesPassphrase, sealPassphrase } from './passphrase';
import { isAdmin, personNamed, withName, withoutPerson, withPassphrase, withPerson, withRoles } from './peopleBook';
import { readPeopleFile, writePeopleFile } from './peopleFile';
import { openPeopleJournal, type PeopleEntry } from './peopleJournal';
import { createPersonSession, type SessionClock } from './personSession';
import { nameKey, type Person } from './personSchema';
import { describeLock, lacks, refusePeople, refuseWait, type PeoplePhase } from './refusals';
import { createWrongPassphrases } from './wrongPassphrases';

/**
 * Who may do what at this console. Everything a window could forge is decided here: the session lives in main's memory, the
 * roles are read from the kept people at every request, and passphrases leave this folder only as hashes in one file.
 */
export interface People {
  /** Who is signed in now, with the roles of now; null when nobody is, or no longer. */
  person(): Caller['person'];
  /** Whoever is signed in did something: the session goes on. */
  seen(): void;
  /** Why a role is missing and how to get it. */
  lacks(role: Role): Result<never>;
  createFirst(name: string, passphrase: string): Promise<Result<void>>;
  signIn(name: string, passphrase: string): Promise<Result<void>>;
  signOut(): void;
  create(by: string, draft: { name: string; passphrase: string; roles: readonly Role[] }): Promise<Result<{ personId: string }>>;
  setRoles(by: string, personId: string, wanted: readonly Role[]): Promise<Result<void>>;
  rename(by: string, personId: string, name: string): Promise<Result<void>>;
  remove(by: string, personId: string): Promise<Result<void>>;
  /** One's own with the former one, also for an admin: an unattended console must not give its passphrase away. */
  setPassphrase(by: string, change: { personId: string; former?: string | undefined; passphrase: string }): Promise<Result<void>>;
  readonly close: () => void;
}

export interface PeopleSetup {
  /** The file of people; beside it a damaged one is set aside. */
  readonly path: string;
  readonly journalFolder: string;
  /** Remembers elsewhere that people were kept, so that a file that vanished does not open the door. */
  readonly marker: { begun(): boolean; begin(): void };
  readonly store: Store;
  readonly clock: SessionClock;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

type Change = Pick<PeopleEntry, 'what' | 'roles' | 'note'>;

export function openPeople({ path, journalFolder, marker, store, clock, log }: PeopleSetup): People {
  const journal = openJournalOrSay();
  const wrong = createWrongPassphrases(() => clock.monotonicMs());
  const oneAtATime = createOneAtATime();
  const reading = readPeopleFile(path);
  let book: readonly Person[] = reading.kind === 'kept' ? reading.people : [];
  let phase: PeoplePhase = phaseAtStart();
  const session = createPersonSession(clock, (personId, why) => {
    note({ what: 'sign-out', note: why }, null, personId);
    show();
  });
  show();

  function phaseAtStart(): PeoplePhase {
    if (reading.kind === 'kept') {
      marker.begin();
      return 'kept';
    }
    const begun = reading.kind === 'damaged' || marker.begun() || journal?.begun === true || existsSync(`${path}.set-aside`);
    if (begun) log('warn', describeLock(path, reading));
    return begun ? 'locked' : 'none';
  }

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

  function find(personId: string | null): Person | undefined {
    return book.find(({ id }) => id === personId);
  }

  function nameOf(personId: string | null): { id: string; name: string } | null {
    const found = find(personId);
    return found === undefined ? null : { id: found.id, name: found.name };
  }

  /** Comings and goings: told where they cannot be written, but not refused. */
  function note(entry: Change, by: string | null, personId: string | null): void {
    try {
      journal?.append({ ...entry, at: clock.wallMs(), by: nameOf(by), person: nameOf(personId) });
    } catch (error) {
      log('warn', `the journal of people could not be written: ${String(error)}`);
    }
  }

  function show(): void {
    store.replace('people', Object.fromEntries(book.map(({ id, name, roles: its }) => [id, { name, roles: its }])));
    const setAside = reading.kind === 'damaged' ? reading.setAside : null;
    store.put('peopleFile', 'current', { phase, path, setAside });
    const signedIn = find(session.personId());
    if (signedIn === undefined) store.remove('session', 'current');
    else {
      const sinceLocal = store.read().session['current']?.sinceLocal ?? clock.wallMs();
      store.put('session', 'current', { personId: signedIn.id, name: signedIn.name, roles: signedIn.roles, sinceLocal });
    }
  }

  /** Written down first, then kept, then in force: what cannot be written down is not done. */
  function keep(after: readonly Person[], entry: Change, by: string | null, person: { id: string; name: string }): Result<void> {
    try {
      if (journal === null) throw new Error(`there is no journal in ${journalFolder}`);
      journal.append({ ...entry, at: clock.wallMs(), by: nameOf(by), person });
      writePeopleFile(path, after);
    } catch (error) {
      log('warn', `people stay as they were: ${String(error)}`);
      note({ what: 'not-done', note: entry.what }, by, person.id);
      return refusePeople('not-kept', path);
    }
    book = after;
    phase = 'kept';
    marker.begin();
    if (session.personId() !== null && find(session.personId()) === undefined) session.end('removed');
    show();
    return accept(undefined);
  }

  /** `by` is looked at again: it may have lost its role while a passphrase was being sealed. */
  function change(
    by: string,
    personId: string,
    entry: Change,
    make: (before: readonly Person[]) => Result<readonly Person[]>,
  ): Result<void> {
    if (!isAdmin(book, by)) return lacks('admin', phase, find(by) !== undefined);
    return changeAnyhow(by, personId, entry, make);
  }

  function changeAnyhow(
    by: string,
    personId: string,
    entry: Change,
    make: (before: readonly Person[]) => Result<readonly Person[]>,
  ): Result<void> {
    const made = make(book);
    if (!made.ok) return made;
    const named = made.value.find(({ id }) => id === personId) ?? find(personId);
    return keep(made.value, entry, by, { id: personId, name: named?.name ?? '' });
  }

  /** The same answer, after the same work, whether the name or the passphrase is wrong. */
  async function check(name: string, passphrase: string): Promise<Result<Person>> {
    const key = nameKey(name);
    const waitMs = wrong.waitMs(key);
    if (waitMs > 0) return refuseWait(Math.ceil(waitMs / 1_000));
    const person = personNamed(book, name);
    const matches = await matchesPassphrase(passphrase, person?.passphrase ?? null);
    if (person !== undefined && matches) {
      wrong.forgive(key);
      return accept(person);
    }
    wrong.wrong(key);
    note({ what: 'sign-in-refused' }, null, person?.id ?? null);
    return refusePeople('wrong-passphrase', path);
  }

  function enter(person: Person): void {
    session.begin(person.id);
    note({ what: 'sign-in' }, person.id, person.id);
    store.remove('session', 'current');
    show();
  }

  return {
    person: () => {
      const found = find(session.personId());
      return found === undefined ? null : { id: found.id, name: found.name, roles: found.roles };
    },
    seen: () => session.seen(),
    lacks: (role) => lacks(role, phase, session.personId() !== null),
    createFirst: (name, passphrase) =>
      oneAtATime(async () => {
        if (phase !== 'none') return refusePeople(phase === 'locked' ? 'people-locked' : 'people-exist', path);
        const person = { id: randomUUID(), name, roles: [...roles], passphrase: await sealPassphrase(passphrase) };
        const kept = keep([person], { what: 'create-first', roles: person.roles }, null, { id: person.id, name });
        if (kept.ok) enter(person);
        return kept;
      }),
    signIn: (name, passphrase) =>
      oneAtATime(async () => {
        if (phase === 'locked') return refusePeople('people-locked', path);
        const checked = await check(name, passphrase);
        if (!checked.ok) return checked;
        enter(checked.value);
        return accept(undefined);
      }),
    signOut: () => session.end('signed-out'),
    create: (by, draft) =>
      oneAtATime(async () => {
        const id = randomUUID();
        const person = { id, name: draft.name, roles: [...draft.roles], passphrase: await sealPassphrase(draft.passphrase) };
        const made = change(by, id, { what: 'create', roles: person.roles }, (before) => withPerson(before, person));
        return made.ok ? accept({ personId: id }) : made;
      }),
    setRoles: (by, personId, wanted) =>
      oneAtATime(async () =>
        change(by, personId, { what: 'set-roles', roles: [...wanted] }, (before) => withRoles(before, personId, wanted)),
      ),
    rename: (by, personId, name) =>
      oneAtATime(async () =>
        change(by, personId, { what: 'rename', note: nameOf(personId)?.name ?? '' }, (before) =>
          withName(before, personId, name),
        ),
      ),
    remove: (by, personId) =>
      oneAtATime(async () => change(by, personId, { what: 'remove' }, (before) => withoutPerson(before, personId))),
    setPassphrase: (by, { personId, former, passphrase }) =>
      oneAtATime(async () => {
        const own = by === personId ? find(by) : undefined;
        if (own !== undefined) {
          const checked = await check(own.name, former ?? '');
          if (!checked.ok) return checked;
        } else if (!isAdmin(book, by)) return lacks('admin', phase, find(by) !== undefined);
        const sealed = await sealPassphrase(passphrase);
        const entry: Change = { what: 'set-passphrase' };
        const act = own === undefined ? change : changeAnyhow;
        return act(by, personId, entry, (before) => withPassphrase(before, personId, sealed));
      }),
    close: () => {
      session.end('signed-out');
      journal?.close();
    },
  };
}
