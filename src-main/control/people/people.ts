import { randomUUID } from 'node:crypto';
import type { Caller } from '../../../contract/commands';
import { accept, type Result } from '../../../contract/result';
import { roles, type Role } from '../../../contract/roles';
import type { Store } from '../store';
import { createOneAtATime } from './oneAtATime';
import { matchesPassphrase, sealPassphrase } from './passphrase';
import { isAdmin, personNamed, withName, withoutPerson, withPassphrase, withPerson, withRoles } from './peopleBook';
import { createPersonSession, type SessionClock } from './personSession';
import { nameKey, type Person } from './personSchema';
import { lacks, refusePeople, refuseWait } from './refusals';
import { openRoster, type Deed, type RosterSetup } from './roster';
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
  /** Who somebody at the keyboard is, without signing them in: a second person who agrees. Counts as a try to sign in. */
  vouch(
    name: string,
    passphrase: string,
  ): Promise<Result<{ readonly id: string; readonly name: string; readonly roles: readonly Role[] }>>;
  create(by: string, draft: { name: string; passphrase: string; roles: readonly Role[] }): Promise<Result<{ personId: string }>>;
  setRoles(by: string, personId: string, wanted: readonly Role[]): Promise<Result<void>>;
  rename(by: string, personId: string, name: string): Promise<Result<void>>;
  remove(by: string, personId: string): Promise<Result<void>>;
  /** One's own with the former one, also for an admin: an unattended console must not give its passphrase away. */
  setPassphrase(by: string, change: { personId: string; former?: string | undefined; passphrase: string }): Promise<Result<void>>;
  readonly close: () => void;
}

export interface PeopleSetup extends Omit<RosterSetup, 'wallMs'> {
  readonly store: Store;
  readonly clock: SessionClock;
}

type Make = (before: readonly Person[]) => Result<readonly Person[]>;

