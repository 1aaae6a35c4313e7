import type { Direction, SeriesKind, SignalShape } from '../../../contract/detection';

/** What the calendar says of a moment: on a holiday the day's shape is another, in a promotion nobody knows how much comes. */
export type DayNote = 'ordinary' | 'holiday' | 'promotion';

/**
 * Finds what is wrong in one series, sample by sample, in time order, in one pass. After each `step` the fields tell about
 * that sample.
 */
export interface Detector {
  /** @param localAt start of the bucket as local epoch ms; NaN = gap. Returns whether this sample is worth an alarm. */
  step(localAt: number, value: number, note?: DayNote): boolean;
  /**
   * Teaches with history in buckets of `stepMs`, a multiple of its own step: oldest first, before the first `step`. Left out
   * where a day of samples is all that it remembers.
   * @param localAt start of the bucket
   */
  teach?(localAt: number, value: number, stepMs: number, note?: DayNote): void;
  /**
   * What the sample would have been had nothing happened, units of the metric: it does not follow a value that is being
   * alarmed about. NaN while nothing can be said.
   */
  readonly expected: number;
  /** How abnormal, 1 = just worth an alarm, comparable between series; 0 for a gap. */
  readonly score: number;
  /** Samples between these are normal, units of the metric; NaN while nothing can be said. */
  readonly bandLow: number;
  readonly bandHigh: number;
}

export interface Outlook {
  expected: number;
  low: number;
  high: number;
}

/** What the console runs: it can be taught from coarse history, looks ahead, and is kept over a restart. */
export interface LearningDetector extends Detector {
  readonly kind: SeriesKind;
  /**
   * What such a day usually has at this time, whatever the level of today, units of the metric; NaN while nothing is learned. On a rainy
   * day more is expected than that, and when the rain is over nothing is lost.
   */
  readonly ordinary: number;
  /** Of the newest sample, when it was worth an alarm. */
  readonly direction: Direction;
  readonly shape: SignalShape;
  /** It has seen enough to be believed. */
  readonly warm: boolean;
  teach(localAt: number, value: number, stepMs: number, note?: DayNote): void;
  /** What is expected at a moment after the newest sample, at most a day ahead; NaN in all fields where nothing is learned. */
  lookAhead(localAt: number, out: Outlook, note?: DayNote): void;
  /** All that it has learned; handed to the creator again it goes on where it was. The first byte is the version of the format. */
  save(): Uint8Array;
}
