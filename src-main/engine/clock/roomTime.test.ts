import { beforeEach, describe, expect, it } from 'vitest';
import { RoomClock } from './roomClock';
import { RoomTime } from './roomTime';
import { clockOffset, isClockOff } from './clockOffset';

/** A backend whose clock is `truth` at mono 0. */
function backend(id: string, { ownTime = false, connecting = false } = {}) {
  const clock = new RoomClock();
  return {
    id,
    clock,
    traits: { ownTime },
    connecting,
    tell: (mono: number, truth: number, errorMs = 5) =>
      clock.observe({ at: truth + mono, errorMs, rate: 1, sentMono: mono, receivedMono: mono }),
  };
}

type Candidate = ReturnType<typeof backend>;
let source: Candidate;
let near: Candidate;
let far: Candidate;
let room: RoomTime;

beforeEach(() => {
  source = backend('source');
  near = backend('near');
  far = backend('far');
  room = new RoomTime('source', new Map([source, near, far].map((one) => [one.id, one])));
});

describe('the time of the room', () => {
  it('is the source’s, however many others say something else', () => {
    source.tell(0, 5_000_000);
    near.tell(0, 9_000_000, 1);
    far.tell(0, 9_000_000, 1);
    expect(room.read(10)).toMatchObject({ at: 5_000_010, backendId: 'source' });
  });

  it('is not known while the source has neither answered nor failed', () => {
    source.connecting = true;
    near.tell(0, 5_000_000);
    expect(room.read(10)).toBeNull();
  });

  it('comes from the best known clock of the others when the source never told its time', () => {
    near.tell(0, 5_000_000, 8);
    far.tell(0, 5_300_000, 40);
    expect(room.read(10)).toMatchObject({ at: 5_000_010, backendId: 'near' });
    // Another one becomes a little better: no reason to pull the room over by five minutes.
    far.tell(20, 5_300_000, 1);
    expect(room.read(30)).toMatchObject({ at: 5_000_030, backendId: 'near' });
    expect(room.stepped).toBeNull();
  });

  it('never comes from a made-up world that the workspace does not read from', () => {
    const city = backend('city', { ownTime: true });
    city.tell(0, 1);
    expect(new RoomTime('source', new Map([source, city].map((one) => [one.id, one]))).read(10)).toBeNull();
  });

  it('stays with the source through an outage, and leaves it only when nobody can know its time any more', () => {
    source.tell(0, 5_000_000);
    near.tell(0, 5_300_000);
    expect(room.read(600_000)).toMatchObject({ at: 5_600_000, backendId: 'source' });
    near.tell(7_200_000, 5_300_000);
    expect(room.read(7_200_000)?.backendId).toBe('near');
  });

  it('slews a small difference when the source is back, and never runs backwards', () => {
    near.tell(0, 5_000_900);
    let before = room.read(10)?.at ?? 0;
    source.tell(20, 5_000_000);
    for (let mono = 30; mono < 8_000; mono += 10) {
      const at = room.read(mono)?.at ?? 0;
      expect(at).toBeGreaterThan(before);
      before = at;
    }
    expect(Math.abs(before - 5_007_990)).toBeLessThan(2);
    expect(room.stepped).toBeNull();
  });

  it('jumps over a large difference at once and says so', () => {
    near.tell(0, 5_300_000);
    room.read(10);
    source.tell(1_000, 5_000_000);
    expect(room.read(1_000)).toMatchObject({ at: 5_001_000, backendId: 'source' });
    expect(room.stepped).toEqual({ at: 5_001_000, byMs: -300_000 });
  });
});

describe('a backend beside the room', () => {
  it('is off by the difference of both clocks, known as well as both together', () => {
    source.tell(0, 5_000_000, 5);
    near.tell(0, 5_300_000, 7);
    const offset = clockOffset(near, room.read(0), 0);
    expect(offset).toEqual({ offMs: 300_000, errorMs: 12 });
    expect(isClockOff(offset, 10_000)).toBe(true);
    expect(clockOffset(source, room.read(0), 0)).toEqual({ offMs: 0, errorMs: 5 });
  });

  it('is not called off while half a step and the error explain the difference', () => {
    expect(isClockOff({ offMs: -5_900, errorMs: 1_000 }, 10_000)).toBe(false);
    expect(isClockOff({ offMs: -6_100, errorMs: 1_000 }, 10_000)).toBe(true);
  });

  it('has no offset where a time is made up on purpose', () => {
    const city = backend('city', { ownTime: true });
    city.tell(0, 1);
    source.tell(0, 5_000_000);
    expect(clockOffset(city, room.read(0), 0)).toBeNull();
  });
});
