import type { PanelQuery } from '../../../contract/frames';
import { localDayOf } from './dayShift';

/** A panel's time axis: `count` buckets of `stepMs` from `from`; [from, to) covers what was asked for, rounded outwards. */
export interface PanelAxis {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly count: number;
}

/** Wider steps divide this where they can, so that local days and half-hour zones begin on a bucket. */
const niceSpanMs = 1_800_000;
/** Beyond this many base buckets a line is read in the panel's own step: a day in 10 s buckets is 8,640 numbers to show 288. */
export const baseBucketsMax = 2_000;

/** The axis on which lines of base step `baseStepMs` are shown when the panel looks at `at`. */
export function panelAxis(panel: PanelQuery, at: number, baseStepMs: number, timeZone: string): PanelAxis {
  const span = panel.axis === 'day' ? localDayOf(at, timeZone) : { from: at - panel.beforeMs, to: at + panel.afterMs };
  const stepMs = widenStep(span.to - span.from, baseStepMs, panel.pointsMax);
  const from = Math.floor(span.from / stepMs) * stepMs;
  // At least one bucket, and the one that holds `at` even where the axis ends there.
  const to = Math.max(Math.ceil(span.to / stepMs), from / stepMs + 1) * stepMs;
  return { from, to, stepMs, count: Math.round((to - from) / stepMs) };
}

/** The step in which samples for this axis are read and kept. */
export function readStepMsOf(axis: PanelAxis, baseStepMs: number): number {
  return (axis.to - axis.from) / baseStepMs <= baseBucketsMax ? baseStepMs : axis.stepMs;
}

/** Smallest whole multiple of `baseStepMs` that divides `spanMs` into at most `pointsMax` buckets; edges that cut a bucket add one. */
function widenStep(spanMs: number, baseStepMs: number, pointsMax: number): number {
  const needed = Math.max(1, Math.ceil(spanMs / baseStepMs / pointsMax));
  if (needed === 1) return baseStepMs;
  for (let factor = needed; factor < needed * 2; factor += 1) {
    const stepMs = factor * baseStepMs;
    if (niceSpanMs % stepMs === 0 || stepMs % niceSpanMs === 0) return stepMs;
  }
  return needed * baseStepMs;
}
