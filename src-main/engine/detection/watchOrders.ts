import type { SignalShape } from '../../../contract/detection';
import type { DayNote, LearningDetector } from './detector';
import { ordersAt } from './testOrders';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** One sample that was worth an alarm. */
export interface WatchedAlarm {
  /** Minutes since the start of the watch. */
  readonly minute: number;
  readonly shape: SignalShape;
  readonly direction: string;
  readonly score: number;
}

export interface Watch {
  readonly stepMs: number;
  readonly fromAt: number;
  readonly hours: number;
  /** What becomes of a value, by minutes since `fromAt`. */
  readonly change?: (value: number, minute: number) => number;
  readonly note?: (minute: number) => DayNote;
}

/** Feeds the made-up city's orders, changed and noted, and tells of the alarms. */
export function watchOrders(detector: LearningDetector, { stepMs, fromAt, hours, change, note }: Watch): WatchedAlarm[] {
  const alarms: WatchedAlarm[] = [];
  for (let at = fromAt; at < fromAt + hours * hourMs; at += stepMs) {
    const minute = (at - fromAt) / minuteMs;
    const value = ordersAt(at, stepMs);
    if (detector.step(at, change?.(value, minute) ?? value, note?.(minute) ?? 'ordinary'))
      alarms.push({ minute, shape: detector.shape, direction: detector.direction, score: detector.score });
  }
  return alarms;
}
