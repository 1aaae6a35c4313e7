import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Caller } from '../../../contract/commands';
import { accept, type Result } from '../../../contract/result';
import { answerRequest } from '../commandDesk';
import { newRemains, openRoom, personAt, shopWithPlans } from './testing/protectionRoom';

const shift = { steps: [{ id: 'shift', set: [{ switch: 's1', to: 20 }] }] };
const shop = (many = 3, plan: object = shift, change: object = {}) => shopWithPlans(many, { shift: plan }, change);
const why = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.refusal.message);

test('a command that was carried out is not carried out again, not even by a console that was started anew', async () => {
  const remains = newRemains();
  const room = await openRoom(shop(), remains);
  const commandId = randomUUID();
  const first = await room.read('shift');
  await room.click(first, undefined, commandId);
  await room.clock.pass(6_000);
  expect(room.execution(first.planId).phase).toBe('inForce');
  expect((await room.desk.revert({ executionId: first.planId, commandId }, personAt('protection-1'))).ok).toBe(false);

  const later = await openRoom(shop(), remains);
  const again = await later.read('shift');
  expect(why(await later.click(again, undefined, commandId))).toContain('carried out already');
  await later.clock.pass(10_000);
  expect(room.servers.written).toHaveLength(3);
  expect(later.kinds().filter((kind) => kind === 'refusedAttempt')).toHaveLength(2);
});

test('the same press told twice is one press', async () => {
  const room = await openRoom(shop());
  const { planId, digest } = await room.read('shift');
  const [caller, commandId] = [personAt('protection-1'), randomUUID()];
  room.desk.arm({ planId, digest }, caller);
  expect(room.desk.press({ planId, digest, commandId }, caller).ok).toBe(true);
  expect(room.desk.press({ planId, digest, commandId }, caller).ok).toBe(true);
  await room.clock.pass(10_000);
  expect(room.servers.written).toHaveLength(3);
});

test('what was read a minute ago is stale, and so is what another file says', async () => {
  const room = await openRoom(shop());
  const old = await room.read('shift');
  await room.clock.pass(60_000);
  expect(room.sheet(old.planId)).toMatchObject({ phase: 'stale', fresh: null });
  expect(why(await room.click(old))).toContain('read it again');
  await Promise.all([room.desk.readAgain(old.planId, personAt('protection-1')), room.clock.pass(10)]);
  expect(room.sheet(old.planId).phase).toBe('read');

  expect((await room.click(room.sheet(old.planId))).ok).toBe(true);
  room.desk.begin({ revision: 2, path: null, workspace: shop() });
  await room.clock.pass(10_000);
  expect(room.sheet(old.planId)).toMatchObject({ phase: 'stale', armed: null, undo: null });
  expect(room.servers.written).toEqual([]);
  expect(room.kinds()).toContain('undone');
});

test('a value that changed since it was read: nothing is sent, and it is said which', async () => {
  const room = await openRoom(shop());
  const sheet = await room.read('shift');
  await room.click(sheet);
  room.servers.set('s1', 'lb2', 60);
  await room.clock.pass(6_000);
  expect(room.sheet(sheet.planId)).toMatchObject({ phase: 'stale', why: expect.stringContaining('lb2 had 100') as unknown });
  expect(room.servers.written).toEqual([]);
  expect(room.kinds()).toEqual(['refusedAttempt']);
});

test('a digest of something else, a plan that nobody armed, and another window are refused', async () => {
  const room = await openRoom(shop());
  const { planId, digest } = await room.read('shift');
  const [mine, other] = [personAt('protection-1'), personAt('protection-2', 'Chen')];
  expect(why(room.desk.arm({ planId, digest: 'a'.repeat(64) }, mine))).toContain('read it again');
  expect(why(room.desk.press({ planId, digest, commandId: randomUUID() }, mine))).toContain('not armed');
  room.desk.arm({ planId, digest }, mine);
  expect(why(room.desk.arm({ planId, digest }, other))).toContain('armed in another window, by Li');
  // Two windows press at once.
  const presses = [other, mine].map((caller) => room.desk.press({ planId, digest, commandId: randomUUID() }, caller));
  expect(presses.map(({ ok }) => ok)).toEqual([false, true]);
  await room.clock.pass(10_000);
  expect(room.servers.written).toHaveLength(3);
  expect(room.kinds().filter((kind) => kind === 'asked')).toHaveLength(1);
});

