import { describe, expect, it } from 'vitest';
import { BackendFailure } from '../backends/backend';
import { startPollLoop } from './pollLoop';
import { FakeTimers } from '../testing/fakeTimers';

const intervalMs = 1_000;

function loopWith(poll: (signal: AbortSignal, round: number) => Promise<void>) {
  const timers = new FakeTimers();
  const startedMono: number[] = [];
  const settled: (string | null)[] = [];
  const loop = startPollLoop({
    intervalMs,
    poll: (signal) => {
      startedMono.push(timers.monoNow());
      return poll(signal, startedMono.length);
    },
    onSettled: (failure) => settled.push(failure?.code ?? null),
    timers,
    random: () => 0.5,
  });
  return { timers, startedMono, settled, loop };
}

const refused = () => Promise.reject(new BackendFailure('refused', 'nobody there'));
const hangs = (signal: AbortSignal) =>
  new Promise<void>((_, reject) =>
    signal.addEventListener('abort', () => reject(new BackendFailure('closed', 'no longer waited for'))),
  );

describe('the poll loop', () => {
  it('asks at a steady pace, counted from start to start', async () => {
    const { timers, startedMono, loop } = loopWith(async () => undefined);
    await timers.advance(10_000);
    const gaps = startedMono.slice(1).map((at, i) => at - (startedMono[i] ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(9);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(intervalMs * 1.05);
    loop.close();
  });

  it('has at most one request under way, ends it at its deadline and calls that a timeout', async () => {
    let underWay = 0;
    const { timers, settled, loop } = loopWith(async (signal) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await hangs(signal).finally(() => (underWay -= 1));
    });
    await timers.advance(8_000);
    expect(settled.length).toBeGreaterThanOrEqual(2);
    expect(new Set(settled)).toEqual(new Set(['timeout']));
    loop.close();
  });

  it('asks a failing backend less often, but is back within three intervals of its recovery, however long it was away', async () => {
    let down = true;
    const { timers, startedMono, settled, loop } = loopWith(() => (down ? refused() : Promise.resolve()));
    await timers.advance(600_000);
    const pause = (startedMono.at(-1) ?? 0) - (startedMono.at(-2) ?? 0);
    expect(pause).toBeGreaterThan(1.5 * intervalMs);
    down = false;
    const before = settled.length;
    await timers.advance(3 * intervalMs);
    expect(settled.slice(before)).toContain(null);
    loop.close();
  });

  it('never delays another backend: a dead one beside it changes nothing', async () => {
    const timers = new FakeTimers();
    const rounds: number[] = [];
    const options = { intervalMs, timers, random: () => 0.5, onSettled: () => undefined };
    const dead = startPollLoop({ ...options, poll: hangs });
    const alive = startPollLoop({ ...options, poll: async () => void rounds.push(timers.monoNow()) });
    await timers.advance(10_000);
    expect(rounds.length).toBeGreaterThanOrEqual(10);
    dead.close();
    alive.close();
  });

  it('stops when it is closed, also in the middle of a request', async () => {
    const { timers, startedMono, settled, loop } = loopWith(hangs);
    await timers.advance(500);
    loop.close();
    await timers.advance(60_000);
    expect(startedMono.length).toBe(1);
    expect(settled).toEqual([]);
  });
});
