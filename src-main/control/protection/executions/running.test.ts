import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { console, openRoom, personAt, shopWithPlans } from '../testing/protectionRoom';

const to = (server: string, value: number) => ({ switch: server, to: value });
const step = (id: string, server: string, value: number, more: object = {}) => ({ id, set: [to(server, value)], ...more });
const caller = personAt('protection-1');
const guard = {
  name: { zh: '够忙', en: 'busy' },
  metric: 'paid',
  is: { above: 50 },
};
const states = (execution: { writes: readonly { state: string }[] }): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { state } of execution.writes) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

test('one of fifty that hangs is left out, told and tolerated; the others are written without waiting for it', async () => {
  const room = await openRoom(shopWithPlans(50, { shift: { steps: [step('shift', 's1', 20)] } }));
  room.servers.behave('lb7', 'hangs');
  room.servers.behave('lb8', 'gone');
  const sheet = await room.read('shift');
  expect(sheet.writes.filter(({ failure }) => failure !== null).map(({ instance }) => instance)).toEqual(['lb7', 'lb8']);
  await room.click(sheet);
  await room.clock.pass(5_000);
  await room.clock.pass(0);
  const execution = room.execution(sheet.planId);
  expect(execution).toMatchObject({ phase: 'inForce', tookMs: 0 });
  expect(states(execution)).toEqual({ written: 48, left: 2 });
});

test('one that takes the write and never answers is unknown until it is read, and tolerated', async () => {
  const room = await openRoom(shopWithPlans(50, { shift: { steps: [step('shift', 's1', 20)] } }));
  room.servers.behave('lb7', 'hangsOnWrite');
  const execution = await room.run('shift');
  expect(execution.phase).toBe('inForce');
  expect(states(execution)).toEqual({ written: 49, notApplied: 1 });
});

test('more dead machines than the plan tolerates: it cannot even be armed', async () => {
  const room = await openRoom(shopWithPlans(10, { shift: { steps: [step('shift', 's1', 20)] } }));
  room.servers.behave('lb1', 'gone');
  room.servers.behave('lb2', 'gone');
  const sheet = await room.read('shift');
  expect(sheet).toMatchObject({ phase: 'failed', why: expect.stringContaining('2 of 10 cannot be set') as unknown });
  expect((await room.click(sheet)).ok).toBe(false);
});

test('an executor that lies: success without effect is found by reading back, and the step is taken back', async () => {
  const room = await openRoom(shopWithPlans(2, { shift: { steps: [step('one', 's1', 20), step('two', 's2', 30)] } }));
  room.servers.behave('lb2', 'lies');
  const execution = await room.run('shift');
  expect(execution).toMatchObject({ phase: 'reverted', cause: 'stepFailed' });
  expect(execution.why).toContain('took it without a word of failure, but 100 is in force there, not 20');
  expect(execution.steps.map(({ state }) => state)).toEqual(['failed', 'due']);
  expect(room.servers.value('s1', 'lb1')).toBe(100);
});

test('compensation goes newest first; a plan may also stop where it is, or go on', async () => {
  const steps = (onFailure: string) => [step('one', 's1', 20), step('two', 's2', 30), { ...step('three', 's3', 40), onFailure }];
  for (const [onFailure, phase] of [
    ['back', 'reverted'],
    ['stop', 'stopped'],
    ['continue', 'inForce'],
  ] as const) {
    const room = await openRoom(shopWithPlans(1, { shift: { steps: steps(onFailure) } }));
    const sheet = await room.read('shift');
    await room.click(sheet);
    const bind = room.servers.bind;
    expect(bind).toBeDefined();
    await room.clock.pass(4_999);
    // The third step's machine says no; it is the same machine, so it begins to when the second step is in force.
    const stop = room.executions.onChange(({ steps: now }) => {
      if (now[1]?.state === 'done') room.servers.behave('lb1', 'refuses');
      if (now[2]?.state === 'failed') room.servers.behave('lb1', 'good');
    });
    await room.clock.pass(5_000);
    stop();
    const execution = room.execution(sheet.planId);
    expect([execution.phase, execution.steps[2]?.state]).toEqual([phase, 'failed']);
    expect(execution.steps[2]?.why).toContain('lb1 said no');
    if (onFailure === 'back')
      expect(room.servers.written.map(({ key, value }) => `${key} ${String(value)}`)).toEqual([
        's1 20',
        's2 30',
        's3 40',
        's2 100',
        's1 100',
      ]);
  }
});

