import type { Detector } from './detector';

const minuteMs = 60_000;
const weekMs = 604_800_000;
/** Of the same weekday, oldest week first; the newest counts most. */
const weekWeights = [1, 2, 3, 4] as const;
const minutesLow = 3;
const shareBelow = 0.5;
/** Orders a minute. */
const countBelow = 100;
const shareBelowEarlier = 0.2;
const suppressedMs = 300_000;
/** The console's rates are per second. */
const minutesPerSecond = 60;

interface Minute {
  readonly at: number;
  readonly value: number;
  readonly isLow: boolean;
}

/**
 * For comparison, the field's classic rule: each of the last three minutes at least half and at least 100 orders below the baseline
 * (the same weekday of the last four weeks, weighted 1:2:3:4), the last one at least a fifth below each of the two before it;
 * repeats are suppressed for five minutes. Shorter steps are averaged to minutes; of longer ones each passes for a minute.
 * @param perMinute what a value is multiplied with to be orders a minute: 60 for a rate per second, 1 for a count per minute
 */
export function createClassicRule(stepMs: number, perMinute = minutesPerSecond): Detector {
  const slotMs = Math.max(minuteMs, stepMs);
  const slots = Math.max(1, Math.round(weekMs / slotMs));
  const weeks = weekWeights.map(() => new Float32Array(slots).fill(Number.NaN));
  const filling = { at: Number.NaN, sum: 0, count: 0 };
  let recent: Minute[] = [];
  let expected = Number.NaN;
  let score = 0;
  let alarmedAt = Number.NEGATIVE_INFINITY;

  const slotOf = (at: number): number => Math.floor((at % weekMs) / slotMs) % slots;
  const baselineAt = (slot: number): number => {
    let sum = 0;
    let weight = 0;
    weeks.forEach((values, i) => {
      const value = values[slot] ?? Number.NaN;
      const own = weekWeights[i] ?? 0;
      if (Number.isNaN(value)) return;
      sum += own * value;
      weight += own;
    });
    return weight === 0 ? Number.NaN : sum / weight;
  };

  /** The oldest week's value of this slot makes room for this one. */
  const remember = (slot: number, value: number): void => {
    weeks.forEach((values, i) => {
      values[slot] = weeks[i + 1]?.[slot] ?? value;
    });
  };

  /** Returns whether the rule holds at the end of this minute. */
  const endMinute = (at: number, value: number): boolean => {
    remember(slotOf(at), value);
    const isLow = (expected - value) * perMinute >= countBelow && value <= expected * (1 - shareBelow);
    recent = [...recent.filter((one) => at - one.at < minutesLow * slotMs), { at, value, isLow }];
    const falls = recent.slice(0, -1).every((one) => value <= one.value * (1 - shareBelowEarlier));
    if (recent.length < minutesLow || !recent.every((one) => one.isLow) || !falls) return false;
    if (at - alarmedAt < suppressedMs) return false;
    alarmedAt = at;
    return true;
  };

  return {
    step(localAt, value) {
      const at = Math.floor(localAt / slotMs) * slotMs;
      if (at !== filling.at) {
        filling.at = at;
        filling.sum = 0;
        filling.count = 0;
        expected = baselineAt(slotOf(at));
      }
      if (Number.isFinite(value)) {
        filling.sum += value;
        filling.count += 1;
      }
      score = expected > 0 && Number.isFinite(value) ? Math.max(0, (expected - value) / (expected * shareBelow)) : 0;
      const isLast = localAt + stepMs >= at + slotMs;
      return isLast && filling.count > 0 && endMinute(at, filling.sum / filling.count);
    },
    get expected() {
      return expected;
    },
    get score() {
      return score;
    },
    get bandLow() {
      return expected * (1 - shareBelow);
    },
    get bandHigh() {
      return Number.NaN;
    },
  };
}
