import type { DayNotes } from './dayNotes';
import type { SeriesWatch } from './seriesWatch';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Four weeks: four of each weekday. */
export const learnedMs = 28 * dayMs;
/** The day's shape is learned from buckets this wide: finer than any peak's flank, coarser than noise. */
export const coarseStepMs = 5 * minuteMs;
/** The last hours are judged as they came: the scatter of single buckets, and an outage that is under way. */
export const nativeMs = 6 * hourMs;

export interface WarmSpan {
  readonly stepMs: number;
  readonly fromSlot: number;
  readonly count: number;
}

/** What a series with this step learns from, when its samples are known to `seenTo`: coarse buckets first, then its own. */
export function warmSpans(stepMs: number, seenTo: number): { readonly coarse: WarmSpan | null; readonly native: WarmSpan } {
  const wide = Math.max(stepMs, coarseStepMs);
  const isMultiple = wide % stepMs === 0 && wide > stepMs;
  const nativeFrom = Math.floor((seenTo - (isMultiple ? nativeMs : learnedMs)) / wide) * wide;
  const native = { stepMs, fromSlot: nativeFrom / stepMs, count: Math.max(0, Math.floor(seenTo / stepMs) - nativeFrom / stepMs) };
  if (!isMultiple) return { coarse: null, native };
  const fromSlot = Math.floor((seenTo - learnedMs) / wide);
  return { coarse: { stepMs: wide, fromSlot, count: Math.max(0, nativeFrom / wide - fromSlot) }, native };
}

/** Teaches a fresh detector with coarse history; days before the first sample teach nothing. */
export function teachHistory(
  watch: SeriesWatch,
  coarse: WarmSpan,
  values: Float64Array,
  localAt: (at: number) => number,
  calendar: Pick<DayNotes, 'noteAt'>,
): void {
  const first = values.findIndex((value) => !Number.isNaN(value));
  if (first < 0) return;
  for (let i = first; i < values.length; i += 1) {
    const local = localAt((coarse.fromSlot + i) * coarse.stepMs);
    watch.detector.teach(local, values[i] ?? Number.NaN, coarse.stepMs, calendar.noteAt(local, watch.watched.lagMs));
  }
}

/** Judges history bucket by bucket, from the first that has a value on when nothing was judged before. */
export function judgeHistory(watch: SeriesWatch, fromSlot: number, values: Float64Array): void {
  const fresh = Number.isNaN(watch.judgedTo);
  const first = fresh ? values.findIndex((value) => !Number.isNaN(value)) : 0;
  if (first < 0) {
    watch.judgedTo = fromSlot + values.length;
    return;
  }
  for (let i = first; i < values.length; i += 1) watch.feed(fromSlot + i, values[i] ?? Number.NaN);
}
