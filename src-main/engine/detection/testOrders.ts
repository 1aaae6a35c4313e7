/** A made-up city's orders for tests: meals, a trough of a hundredth of the peak, days of rest, levels that differ by day. */
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const peakPerSecond = 1_000;
const trough = 0.01;
/** 1970-01-05 was a Monday: tests that begin on day 4 begin a week. */
export const mondayAt = 4 * dayMs;

/** A repeatable standard normal for a whole number (hash, then Box and Muller 1958). */
export function normalAt(i: number, stream: number): number {
  const u = hash(i, 2 * stream);
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * hash(i, 2 * stream + 1));
}

/** What the day asks for, without noise: orders a second at a local time. */
export function usualOrders(localAt: number): number {
  const hour = (localAt % dayMs) / hourMs;
  const rests = Math.floor(localAt / dayMs + 3) % 7 >= 5;
  const [lunch, dinner] = rests ? [0.8, 0.6] : [1, 0.55];
  const meal = (at: number, height: number, spread: number): number => height * Math.exp(-((hour - at) ** 2) / (2 * spread ** 2));
  return (
    peakPerSecond *
    (trough +
      meal(12.3, lunch, 0.75) +
      meal(18.3, dinner, 1) +
      meal(15.5, 0.14, 1) +
      meal(21.5, 0.14, 1) +
      meal(rests ? 9.5 : 8.2, 0.08, 0.8))
  );
}

/**
 * Mean orders a second over a bucket, with counting noise, a crowd whose mood wanders by half a percent, and a level of its own
 * for every day (two percent).
 */
export function ordersAt(localAt: number, stepMs: number): number {
  const day = Math.floor(localAt / dayMs);
  const mood = 1 + 0.005 * wanderAt(localAt, 130_000, 1) + 0.005 * wanderAt(localAt, 900_000, 2);
  const expected = usualOrders(localAt + stepMs / 2) * (1 + 0.02 * normalAt(day, 3)) * mood;
  const counted = Math.sqrt((expected * 1_000) / stepMs);
  return Math.max(0, expected + counted * normalAt(localAt / stepMs, 4));
}

function wanderAt(localAt: number, periodMs: number, stream: number): number {
  const slot = Math.floor(localAt / periodMs);
  const into = localAt / periodMs - slot;
  const blend = into * into * (3 - 2 * into);
  return normalAt(slot, 10 + stream) * (1 - blend) + normalAt(slot + 1, 10 + stream) * blend;
}

/** In (0, 1]; the mixing steps of MurmurHash3. */
function hash(i: number, stream: number): number {
  let h = Math.imul(i | 0, 0x85eb_ca6b) ^ Math.imul(stream + 1, 0xc2b2_ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (((h ^ (h >>> 16)) >>> 0) + 1) / 2 ** 32;
}
