import { describe, expect, it } from 'vitest';
import { RoomClock } from './roomClock';

/** The backend's truth: 5,000,000 at mono 0. */
function reading(sentMono: number, roundTripMs: number, { truth = 5_000_000, rate = 1, answeredAfter = 0.5, errorMs = 0 } = {}) {
  const receivedMono = sentMono + roundTripMs;
  return { at: truth + (sentMono + roundTripMs * answeredAfter) * rate, errorMs, rate, sentMono, receivedMono };
}

describe('the room clock', () => {
  it('knows nothing before the first reading', () => {
    expect(new RoomClock().estimate(0)).toBeNull();
  });

  it('is off by at most half a round trip, wherever in it the server looked at its clock', () => {
    for (const answeredAfter of [0, 0.3, 1]) {
      const clock = new RoomClock();
      clock.observe(reading(1_000, 80, { answeredAfter }));
      const estimate = clock.estimate(1_080);
      expect(Math.abs((estimate?.at ?? 0) - 5_001_080)).toBeLessThanOrEqual((estimate?.errorMs ?? 0) + 1e-6);
      expect(estimate?.errorMs).toBeCloseTo(40, 6);
    }
  });

  it('trusts the fast answers and is not thrown off by slow ones', () => {
    const clock = new RoomClock();
    clock.observe(reading(1_000, 4));
    clock.observe(reading(2_000, 900, { answeredAfter: 1 }));
    const estimate = clock.estimate(3_000);
    expect(estimate?.errorMs).toBeLessThan(2.5);
    expect(Math.abs((estimate?.at ?? 0) - 5_003_000)).toBeLessThan(2.5);
  });

  it('narrows the time of a clock that only says whole seconds', () => {
    const clock = new RoomClock();
    for (let mono = 0; mono < 20_000; mono += 930) {
      const said = Math.floor((5_000_000 + mono) / 1_000) * 1_000;
      clock.observe({ at: said + 500, errorMs: 500, rate: 1, sentMono: mono, receivedMono: mono + 2 });
    }
    for (let mono = 20_000; mono < 30_000; mono += 1_000) clock.estimate(mono);
    const estimate = clock.estimate(30_000);
    expect(estimate?.errorMs).toBeLessThan(80);
    expect(Math.abs((estimate?.at ?? 0) - 5_030_000)).toBeLessThan(80);
  });

  it('admits that it knows less as time passes', () => {
    const clock = new RoomClock();
    clock.observe(reading(0, 2));
    expect(clock.estimate(3_600_000)?.errorMs).toBeGreaterThan(300);
  });

  it('never runs backwards for a small correction, and arrives', () => {
    const clock = new RoomClock();
    clock.observe(reading(0, 400, { answeredAfter: 1 }));
    let before = clock.estimate(400)?.at ?? 0;
    clock.observe(reading(500, 2));
    for (let mono = 510; mono < 5_000; mono += 10) {
      const at = clock.estimate(mono)?.at ?? 0;
      expect(at).toBeGreaterThan(before);
      before = at;
    }
    expect(Math.abs(before - 5_004_990)).toBeLessThan(2);
  });

  it('jumps when the server is another or its clock was set', () => {
    const clock = new RoomClock();
    clock.observe(reading(0, 2));
    clock.estimate(10);
    clock.observe(reading(1_000, 2, { truth: 9_000_000 }));
    expect(Math.abs((clock.estimate(1_002)?.at ?? 0) - 9_001_002)).toBeLessThan(2);
  });

  it('runs at the pace of a faster city', () => {
    const clock = new RoomClock();
    clock.observe(reading(0, 2, { rate: 60 }));
    const first = clock.estimate(100)?.at ?? 0;
    expect((clock.estimate(1_100)?.at ?? 0) - first).toBeCloseTo(60_000, 0);
  });
});
