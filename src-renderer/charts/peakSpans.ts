import type { Peak } from '../../contract/state';

/** One passing of a peak over the axis, room epoch ms; cut at the axis's ends. `topAt` is null when the top lies outside. */
export interface PeakSpan {
  readonly peak: Peak;
  readonly from: number;
  readonly to: number;
  readonly topAt: number | null;
}

const minuteMs = 60_000;

/** Where the workspace's peaks lie on an axis, minute by minute of the local day: right on days of 23 and 25 hours too. */
export function peakSpans(peaks: readonly Peak[], from: number, to: number, localMinute: (at: number) => number): PeakSpan[] {
  const spans: PeakSpan[] = [];
  const open = new Map<Peak, { from: number; topAt: number | null }>();
  const close = (peak: Peak, at: number): void => {
    const begun = open.get(peak);
    if (begun !== undefined) spans.push({ peak, from: begun.from, to: at, topAt: begun.topAt });
    open.delete(peak);
  };
  for (let at = Math.ceil(from / minuteMs) * minuteMs; at <= to; at += minuteMs) {
    const minute = localMinute(at);
    for (const peak of peaks) {
      if (!isWithin(minute, minuteOf(peak.from), minuteOf(peak.to))) {
        close(peak, at);
        continue;
      }
      const span = open.get(peak) ?? { from: at, topAt: null };
      if (minute === minuteOf(peak.top)) span.topAt = at;
      open.set(peak, span);
    }
  }
  for (const peak of [...open.keys()]) close(peak, to);
  return spans;
}

/** A peak may cross midnight. */
function isWithin(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}
