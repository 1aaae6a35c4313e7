import { expect, test } from 'vitest';
import { createSharedStore } from '../store';
import { createSafetyLever, type LeverMember, type SafetyLeverSetup } from './safetyLever';

function drills(): LeverMember & { begin(): void } {
  let running = 0;
  return {
    id: 'drills',
    name: { zh: '故障演练', en: 'Fault drills' },
    running: () => running,
    stop: () => (running = 0),
    begin: () => (running += 1),
  };
}

function leverRoom(changes: Partial<SafetyLeverSetup> = {}) {
  const store = createSharedStore();
  const kept: unknown[] = [];
  const recorded: unknown[] = [];
  const lever = createSafetyLever({
    store,
    roomNow: () => 1_000,
    kept: null,
    keep: (state) => kept.push(state),
    record: (entry) => recorded.push(entry),
    log: () => undefined,
    ...changes,
  });
  return { lever, kept, recorded, shown: () => store.read().lever['room'] };
}

test('engaged it stops what runs and blocks what would begin; released, by name and reason, everything may again', () => {
  const { lever, kept, recorded, shown } = leverRoom();
  const member = drills();
  lever.register(member);
  member.begin();
  lever.follow();
  expect(shown()).toMatchObject({ engaged: false, members: [{ id: 'drills', running: 1 }] });
  expect(lever.blocks()).toBeNull();

  lever.engage('', null);
  expect(shown()).toMatchObject({ engaged: true, by: null, at: 1_000, members: [{ running: 0 }] });
  expect(lever.blocks()).toContain('safety lever is engaged');

  expect(lever.release('the drill is over', '林舟').ok).toBe(true);
  expect(lever.blocks()).toBeNull();
  expect(lever.release('again', '林舟').ok).toBe(false);
  expect(kept.length).toBe(2);
  expect(recorded).toMatchObject([
    { engaged: true, by: null },
    { engaged: false, by: '林舟', reason: 'the drill is over' },
  ]);
});

test('it is still engaged after a restart, and stops whoever registers then', () => {
  const { lever, shown } = leverRoom({ kept: { engaged: true, by: '陈屿', reason: 'lunch' } });
  const member = drills();
  member.begin();
  lever.register(member);
  expect(member.running()).toBe(0);
  expect(shown()).toMatchObject({ engaged: true, by: '陈屿', reason: 'lunch' });
});

test('a member that cannot stop, a disk that is full and an audit that cannot be written do not keep it from working', () => {
  const said: string[] = [];
  const fail = (): never => {
    throw new Error('the disk is full');
  };
  const { lever, shown } = leverRoom({ keep: fail, record: fail, log: (_level, text) => said.push(text) });
  const other = drills();
  lever.register({ ...drills(), id: 'stress', stop: fail });
  lever.register(other);
  other.begin();
  lever.engage('smoke', '陈屿');
  expect(other.running()).toBe(0);
  expect(shown()?.engaged).toBe(true);
  expect(said.map((text) => text.split(' failed')[0])).toEqual([
    'the safety lever: stopping stress',
    'the safety lever: keeping it',
    'the safety lever: its audit record',
  ]);
});
