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
  const recent: { value: number; low: boolean }[] = [];
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

  return {
    step(localAt, value) {
      const slot = Math.floor((localAt % weekMs) / stepMs) % slots;
      expected = baselineAt(slot);
      remember(slot, value);
      const low = expected - value >= countBelow && value <= expected * (1 - shareBelow);
      recent.push({ value, low });
      if (recent.length > samplesLow) recent.shift();
      const falls = recent.slice(0, -1).every((one) => value <= one.value * (1 - shareBelowEarlier));
      const alarms = recent.length === samplesLow && recent.every((one) => one.low) && falls;
      score = Number.isNaN(expected) || expected <= 0 ? 0 : Math.max(0, (expected - value) / (expected * shareBelow));
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
