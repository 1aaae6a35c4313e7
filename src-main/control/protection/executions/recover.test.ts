import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createFakeClock } from '../testing/fakeClock';
import { console, newRemains, openRoom, personAt, shopWithPlans, type Remains } from '../testing/protectionRoom';

const to = (server: string, value: number) => ({ switch: server, to: value });
const steps = [
  { id: 'one', set: [to('s1', 20)], wait: '60s' },
  { id: 'two', set: [to('s2', 30)] },
];
const workspace = shopWithPlans(2, { shift: { steps } });
const caller = personAt('protection-1');

/** A console that fell while it waited between two steps; it never comes back, a new one starts on what it left. */
async function fallInWait(): Promise<{ readonly remains: Remains; readonly id: string }> {
  const remains = newRemains();
  const room = await openRoom(workspace, remains);
  const { id } = await room.run('shift');
  // Its clock stands still with it.
  return { remains: { ...remains, records: [...remains.records], clock: createFakeClock() }, id };
}

test('after a fall nothing is sent by itself: a person lets it go on, and only what was never sent is sent', async () => {
  const { remains, id } = await fallInWait();
  const room = await openRoom(workspace, remains);
  expect(room.execution(id)).toMatchObject({ phase: 'unclear', cause: 'fall', why: expect.stringContaining('fell') as unknown });
  expect(room.execution(id).writes.map(({ state }) => state)).toEqual(['written', 'written', 'due', 'due']);
  await room.clock.pass(600_000);
  expect(room.servers.written).toHaveLength(2);
  // Neither a lease nor a guard may decide what a person has to.
  expect((await room.executions.revert(id, 'harm', 'by itself', console)).ok).toBe(false);
  expect((await room.executions.release(id, 1, 'expired', console)).ok).toBe(false);

  expect((await room.desk.settle({ executionId: id, as: 'continue', commandId: randomUUID() }, caller)).ok).toBe(true);
  expect(room.execution(id)).toMatchObject({ phase: 'running', cause: null });
  await room.clock.pass(61_000);
  expect(room.execution(id).phase).toBe('inForce');
  expect(room.servers.written.map(({ key }) => key)).toEqual(['s1', 's1', 's2', 's2']);
});

test('or takes it back, or leaves it, and then it has a lease like everything in force', async () => {
  for (const [as, phase] of [
    ['revert', 'reverted'],
    ['leave', 'inForce'],
  ] as const) {
    const { remains, id } = await fallInWait();
    const room = await openRoom(workspace, remains);
    expect((await room.desk.settle({ executionId: id, as, commandId: randomUUID() }, caller)).ok).toBe(true);
    expect(room.execution(id).phase).toBe(phase);
    expect(room.execution(id).lease === null).toBe(as === 'revert');
    expect(room.servers.value('s1', 'lb1')).toBe(as === 'revert' ? 100 : 20);
    expect((await room.desk.settle({ executionId: id, as, commandId: randomUUID() }, caller)).ok).toBe(false);
  }
});

test('what was sent and never answered is unknown as long as nobody can read it', async () => {
  const { remains, id } = await fallInWait();
  // The records as they were right after the first step was sent.
  const sent = remains.records.findIndex((record) => JSON.stringify(record).includes('"kind":"sending"'));
  const earlier = { ...remains, records: remains.records.slice(0, sent + 1) };
  earlier.servers.behave('lb2', 'gone');
  const room = await openRoom(workspace, earlier);
  expect(room.execution(id).writes.map(({ state }) => state)).toEqual(['written', 'unknown', 'due', 'due']);
  earlier.servers.behave('lb2', 'good');
  await room.desk.settle({ executionId: id, as: 'continue', commandId: randomUUID() }, caller);
  await room.clock.pass(61_000);
  expect(room.execution(id).phase).toBe('inForce');
  expect(room.servers.written).toHaveLength(4);
});

test('records of others, and of a newer console, are left out', async () => {
  const { remains, id } = await fallInWait();
  const others = [{ kind: 'lever', engaged: true }, 'junk', { v: 2, kind: 'asked', executionId: id }];
  const room = await openRoom(workspace, { ...remains, records: [...others, ...remains.records] });
  expect(room.executions.all().map((execution) => execution.id)).toEqual([id]);
});
