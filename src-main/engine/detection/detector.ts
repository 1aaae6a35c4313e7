/**
 * Finds what is wrong in one series, sample by sample, in time order, in one pass. After each `step` the fields tell about
 * that sample.
 */
export interface Detector {
  /** @param localAt start of the bucket as local epoch ms; NaN = gap. Returns whether this sample is worth an alarm. */
  step(localAt: number, value: number): boolean;
  /** Units of the metric; NaN while nothing can be said. */
  readonly expected: number;
  /** How abnormal, 1 = just worth an alarm, comparable between series; 0 for a gap. */
  readonly score: number;
  /** Samples between these are normal, units of the metric; NaN while nothing can be said. */
  readonly bandLow: number;
  readonly bandHigh: number;
}
