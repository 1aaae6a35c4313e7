import type { Detector } from './detector';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** Of the same weekday, oldest week first; the newest counts most. */
const weekWeights = [1, 2, 3, 4] as const;
const samplesLow = 3;
const shareBelow = 0.5;
/** In the metric's own unit: orders a minute in the talk it comes from. */
const countBelow = 100;
const shareBelowEarlier = 0.2;
const suppressedMs = 300_000;

/**
 * For comparison, the field's classic rule: each of the last three samples at least half and at least 100 below the baseline
 * (the same weekday of the last four weeks, weighted 1:2:3:4), the last one at least a fifth below each of the two before it;
 * repeats are suppressed for five minutes.
 */
export function createClassicRule(stepMs: number): Detector {
  const slots = Math.max(1, Math.round(weekMs / stepMs));
  const weeks = weekWeights.map(() => new Float32Array(slots).fill(Number.NaN));
  const recent: Sample[] = [];
  let expected = Number.NaN;
  let score = 0;
  let alarmedAt = Number.NEGATIVE_INFINITY;

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

  const slotAt = (localAt: number): number => Math.floor((localAt % weekMs) / stepMs) % slots;

  return {
    /** Every part of a coarse bucket counts as its mean. */
    teach(localAt, value, coarseStepMs) {
      const from = slotAt(localAt);
      const to = from + Math.round(coarseStepMs / stepMs);
      weeks.forEach((values, i) => {
        const newer = weeks[i + 1]?.subarray(from, to);
        if (newer === undefined) values.fill(value, from, to);
        else values.set(newer, from);
      });
    },
    step(localAt, value) {
      const slot = slotAt(localAt);
      expected = baselineAt(slot);
      remember(slot, value);
      const below = expected - value;
      const belowBaseline = expected > 0 ? Math.min(below / countBelow, below / (expected * shareBelow)) : Number.NaN;
      recent.push({ value, belowBaseline });
      if (recent.length > samplesLow) recent.shift();
      score = recent.length < samplesLow ? 0 : leastMet(recent, value);
      const alarms = score >= 1;
      if (!alarms || localAt - alarmedAt < suppressedMs) return false;
      alarmedAt = localAt;
      return true;
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

interface Sample {
  readonly value: number;
  /** How far it is below the baseline, 1 = as far as the rule asks. */
  readonly belowBaseline: number;
}

/** How far the condition that is met least is met: the rule itself at 1; 0 where one cannot be told. */
function leastMet(recent: readonly Sample[], newest: number): number {
  let least = Number.POSITIVE_INFINITY;
  recent.forEach((one, i) => {
    least = Math.min(least, one.belowBaseline);
    if (i < recent.length - 1) least = Math.min(least, fallFrom(one.value, newest) / shareBelowEarlier);
  });
  return Number.isNaN(least) ? 0 : Math.max(0, least);
}

/** Share of `earlier` that is gone; nothing left of nothing counts as all of it. */
function fallFrom(earlier: number, value: number): number {
  return earlier > 0 ? 1 - value / earlier : Number(value <= 0);
}