test('several switches of one machine in one step: each is written on top of what the one before left there', async () => {
  const room = await openRoom(
    shopWithPlans(3, { shift: { steps: [{ id: 'all', set: [to('s1', 20), to('s2', 30), to('s3', 40)] }] } }),
  );
  const execution = await room.run('shift');
  expect([execution.phase, states(execution)]).toEqual(['inForce', { written: 9 }]);
  await room.executions.revert(execution.id, 'person', 'enough', console);
  expect(['s1', 's2', 's3'].map((key) => room.servers.value(key, 'lb3'))).toEqual([100, 100, 100]);
});

test('guards are looked at right before their step: it is skipped, or the plan stops', async () => {
  const steps = [step('one', 's1', 20), step('two', 's2', 30, { guards: [guard], unless: 'skip' })];
  const room = await openRoom(shopWithPlans(1, { skips: { steps }, stops: { steps: [{ ...steps[1], unless: 'stop' }] } }));
  room.guards = false;
  const skipped = await room.run('skips');
  expect(skipped).toMatchObject({ phase: 'inForce', steps: [{ state: 'done' }, { state: 'skipped' }] });
  expect(skipped.steps[1]?.why).toContain('The guard "busy" · 够忙 does not hold: it is 1/s');
  const stopped = await room.run('stops');
  // Nothing was set, so there is nothing for anybody to decide.
  expect(stopped).toMatchObject({ phase: 'reverted', cause: 'stepFailed' });
});

test('a wait is cut short by taking it back, which also works while it runs', async () => {
  const steps = [step('one', 's1', 20, { wait: '60s' }), step('two', 's2', 30)];
  const room = await openRoom(shopWithPlans(3, { shift: { steps } }));
  const execution = await room.run('shift');
  expect(execution).toMatchObject({ phase: 'running', steps: [{ state: 'waiting' }, { state: 'due' }] });
  const back = await room.desk.revert({ executionId: execution.id, commandId: randomUUID() }, caller);
  expect(back.ok).toBe(true);
  expect(room.execution(execution.id).phase).toBe('reverted');
  await room.clock.pass(120_000);
  expect(room.servers.written).toHaveLength(6);
});

test('what cannot be taken back is stuck, and can be taken back when the machine is there again', async () => {
  const room = await openRoom(shopWithPlans(3, { shift: { steps: [step('one', 's1', 20)] } }));
  const { id } = await room.run('shift');
  room.servers.behave('lb2', 'gone');
  const back = await room.desk.revert({ executionId: id, commandId: randomUUID() }, caller);
  expect(back).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('s1 at lb2') as unknown } });
  expect(room.execution(id).phase).toBe('stuck');
  expect(room.executions.wantedOf('s1').size).toBe(1);
  room.servers.behave('lb2', 'good');
  expect((await room.desk.settle({ executionId: id, as: 'continue', commandId: randomUUID() }, caller)).ok).toBe(true);
  expect(room.execution(id).phase).toBe('reverted');
  expect(room.servers.value('s1', 'lb2')).toBe(100);
});

test('plans on top of each other: the topmost is in force; taking back a lower one changes only what the upper returns to', async () => {
  const room = await openRoom(
    shopWithPlans(2, { low: { steps: [step('one', 's1', 50)] }, high: { steps: [step('one', 's1', 20)] } }),
  );
  const low = await room.run('low');
  const sheet = await room.read('high');
  expect(sheet.conflicts).toMatchObject([{ kind: 'overlaps', executionId: low.id, present: 50, wanted: 20 }]);
  const high = await room.run('high');
  const written = room.servers.written.length;
  await room.executions.revert(low.id, 'person', 'enough', console);
  expect([room.servers.written.length, room.servers.value('s1', 'lb1')]).toEqual([written, 20]);
  await room.executions.revert(high.id, 'person', 'enough', console);
  expect(room.servers.value('s1', 'lb1')).toBe(100);

  const [lower, upper] = [await room.run('low'), await room.run('high')];
  await room.executions.revert(upper.id, 'person', 'enough', console);
  expect(room.servers.value('s1', 'lb1')).toBe(50);
  await room.executions.revert(lower.id, 'person', 'enough', console);
  expect(room.servers.value('s1', 'lb1')).toBe(100);
});

