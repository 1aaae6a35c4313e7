import { beforeEach, expect, test } from 'vitest';
import { ExecutorFailure } from '../../../../actions/protection/registry';
import { createFakeClock, type FakeClock } from '../../testing/fakeClock';
import { createInstanceDoors, type InstanceDoors } from './instanceDoors';

let clock: FakeClock;
let doors: InstanceDoors;
let asked: number;
beforeEach(() => {
  clock = createFakeClock();
  doors = createInstanceDoors(clock);
  asked = 0;
});

const counted =
  <Value>(answer: () => Promise<Value>) =>
  (): Promise<Value> => {
    asked += 1;
    return answer();
  };
const silent = counted(() => Promise.reject(new ExecutorFailure('unreachable', 'nobody at home')));
const good = counted(async () => 'on');

test('after silence it rests, twice as long each time; a person who waits is not told to rest', async () => {
  expect(await doors.ask('lb1', false, silent)).toEqual({ ok: false, says: 'nobody at home' });
  await clock.pass(4_000);
  expect(await doors.ask('lb1', false, silent)).toEqual({ ok: false, says: 'nobody at home' });
  expect(asked).toBe(1);
  await clock.pass(2_000);
  await doors.ask('lb1', false, silent);
  expect(asked).toBe(2);
  await clock.pass(6_000);
  await doors.ask('lb1', false, good);
  expect(asked).toBe(2);
  expect(await doors.ask('lb1', true, good)).toEqual({ ok: true, value: 'on' });
  // It answers again: nothing is left of its rest.
  expect(await doors.ask('lb1', false, good)).toEqual({ ok: true, value: 'on' });
  expect(await doors.ask('lb2', false, good)).toEqual({ ok: true, value: 'on' });
});

test('a refusal is about the question, not the instance: the next question is asked', async () => {
  const refused = await doors.ask('lb1', false, () => Promise.reject(new ExecutorFailure('bad-setting', 'no such server')));
  expect(refused).toEqual({ ok: false, says: 'no such server' });
  expect(await doors.ask('lb1', false, good)).toEqual({ ok: true, value: 'on' });
});

test('a read that nothing can end does not block the others, and is not begun a second time beside itself', async () => {
  let end: (value: string) => void = () => undefined;
  const endless = counted(() => new Promise<string>((resolve) => (end = resolve)));
  const first = doors.ask('lb1', false, endless);
  const second = doors.ask('lb1', true, good);
  await clock.pass(3_000);
  expect(await first).toMatchObject({ ok: false, says: 'It did not answer within 3 s.' });
  expect(await second).toMatchObject({ ok: false });
  expect(asked).toBe(1);
  end('late');
  await clock.pass(0);
  expect(await doors.ask('lb1', true, good)).toEqual({ ok: true, value: 'on' });
});

test('whoever mended an address does not wait', async () => {
  await doors.ask('lb1', false, silent);
  doors.forgive();
  expect(await doors.ask('lb1', false, good)).toEqual({ ok: true, value: 'on' });
});
