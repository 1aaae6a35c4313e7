import { expect, test } from 'vitest';
import type { Execution, ExecutionPhase, WriteState } from '../../../contract/protection';
import type { RoomEvent } from '../../../contract/state';
import { tellRoom } from './tellRoom';

const execution = (phase: ExecutionPhase, state: WriteState, more: Partial<Execution> = {}): Execution => ({
  id: 'pay-7f3a',
  commandId: 'c',
  planKey: 'pay',
  version: 1,
  name: { zh: '切走渠道 B', en: 'Channel B away' },
  incidentId: '1126-01',
  reason: '',
  by: '陈屿',
  approvedBy: null,
  breakGlass: null,
  startedAt: 1_000,
  phase,
  phaseAt: 9_000,
  cause: null,
  why: null,
  steps: [],
  writes: [
    {
      stepId: 's',
      switchId: 'b',
      instance: 'B',
      present: 1,
      wanted: 0,
      request: 'PUT',
      failure: null,
      state,
      now: 0,
      says: null,
    },
  ],
  perMinute: null,
  lease: null,
  effect: null,
  tookMs: null,
  ...more,
});

function room(before: readonly Execution[] = []) {
  const events: RoomEvent[] = [];
  const notes: unknown[] = [];
  let tell: (changed: Execution) => void = () => undefined;
  tellRoom({
    executions: { all: () => before, onChange: (listener) => ((tell = listener), () => undefined) },
    keepEvents: (made) => events.push(...made),
    incidents: { noteProtection: (...note) => notes.push(note) },
    placeOf: () => 'pay-router',
    backendId: () => 'city',
  });
  return { events, notes, change: (changed: Execution) => tell(changed) };
}

test('one action from the first write until it is over, and one step each in the incident', () => {
  const { events, notes, change } = room();
  change(execution('running', 'due'));
  expect(events).toEqual([]);
  change(execution('running', 'sent'));
  change(execution('verifying', 'written'));
  change(execution('released', 'back'));
  expect(events.map(({ id, kind, target, until }) => [id, kind, target, until])).toEqual([
    ['execution pay-7f3a', 'action', 'pay-router', null],
    ['execution pay-7f3a', 'action', 'pay-router', 9_000],
  ]);
  const plan = { zh: '切走渠道 B', en: 'Channel B away' };
  expect(notes).toEqual([
    ['1126-01', 'protected', plan, '陈屿'],
    ['1126-01', 'unprotected', plan, null],
  ]);
});

test('what was in force before a restart is not told a second time, only its end', () => {
  const { notes, change } = room([execution('inForce', 'written')]);
  change(execution('inForce', 'written'));
  change(execution('reverted', 'back'));
  expect(notes).toHaveLength(1);
});
