import { expect, test } from 'vitest';
import { openRoom, personAt, shopWithPlans } from './testing/protectionRoom';

const drainStep = { id: 'shift', set: [{ switch: 's1', to: 20 }] };
const oneStep = { shift: { steps: [drainStep] } };

test('the whole click: read, armed, held, still to be undone, sent to fifty machines, read back, in force, taken back', async () => {
  const room = await openRoom(shopWithPlans(50, oneStep));
  const sheet = await room.read('shift');
  expect(sheet.phase).toBe('read');
  expect(sheet.writes).toHaveLength(50);
  expect(sheet.writes[0]).toMatchObject({ instance: 'lb1', present: 100, wanted: 20, request: 'set s1 20' });
  const clicked = await room.click(sheet);
  expect(clicked.ok).toBe(true);
  expect(room.sheet(sheet.planId).phase).toBe('undo');
  await room.clock.pass(4_999);
  expect(room.servers.written).toEqual([]);
  expect(room.kinds()).toEqual([]);
  await room.clock.pass(1);
  await room.clock.pass(100);
  expect(room.servers.written).toHaveLength(50);
  expect(room.sheet(sheet.planId)).toMatchObject({ phase: 'sent', executionId: sheet.planId });
  const execution = room.execution(sheet.planId);
  expect(execution).toMatchObject({ phase: 'inForce', by: 'Li', lease: { share: 1, overdue: false } });
  expect(new Set(execution.writes.map(({ state }) => state))).toEqual(new Set(['written']));
  expect(room.executions.wantedOf('s1').get('lb7')).toEqual({ value: 20, executionId: sheet.planId });
  // Fifty machines cost a handful of records, each on the disk before what it tells of.
  expect(room.kinds()).toEqual(['asked', 'sending', 'answered', 'readBack', 'step', 'phase']);

  const back = await room.desk.revert(
    { executionId: sheet.planId, commandId: crypto.randomUUID() },
    personAt('overview-1', 'Wu'),
  );
  expect(back.ok).toBe(true);
  expect(room.execution(sheet.planId)).toMatchObject({ phase: 'reverted', cause: 'person', lease: null });
  expect(room.servers.value('s1', 'lb50')).toBe(100);
  expect(room.servers.written).toHaveLength(100);
  expect(room.executions.wantedOf('s1').size).toBe(0);
});
