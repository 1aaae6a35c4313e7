import type { DayNote, Detector, LearningDetector } from '../detection/detector';
import { countsAt } from './sensitivity';

/** One detector of one series, stepped once per bucket however many runs look at it. */
export class SharedDetector {
  /** Of the newest sample. */
  saysSo = false;

  constructor(readonly detector: Detector) {}

  step(localAt: number, value: number, note: DayNote): void {
    this.saysSo = this.detector.step(localAt, value, note);
  }
}

/**
 * A detector as one run sees it: more or less sensitive, and already stepped. Its score and its band are as much wider or
 * narrower as its threshold, so that whatever follows from them follows at this sensitivity.
 */
export function detectorView(shared: SharedDetector, sensitivity: number): LearningDetector {
  const { detector } = shared;
  const learning = isLearning(detector) ? detector : null;
  let value = Number.NaN;
  return {
    step(_localAt, newest) {
      value = newest;
      return countsAt(sensitivity, shared.saysSo, detector.score);
    },
    get expected() {
      return detector.expected;
    },
    get score() {
      return detector.score * sensitivity;
    },
    get bandLow() {
      return detector.expected - (detector.expected - detector.bandLow) / sensitivity;
    },
    get bandHigh() {
      return detector.expected + (detector.bandHigh - detector.expected) / sensitivity;
    },
    get ordinary() {
      return learning?.ordinary ?? detector.expected;
    },
    get kind() {
      return learning?.kind ?? 'periodic';
    },
    get direction() {
      return learning?.direction ?? (value < detector.expected ? 'below' : 'above');
    },
    get shape() {
      return learning?.shape ?? (value === 0 ? 'zero' : 'cliff');
    },
    get warm() {
      return learning?.warm ?? !Number.isNaN(detector.expected);
    },
    teach: () => undefined,
    lookAhead(_localAt, out) {
      out.expected = Number.NaN;
      out.low = Number.NaN;
      out.high = Number.NaN;
    },
    save: () => new Uint8Array(0),
  };
}

function isLearning(detector: Detector): detector is LearningDetector {
  return 'lookAhead' in detector;
}