test('released in steps, numbers move on their scale and come home at the end', async () => {
  const room = await openRoom(shopWithPlans(2, { shift: { steps: [step('one', 's1', 20)] } }));
  const { id } = await room.run('shift');
  for (const [share, value] of [
    [0.25, 40],
    [0.5, 60],
  ] as const) {
    expect((await room.executions.release(id, share, 'expired', console)).ok).toBe(true);
    expect(room.servers.value('s1', 'lb2')).toBe(value);
    expect(room.execution(id)).toMatchObject({ phase: 'releasing', lease: { share: 1 - share } });
  }
  expect((await room.desk.release({ executionId: id, share: 0.25, commandId: randomUUID() }, caller)).ok).toBe(false);
  await room.executions.release(id, 1, 'expired', console);
  expect(room.execution(id)).toMatchObject({ phase: 'released', cause: 'expired', lease: null });
  expect(room.servers.value('s1', 'lb2')).toBe(100);
});

test('a machine that forgot is written again; drift that nobody made a plan of is told before the click', async () => {
  const room = await openRoom(shopWithPlans(3, { shift: { steps: [step('one', 's1', 20)] } }));
  const { id } = await room.run('shift');
  room.servers.set('s1', 'lb3', 100);
  const written = room.servers.written.length;
  expect((await room.desk.reapply({ switchId: 's1', commandId: randomUUID() }, caller)).ok).toBe(true);
  expect(room.servers.written.slice(written)).toEqual([{ key: 's1', instance: 'lb3', value: 20 }]);
  expect(room.execution(id).phase).toBe('inForce');
  room.servers.behave('lb2', 'gone');
  const elsewhere = await room.desk.reapply({ switchId: 's1', commandId: randomUUID() }, caller);
  expect(elsewhere).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining('lb2 cannot be reached') as unknown },
  });
  room.servers.behave('lb2', 'good');
  await room.executions.revert(id, 'person', 'enough', console);
  room.servers.set('s1', 'lb1', 70);
  const sheet = await room.read('shift');
  expect(sheet.conflicts).toMatchObject([{ kind: 'drift', switchId: 's1', present: 70, wanted: 100 }]);
});

test('no two executions at once on one switch', async () => {
  const steps = [step('one', 's1', 20, { wait: '60s' }), step('two', 's2', 30)];
  const room = await openRoom(shopWithPlans(1, { shift: { steps }, other: { steps: [step('one', 's1', 50)] } }));
  const first = await room.run('shift');
  const sheet = await room.read('other');
  expect(sheet.conflicts).toMatchObject([{ kind: 'running', executionId: first.id }, { kind: 'overlaps' }]);
  expect(await room.click(sheet)).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining(first.id) as unknown },
  });
});

test('a lease is renewed, and ends by the wall clock over a restart', async () => {
  const workspace = shopWithPlans(1, { shift: { steps: [step('one', 's1', 20)], lease: '10m' } });
  const room = await openRoom(workspace);
  const { id } = await room.run('shift');
  await room.clock.pass(300_000);
  expect((await room.desk.renew({ executionId: id, minutes: 8 }, caller)).ok).toBe(true);
  expect(room.execution(id).lease).toMatchObject({ renewals: 1, left: { leftMs: 480_000 } });
  room.clock.sleep(400_000);
  expect((await openRoom(workspace, room.remains)).execution(id).lease).toMatchObject({
    overdue: false,
    left: { leftMs: 80_000 },
  });
  room.clock.sleep(100_000);
  const later = await openRoom(workspace, room.remains);
  expect(later.execution(id)).toMatchObject({ phase: 'inForce', lease: { overdue: true } });
  expect(later.desk.inForce().map((execution) => execution.id)).toEqual([id]);
});
