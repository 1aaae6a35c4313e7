import { describe, expect, it } from 'vitest';
import { AlarmTracker, type Finding } from './alarmTracker';

const stepMs = 10_000;
const calm: Omit<Finding, 'at'> = {
  signal: false,
  outside: false,
  direction: 'below',
  shape: 'cliff',
  score: 0.2,
  material: true,
};
const bad: Omit<Finding, 'at'> = { ...calm, signal: true, outside: true, score: 1.4 };

/** Buckets in order, ten seconds each; `x` = abnormal, `X` = very, `.` = calm, `o` = beyond the band without a signal, `u` = above. */
function watch(days: string, change: Partial<Finding> = {}, step = stepMs, ofMany = false): AlarmTracker {
  const tracker = new AlarmTracker(step, ofMany);
  [...days].forEach((day, i) => tracker.step({ ...findingOf(day), ...(day === '.' ? {} : change), at: i * step }));
  return tracker;
}
function findingOf(day: string): Omit<Finding, 'at'> {
  if (day === 'x') return bad;
  if (day === 'X') return { ...bad, score: 2.5 };
  if (day === 'o') return { ...bad, signal: false, score: 0.9 };
  if (day === 'u') return { ...bad, direction: 'above' };
  return calm;
}

describe('signals become an alarm', () => {
  it('when half of the last minute is abnormal, from its first abnormal bucket on', () => {
    expect(watch('....x.x').alarm).toBeNull();
    expect(watch('....x.xx').alarm).toMatchObject({ startedAt: 40_000, raisedAt: 80_000, phase: 'active', signals: 3 });
  });

  it('of hundreds of cuts each needs one more, because one of them has a bad half minute every day', () => {
    expect(watch('....x.xx', {}, stepMs, true).alarm).toBeNull();
    expect(watch('....x.xxx', {}, stepMs, true).alarm).toMatchObject({ startedAt: 40_000, raisedAt: 90_000 });
  });

  it('sooner when two buckets are very abnormal', () => {
    expect(watch('....XX').alarm).toMatchObject({ raisedAt: 60_000, peakScore: 2.5 });
  });

  it('not when they look in different directions, nor when they matter to nobody, nor without any signal', () => {
    expect(watch('..xuxu').alarm).toBeNull();
    expect(watch('..xxxx', { material: false }).alarm).toBeNull();
    expect(watch('..oooo').alarm).toBeNull();
  });

  it('at once where a bucket is as long as a minute or longer', () => {
    expect(watch('..x', {}, 60_000).alarm).toMatchObject({ startedAt: 120_000, raisedAt: 180_000 });
    expect(watch('..x', {}, 300_000).alarm).not.toBeNull();
  });
});

describe('an alarm', () => {
  it('goes on while values stay beyond the band, although the detector is no longer surprised', () => {
    expect(watch('xxxoooooooooooooooooo').alarm).toMatchObject({ phase: 'active', endedAt: null, signals: 21 });
  });

  it('recovers first and ends after two calm minutes, when it became calm', () => {
    expect(watch(`xxx${'.'.repeat(11)}`).alarm).toMatchObject({ phase: 'recovering', endedAt: null });
    expect(watch(`xxx${'.'.repeat(12)}`).alarm).toMatchObject({ phase: 'ended', endedAt: 30_000 });
  });

  it('that comes back within minutes is the same one, and flaps when it does so again and again', () => {
    const once = `xxx${'.'.repeat(12)}`;
    expect(watch(`${once}xxx`).alarm).toMatchObject({ startedAt: 0, phase: 'active', flapping: false });
    const flapping = watch(`${once}${once}${once}xxx${'.'.repeat(12)}`);
    expect(flapping.alarm).toMatchObject({ startedAt: 0, flapping: true, phase: 'recovering' });
    expect(watch(`${once}${'.'.repeat(70)}xxx`).alarm?.startedAt).toBe(850_000);
  });

  it('keeps the shape of its first minute, says at once that nothing is left, and is a shift when it stays', () => {
    expect(watch('xxx', { shape: 'decline' }).alarm?.shape).toBe('decline');
    const tracker = watch('xxxxxxxxxxxxxxx');
    tracker.step({ ...bad, shape: 'spike', at: 150_000 });
    expect(tracker.alarm?.shape).toBe('cliff');
    tracker.step({ ...bad, shape: 'zero', at: 160_000 });
    expect(tracker.alarm?.shape).toBe('zero');
    expect(watch('x'.repeat(181)).alarm?.shape).toBe('shift');
  });
});
