import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../../contract/result';
import { createSharedStore, type Store } from '../store';
import { openPeople, type People } from './people';
import { idleMsMax, sessionMsMax } from './personSession';
import { createFakeClock, type FakeClock } from './testing/fakeClock';

interface Console {
  readonly people: People;
  readonly store: Store;
  readonly said: string[];
}

let folder: string;
let clock: FakeClock;
let marker: { begun: boolean };
const opened: People[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-people-'));
  clock = createFakeClock();
  marker = { begun: false };
});
afterEach(() => {
  for (const people of opened.splice(0)) people.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (): string => join(folder, 'people.json');
const journalText = (): string => readFileSync(join(folder, 'journals/people.journal'), 'utf8');

function open(): Console {
  const store = createSharedStore((run) => run());
  const said: string[] = [];
  const people = openPeople({
    path: file(),
    journalFolder: join(folder, 'journals'),
    marker: { begun: () => marker.begun, begin: () => void (marker.begun = true) },
    store,
    clock,
    log: (_level, text) => said.push(text),
  });
  opened.push(people);
  return { people, store, said };
}

function restart(console: Console): Console {
  console.people.close();
  opened.splice(opened.indexOf(console.people), 1);
  return open();
}

async function openWithAdmin(): Promise<Console & { adminId: string }> {
  const console = open();
  expect((await console.people.createFirst('林晓', 'lunch at noon')).ok).toBe(true);
  return { ...console, adminId: idOf(console, '林晓') };
}

const idOf = ({ store }: Console, name: string): string =>
  Object.entries(store.read().people).find(([, person]) => person.name === name)?.[0] ?? '';
const reasonOf = (result: Result<unknown>): string =>
  result.ok ? 'accepted' : (result.refusal.because?.reason ?? result.refusal.code);

test('the first profile becomes admin and is signed in; a second first profile is refused', async () => {
  const { people, store } = await openWithAdmin();
  expect(people.person()).toMatchObject({ name: '林晓', roles: ['watch', 'operate', 'approve', 'admin'] });
  expect(store.read().session['current']).toMatchObject({ name: '林晓' });
  expect(reasonOf(await people.createFirst('Eve', 'let me in please'))).toBe('people-exist');
});

test('two first profiles at once make one admin', async () => {
  const { people, store } = open();
  const answers = await Promise.all([people.createFirst('A', 'passphrase a'), people.createFirst('B', 'passphrase b')]);
  expect(answers.map(reasonOf)).toEqual(['accepted', 'people-exist']);
  expect(Object.keys(store.read().people)).toHaveLength(1);
});

test('the file is its owner’s alone and holds hashes; neither state, journal nor log holds a passphrase', async () => {
  const { people, store, said, adminId } = await openWithAdmin();
  await people.setPassphrase(adminId, { personId: adminId, former: 'lunch at noon', passphrase: 'dinner at six' });
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const everything = [readFileSync(file(), 'utf8'), journalText(), JSON.stringify(store.read()), ...said].join('\n');
  expect(everything).not.toMatch(/lunch at noon|dinner at six/);
  expect(JSON.stringify(store.read())).not.toMatch(/scrypt|salt|hash/);
});

test('after a restart nobody is signed in, and the right passphrase lets the person in', async () => {
  const { people, store } = restart(await openWithAdmin());
  expect(people.person()).toBeNull();
  expect(store.read().peopleFile['current']?.phase).toBe('kept');
  expect(reasonOf(await people.signIn('林晓', 'dinner at six'))).toBe('wrong-passphrase');
  expect(reasonOf(await people.signIn('林晓', 'lunch at noon'))).toBe('accepted');
  expect(people.person()?.name).toBe('林晓');
});

test('a second person vouches at the same keyboard: who they are is told, and nobody is signed in or out', async () => {
  const { people, store } = await openWithAdmin();
  const admin = people.person();
  await people.create(admin?.id ?? '', { name: '林舟', passphrase: 'noodles!!', roles: ['approve'] });
  const vouched = await people.vouch('林舟', 'noodles!!');
  expect(vouched).toMatchObject({ ok: true, value: { name: '林舟', roles: ['watch', 'approve'] } });
  expect(people.person()).toEqual(admin);
  expect(store.read().session['current']?.name).toBe(admin?.name);
  expect(reasonOf(await people.vouch('林舟', 'dumplings'))).toBe('wrong-passphrase');
  expect(reasonOf(await people.vouch('nobody', 'noodles!!'))).toBe('wrong-passphrase');
});

test('a name nobody has gets the same answers and the same waits as one somebody has', async () => {
  const { people } = await openWithAdmin();
  people.signOut();
  const tries = async (name: string): Promise<Result<void>[]> => {
    const answers: Result<void>[] = [];
    for (let i = 0; i < 4; i += 1) answers.push(await people.signIn(name, 'wrong one'));
    return answers;
  };
  const known = await tries('林晓');
  expect(await tries('nobody')).toEqual(known);
  expect(known.map(reasonOf)).toEqual(['wrong-passphrase', 'wrong-passphrase', 'wrong-passphrase', 'wait']);
  expect(reasonOf(await people.signIn('林晓', 'lunch at noon'))).toBe('wait');
  clock.pass(1_000);
  expect(reasonOf(await people.signIn('林晓', 'lunch at noon'))).toBe('accepted');
});

test('tries sent all at once are counted one after the other', async () => {
  const { people } = await openWithAdmin();
  const answers = await Promise.all(Array.from({ length: 12 }, () => people.signIn('林晓', 'wrong one')));
  const reasons = answers.map(reasonOf);
  expect(reasons.filter((reason) => reason === 'wrong-passphrase')).toHaveLength(3);
  expect(new Set(reasons)).toEqual(new Set(['wrong-passphrase', 'wait', 'busy']));
});

test('who is idle for half an hour is signed out, and work keeps a session for a shift but not longer', async () => {
  const { people, store } = await openWithAdmin();
  clock.pass(idleMsMax - 1);
  expect(people.person()).not.toBeNull();
  people.seen();
  clock.pass(idleMsMax);
  expect(store.read().session['current']).toBeUndefined();
  await people.signIn('林晓', 'lunch at noon');
  for (let workedMs = 0; workedMs < sessionMsMax; workedMs += idleMsMax / 2) {
    expect(people.person(), `after ${workedMs} ms`).not.toBeNull();
    people.seen();
    clock.pass(idleMsMax / 2);
  }
  expect(people.person()).toBeNull();
});

test('neither a sleep, in which the monotonic clock stands, nor a clock set back lengthens a session', async () => {
  const { people } = await openWithAdmin();
  clock.sleep(idleMsMax);
  expect(people.person()).toBeNull();
  await people.signIn('林晓', 'lunch at noon');
  clock.setWall(-86_400_000);
  clock.pass(idleMsMax);
  expect(people.person()).toBeNull();
});

test('an admin makes people, changes what they may and removes them; roles count at once', async () => {
  const console = await openWithAdmin();
  const { people, store, adminId } = console;
  expect(reasonOf(await people.create(adminId, { name: 'Wu', passphrase: 'noodles!!', roles: ['operate'] }))).toBe('accepted');
  expect(reasonOf(await people.create(adminId, { name: 'ＷＵ', passphrase: 'noodles!!', roles: [] }))).toBe('name-taken');
  const wu = idOf(console, 'Wu');
  await people.signIn('wu', 'noodles!!');
  expect(people.person()?.roles).toEqual(['watch', 'operate']);
  await people.setRoles(adminId, wu, ['approve']);
  expect(people.person()?.roles).toEqual(['watch', 'approve']);
  expect(store.read().session['current']?.roles).toEqual(['watch', 'approve']);
  await people.rename(adminId, wu, 'Wu Yan');
  expect(store.read().session['current']?.name).toBe('Wu Yan');
  await people.remove(adminId, wu);
  expect(people.person()).toBeNull();
  expect(store.read().people).not.toHaveProperty(wu);
  for (const what of ['create-first', 'create', 'set-roles', 'rename', 'remove', 'sign-in', 'sign-out'])
    expect(journalText()).toContain(`"what":"${what}"`);
});

test('who is no admin changes nobody, whatever the window asks: not others, not its own roles, not an admin’s passphrase', async () => {
  const console = await openWithAdmin();
  const { people, adminId, store } = console;
  await people.create(adminId, { name: 'Wu', passphrase: 'noodles!!', roles: ['operate'] });
  const wu = idOf(console, 'Wu');
  await people.signIn('Wu', 'noodles!!');
  const before = readFileSync(file(), 'utf8');
  expect(reasonOf(await people.setRoles(wu, wu, ['admin']))).toBe('role');
  expect(reasonOf(await people.create(wu, { name: 'Eve', passphrase: 'let me in', roles: ['admin'] }))).toBe('role');
  expect(reasonOf(await people.remove(wu, adminId))).toBe('role');
  expect(reasonOf(await people.setPassphrase(wu, { personId: adminId, passphrase: 'mine now!' }))).toBe('role');
  expect(reasonOf(await people.setPassphrase(wu, { personId: wu, passphrase: 'mine now!' }))).toBe('wrong-passphrase');
  expect(readFileSync(file(), 'utf8')).toBe(before);
  expect(Object.keys(store.read().people)).toHaveLength(2);
});

test('the last admin can neither leave nor lose that role', async () => {
  const { people, adminId } = await openWithAdmin();
  expect(reasonOf(await people.setRoles(adminId, adminId, ['operate']))).toBe('last-admin');
  expect(reasonOf(await people.remove(adminId, adminId))).toBe('last-admin');
});

test('one’s own passphrase needs the former one; somebody else’s is set by an admin', async () => {
  const console = await openWithAdmin();
  const { people, adminId } = console;
  await people.create(adminId, { name: 'Wu', passphrase: 'noodles!!', roles: [] });
  expect(reasonOf(await people.setPassphrase(adminId, { personId: adminId, passphrase: 'dinner at six' }))).toBe(
    'wrong-passphrase',
  );
  expect(reasonOf(await people.setPassphrase(adminId, { personId: idOf(console, 'Wu'), passphrase: 'dumplings' }))).toBe(
    'accepted',
  );
  expect(reasonOf(await people.signIn('Wu', 'noodles!!'))).toBe('wrong-passphrase');
  expect(reasonOf(await people.signIn('Wu', 'dumplings'))).toBe('accepted');
});

const damages: [string, (text: string) => string][] = [
  ['cut in half', (text) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['of nobody', (text) => JSON.stringify({ ...JSON.parse(text), people: [] })],
  ['without an admin', (text) => text.replace('"admin"', '"operate"')],
  ['with a weaker hash', (text) => text.replace('"n": 32768', '"n": 2')],
  ['with one more key', (text) => text.replace('"version"', '"door": "open", "version"')],
];
test.each(damages)('a file that is %s lets nobody in and makes nobody admin', async (_how, damage) => {
  const first = await openWithAdmin();
  const whole = readFileSync(file(), 'utf8');
  writeFileSync(file(), damage(whole));
  const console = restart(first);
  expect(console.store.read().peopleFile['current']).toMatchObject({ phase: 'locked', setAside: `${file()}.set-aside` });
  expect(console.said.join()).toMatch(/was set aside as .*nobody can become admin.*backup/);
  expect(reasonOf(await console.people.createFirst('Eve', 'let me in please'))).toBe('people-locked');
  expect(reasonOf(await console.people.signIn('林晓', 'lunch at noon'))).toBe('people-locked');
  const refused = console.people.lacks('operate');
  expect(refused.ok ? '' : refused.refusal.message).toMatch(/backup/);
  writeFileSync(file(), whole);
  expect(reasonOf(await restart(console).people.signIn('林晓', 'lunch at noon'))).toBe('accepted');
});

test.each(['settings', 'journal', 'file set aside'])(
  'a file that vanished is missed, even when only the %s remembers it',
  async (memory) => {
    const console = await openWithAdmin();
    console.people.close();
    opened.splice(0);
    rmSync(file());
    if (memory !== 'settings') marker.begun = false;
    if (memory !== 'journal') rmSync(join(folder, 'journals'), { recursive: true });
    if (memory === 'file set aside') writeFileSync(`${file()}.set-aside`, 'torn');
    const again = open();
    expect(again.store.read().peopleFile['current']?.phase).toBe('locked');
    expect(reasonOf(await again.people.createFirst('Eve', 'let me in please'))).toBe('people-locked');
  },
);

test('wrong names before the first profile do not lock a fresh console', async () => {
  const console = open();
  expect(reasonOf(await console.people.signIn('anybody', 'anything'))).toBe('wrong-passphrase');
  const again = restart(console);
  expect(again.store.read().peopleFile['current']?.phase).toBe('none');
});

test('what cannot be kept is not done', async () => {
  const { people, adminId, store } = await openWithAdmin();
  // A folder in the way stops root too.
  mkdirSync(`${file()}.new/in the way`, { recursive: true });
  expect(reasonOf(await people.create(adminId, { name: 'Wu', passphrase: 'noodles!!', roles: [] }))).toBe('not-kept');
  expect(Object.keys(store.read().people)).toEqual([adminId]);
  expect(journalText()).toContain('"what":"not-done"');
});