test('let go before the hold is over, undone, its window closed, or the lever pulled: nothing is sent', async () => {
  const room = await openRoom(shop());
  const { planId, digest } = await room.read('shift');
  const caller = personAt('protection-1');
  const commandId = randomUUID();
  room.desk.arm({ planId, digest }, caller);
  room.desk.press({ planId, digest, commandId }, caller);
  await room.clock.pass(799);
  room.desk.letGo({ planId, commandId }, caller);
  expect(room.sheet(planId)).toMatchObject({ phase: 'armed', hold: null });
  const ways: readonly (() => void)[] = [
    () => room.desk.undo(planId, personAt('overview-1')),
    () => room.desk.windowClosed('protection-1'),
    () => room.pullLever(),
  ];
  for (const way of ways) {
    expect((await room.click(room.sheet(planId))).ok).toBe(true);
    expect(room.sheet(planId).phase).toBe('undo');
    await room.clock.pass(4_999);
    way();
    await room.clock.pass(1_000);
    expect(room.sheet(planId)).toMatchObject({ phase: 'read', armed: null, undo: null });
    await Promise.all([room.desk.readAgain(planId, caller), room.clock.pass(10)]);
  }
  expect(room.servers.written).toEqual([]);
  expect(new Set(room.kinds())).toEqual(new Set(['undone']));
});

test('an arm that nobody uses runs out', async () => {
  const room = await openRoom(shop());
  const { planId, digest } = await room.read('shift');
  room.desk.arm({ planId, digest }, personAt('protection-1'));
  await room.clock.pass(29_000);
  expect(room.sheet(planId).armed?.left.leftMs).toBeLessThanOrEqual(2_000);
  await room.clock.pass(1_000);
  expect(room.sheet(planId)).toMatchObject({ phase: 'read', armed: null });
});

test('high risk takes a second person, who is not the one who runs it, has the role, and approved a moment ago', async () => {
  const room = await openRoom(shop(3, { ...shift, risk: 'high' }));
  const shown = await room.read('shift');
  const { planId, digest } = shown;
  const caller = personAt('protection-1');
  expect(shown.needs).toEqual({ reason: true, second: true });
  room.desk.setReason(planId, 'the channel is down', caller);
  const approve = (name: string, passphrase = 'noodles!!') =>
    room.desk.approve({ planId, digest: room.sheet(planId).digest, name, passphrase }, caller);
  expect(why(await room.click(shown))).toContain('second person');
  expect(why(await approve('Li'))).toContain('Who runs it cannot approve it');
  expect(why(await approve('Wu'))).toContain('does not have the role');
  expect(why(await approve('Zhou', 'wrong'))).toContain('Wrong name or passphrase');
  expect((await approve('Zhou')).ok).toBe(true);
  expect(room.sheet(planId).approval).toMatchObject({ by: 'Zhou' });
  // Whoever approved it cannot run it either, at whatever window.
  expect(why(room.desk.arm({ planId, digest }, personAt('protection-1', 'Zhou')))).toContain('Who approved it');

  // Armed in time, and the approval grows too old while nobody presses.
  await room.clock.pass(20_000);
  expect(room.desk.arm({ planId, digest }, caller).ok).toBe(true);
  await room.clock.pass(25_000);
  expect(room.sheet(planId)).toMatchObject({ phase: 'read', approval: null, why: expect.stringContaining('too old') as unknown });
  expect(why(room.desk.press({ planId, digest, commandId: randomUUID() }, caller))).toContain('approval that is too old');
  // Pressed in time, too old at the end of the undo window: it is not sent either.
  await Promise.all([room.desk.readAgain(planId, caller), room.clock.pass(10)]);
  await approve('Zhou');
  await room.clock.pass(42_000);
  expect((await room.click(room.sheet(planId))).ok).toBe(true);
  await room.clock.pass(6_000);
  expect(room.sheet(planId)).toMatchObject({ phase: 'read', why: expect.stringContaining('too old counts no more') as unknown });
  expect(room.servers.written).toEqual([]);
  expect(room.kinds().filter((kind) => kind === 'approved')).toHaveLength(2);
  expect(room.kinds().filter((kind) => kind === 'refusedAttempt')).toHaveLength(5);
});

test('without a second person the glass is broken with a reason, which stands on the execution', async () => {
  const room = await openRoom(shop(3, { ...shift, risk: 'high' }));
  const { planId, digest } = await room.read('shift');
  room.desk.breakGlass({ planId, digest, reason: 'alone in the room' }, personAt('protection-1'));
  expect((await room.click(room.sheet(planId))).ok).toBe(true);
  await room.clock.pass(6_000);
  expect(room.execution(planId)).toMatchObject({ phase: 'inForce', breakGlass: 'alone in the room', approvedBy: null });
});

