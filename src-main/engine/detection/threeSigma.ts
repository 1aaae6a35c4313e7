import type { Detector } from './detector';

const dayMs = 86_400_000;
const sigmas = 3;

/** For comparison: further than three standard deviations from the mean of the last day. */
export function createThreeSigma(stepMs: number): Detector {
  const window = new Float64Array(Math.max(2, Math.round(dayMs / stepMs))).fill(Number.NaN);
  let next = 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  let expected = Number.NaN;
  let deviation = Number.NaN;
  let score = 0;
  return {
    step(_localAt, value) {
      expected = count > 1 ? sum / count : Number.NaN;
      deviation = count > 1 ? Math.sqrt(Math.max(0, squares / count - expected * expected)) : Number.NaN;
      const off = Math.abs(value - expected);
      score = Number.isNaN(off) || !(deviation > 0) ? 0 : off / (sigmas * deviation);
      const oldest = window[next] ?? Number.NaN;
      window[next] = value;
      next = (next + 1) % window.length;
      if (!Number.isNaN(oldest)) {
        count -= 1;
        sum -= oldest;
        squares -= oldest * oldest;
      }
      if (Number.isFinite(value)) {
        count += 1;
        sum += value;
        squares += value * value;
      }
      return score >= 1;
    },
    get expected() {
      return expected;
    },
    get score() {
      return score;
    },
    get bandLow() {
      return expected - sigmas * deviation;
    },
    get bandHigh() {
      return expected + sigmas * deviation;
    },
  };
}
