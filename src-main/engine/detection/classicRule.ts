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
const exactness = 1e9;
/** The console's rates are per second. */
const minutesPerSecond = 60;

interface Minute {
  readonly at: number;
  readonly value: number;
  /** How far it is below the baseline, 1 = as far as the rule asks. */
  readonly belowBaseline: number;
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
    const below = expected - value;
    const belowBaseline = expected > 0 ? Math.min((below * perMinute) / countBelow, below / (expected * shareBelow)) : Number.NaN;
    recent = [...recent.filter((one) => at - one.at < minutesLow * slotMs), { at, value, belowBaseline }];
    score = recent.length < minutesLow ? 0 : leastMet(recent, value);
    if (score < 1 || at - alarmedAt < suppressedMs) return false;
    alarmedAt = at;
    return true;
  };

  return {
    /** Every part of a coarse bucket counts as its mean. */
    teach(localAt, value, coarseStepMs) {
      const from = slotOf(localAt);
      const to = from + Math.max(1, Math.round(coarseStepMs / slotMs));
      weeks.forEach((values, i) => {
        const newer = weeks[i + 1]?.subarray(from, to);
        if (newer === undefined) values.fill(value, from, to);
        else values.set(newer, from);
      });
    },
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

/** How far the condition that is met least is met: the rule itself at 1; 0 where one cannot be told. */
function leastMet(recent: readonly Minute[], newest: number): number {
  let least = Number.POSITIVE_INFINITY;
  recent.forEach((one, i) => {
    least = Math.min(least, one.belowBaseline);
    if (i < recent.length - 1) least = Math.min(least, fallFrom(one.value, newest));
  });
  // Exactly half and exactly a fifth are enough, whatever binary fractions make of them.
  return Number.isNaN(least) ? 0 : Math.max(0, Math.round(least * exactness) / exactness);
}

/** How far a value is below an earlier one, 1 = as far as the rule asks; nothing left of nothing counts as far enough. */
function fallFrom(earlier: number, value: number): number {
  return earlier > 0 ? (earlier - value) / (earlier * shareBelowEarlier) : Number(value <= 0);
}