test('what touches many orders, or cannot be measured, asks for more', async () => {
  const room = await openRoom(shop());
  room.blast = 20_000;
  expect((await room.read('shift')).needs).toEqual({ reason: true, second: false });
  room.blast = 50_000;
  expect((await room.read('shift')).needs).toEqual({ reason: true, second: true });
  room.blast = null;
  const unmeasured = await room.read('shift');
  expect(unmeasured.needs).toEqual({ reason: true, second: true });
  expect((await room.click(unmeasured)).ok).toBe(false);
});

test('nobody signed in, or a renderer that says it has a role: main knows who it is', async () => {
  const room = await openRoom(shop());
  const { planId, digest } = await room.read('shift');
  expect(why(room.desk.arm({ planId, digest }, { windowId: 'protection-1', person: null }))).toContain('Nobody is signed in');
  const asked: Caller[] = [];
  const arm = async (input: { planId: string; digest: string }, caller: Caller) => {
    asked.push(caller);
    return room.desk.arm(input, caller);
  };
  const person = { id: 'Wu', name: 'Wu', roles: ['watch'] as const };
  const people = {
    person: () => person,
    lacks: () => ({ ok: false, refusal: { code: 'not-allowed', message: 'needs operate' } }) as const,
    seen: () => undefined,
  };
  const unexpected = async (): Promise<Result<never>> => {
    throw new Error('must not be reached');
  };
  const handlers = new Proxy({} as Parameters<typeof answerRequest>[0]['handlers'], {
    get: (_target, name) => (name === 'plan.arm' ? arm : unexpected),
  });
  const sender = { windowId: 'protection-1', mainFrame: true, url: 'app://console/protection/index.html' };
  const send = (input: object) => answerRequest({ handlers, people, logDefect: () => undefined }, sender, 'plan.arm', input);
  expect(why(await send({ planId, digest }))).toBe('needs operate');
  expect(why(await send({ planId, digest, person: { id: 'Li', roles: ['operate'] } }))).toContain('nrecognized key');
  expect(asked).toEqual([]);
  expect(room.sheet(planId).phase).toBe('read');
});

test('an audit that cannot be written: nothing is sent; what is in force can still be taken back, and is told when the disk has room', async () => {
  const remains = newRemains();
  const room = await openRoom(shop(), remains);
  remains.disk = 'the disk is full';
  const sheet = await room.read('shift');
  await room.click(sheet);
  await room.clock.pass(6_000);
  expect(room.sheet(sheet.planId)).toMatchObject({ phase: 'read', why: expect.stringContaining('the disk is full') as unknown });
  expect(room.servers.written).toEqual([]);

  remains.disk = null;
  const inForce = await room.run('shift');
  expect(inForce.phase).toBe('inForce');
  remains.disk = 'the disk is full';
  const refused = await room.desk.reapply({ switchId: 's1', commandId: randomUUID() }, personAt('protection-1'));
  room.servers.set('s1', 'lb1', 100);
  expect(why(await room.desk.reapply({ switchId: 's1', commandId: randomUUID() }, personAt('protection-1')))).toContain(
    'disk is full',
  );
  expect(refused.ok).toBe(true);
  const before = remains.records.length;
  const commandId = randomUUID();
  expect((await room.desk.revert({ executionId: inForce.id, commandId }, personAt('protection-1'))).ok).toBe(true);
  expect(room.servers.value('s1', 'lb3')).toBe(100);
  expect(remains.records).toHaveLength(before);
  remains.disk = null;
  await room.run('shift');
  expect(room.kinds().slice(before)).toEqual(expect.arrayContaining(['command', 'phase', 'sending', 'readBack', 'asked']));
  expect(accept(undefined).ok).toBe(true);
});

test('a parameter outside of its range, and a plan that is not there', async () => {
  const plan = {
    parameters: { share: { name: { zh: 's', en: 's' }, default: 20, range: { min: 0, max: 50 } } },
    steps: [{ id: 'shift', set: [{ switch: 's1', to: { parameter: 'share' } }] }],
  };
  const room = await openRoom(shop(3, plan));
  const caller = personAt('protection-1');
  const prepare = (planKey: string, parameters: Record<string, number>) =>
    room.desk.prepare({ planKey, parameters, incidentId: null }, caller);
  expect(why(await prepare('shift', { share: 90 }))).toContain('outside of the range');
  expect(why(await prepare('shift', { other: 1 }))).toContain('no parameter "other"');
  expect(why(await prepare('constructor', {}))).toContain('no plan "constructor"');
  expect((await room.read('shift', caller, { share: 40 })).writes[0]?.wanted).toBe(40);
});