export function openPeople({ store, clock, ...setup }: PeopleSetup): People {
  const { path } = setup;
  const roster = openRoster({ ...setup, wallMs: () => clock.wallMs() });
  const wrong = createWrongPassphrases(() => clock.monotonicMs());
  const oneAtATime = createOneAtATime();
  const session = createPersonSession(clock, (personId, why) => {
    roster.note({ what: 'sign-out', note: why }, null, personId);
    show();
  });
  show();

  function show(): void {
    const people = roster.people();
    store.replace('people', Object.fromEntries(people.map(({ id, name, roles: its }) => [id, { name, roles: its }])));
    store.put('peopleFile', 'current', roster.file());
    const personId = session.personId();
    const signedIn = roster.find(personId);
    if (signedIn === undefined || personId === null) return store.remove('session', 'current');
    const before = store.read().session['current'];
    const sinceLocal = before?.personId === personId ? before.sinceLocal : clock.wallMs();
    store.put('session', 'current', { personId, name: signedIn.name, roles: signedIn.roles, sinceLocal });
  }

  const lacking = (role: Role, signedIn: boolean): Result<never> => lacks(role, roster.file().phase, signedIn);

  /** `by` is looked at again: it may have lost its role while a passphrase was being sealed. */
  function changeAsAdmin(by: string, personId: string, deed: Deed, make: Make): Result<void> {
    return isAdmin(roster.people(), by) ? change(by, personId, deed, make) : lacking('admin', roster.find(by) !== undefined);
  }

  function change(by: string | null, personId: string, deed: Deed, make: Make): Result<void> {
    const made = make(roster.people());
    if (!made.ok) return made;
    const named = made.value.find(({ id }) => id === personId) ?? roster.find(personId);
    const kept = roster.keep(made.value, deed, by, { id: personId, name: named?.name ?? '' });
    if (!kept.ok) return kept;
    if (roster.find(session.personId()) === undefined) session.end('removed');
    show();
    return kept;
  }

  /** The same answer, after the same work, whether the name or the passphrase is wrong. */
  async function check(name: string, passphrase: string): Promise<Result<Person>> {
    const key = nameKey(name);
    const waitMs = wrong.waitMs(key);
    if (waitMs > 0) return refuseWait(Math.ceil(waitMs / 1_000));
    const person = personNamed(roster.people(), name);
    const matches = await matchesPassphrase(passphrase, person?.passphrase ?? null);
    if (person !== undefined && matches) {
      wrong.forgive(key);
      return accept(person);
    }
    wrong.wrong(key);
    roster.note({ what: 'sign-in-refused' }, null, person?.id ?? null);
    return refusePeople('wrong-passphrase', path);
  }

  function enter(personId: string): void {
    session.begin(personId);
    roster.note({ what: 'sign-in' }, personId, personId);
    show();
  }

  return {
    person: () => {
      const found = roster.find(session.personId());
      return found === undefined ? null : { id: found.id, name: found.name, roles: found.roles };
    },
    seen: () => session.seen(),
    lacks: (role) => lacking(role, session.personId() !== null),
    createFirst: (name, passphrase) =>
      oneAtATime(async () => {
        const { phase } = roster.file();
        if (phase !== 'none') return refusePeople(phase === 'locked' ? 'people-locked' : 'people-exist', path);
        const person = { id: randomUUID(), name, roles: [...roles], passphrase: await sealPassphrase(passphrase) };
        const made = change(null, person.id, { what: 'create-first', roles: person.roles }, () => accept([person]));
        if (made.ok) enter(person.id);
        return made;
      }),
    signIn: (name, passphrase) =>
      oneAtATime(async () => {
        if (roster.file().phase === 'locked') return refusePeople('people-locked', path);
        const checked = await check(name, passphrase);
        if (!checked.ok) return checked;
        enter(checked.value.id);
        return accept(undefined);
      }),
    signOut: () => session.end('signed-out'),
    vouch: (name, passphrase) =>
      oneAtATime(async () => {
        if (roster.file().phase === 'locked') return refusePeople('people-locked', path);
        const checked = await check(name, passphrase);
        if (!checked.ok) return checked;
        roster.note({ what: 'vouch' }, checked.value.id, checked.value.id);
        return accept({ id: checked.value.id, name: checked.value.name, roles: checked.value.roles });
      }),
    create: (by, draft) =>
      oneAtATime(async () => {
        const id = randomUUID();
        const person = { id, name: draft.name, roles: [...draft.roles], passphrase: await sealPassphrase(draft.passphrase) };
        const made = changeAsAdmin(by, id, { what: 'create', roles: person.roles }, (before) => withPerson(before, person));
        return made.ok ? accept({ personId: id }) : made;
      }),
    setRoles: (by, personId, wanted) =>
      oneAtATime(async () =>
        changeAsAdmin(by, personId, { what: 'set-roles', roles: [...wanted] }, (before) => withRoles(before, personId, wanted)),
      ),
    rename: (by, personId, name) =>
      oneAtATime(async () => {
        const former = roster.find(personId)?.name ?? '';
        return changeAsAdmin(by, personId, { what: 'rename', note: former }, (before) => withName(before, personId, name));
      }),
    remove: (by, personId) =>
      oneAtATime(async () => changeAsAdmin(by, personId, { what: 'remove' }, (before) => withoutPerson(before, personId))),
    setPassphrase: (by, { personId, former, passphrase }) =>
      oneAtATime(async () => {
        const own = by === personId ? roster.find(by) : undefined;
        if (own !== undefined) {
          const checked = await check(own.name, former ?? '');
          if (!checked.ok) return checked;
        } else if (!isAdmin(roster.people(), by)) return lacking('admin', roster.find(by) !== undefined);
        const sealed = await sealPassphrase(passphrase);
        const act = own === undefined ? changeAsAdmin : change;
        return act(by, personId, { what: 'set-passphrase' }, (before) => withPassphrase(before, personId, sealed));
      }),
    close: () => {
      session.end('signed-out');
      roster.close();
    },
  };
}
