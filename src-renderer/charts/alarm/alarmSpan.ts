const minuteMs = 60_000;
/** So much of the time before shows that it was all right. */
const leadMs = 15 * minuteMs;
/** What follows an end shows that it stayed away. */
const tailMs = 5 * minuteMs;
/** A running alarm's picture grows by steps: an axis that follows every second makes the picture crawl. */
const growMs = 10 * minuteMs;
const beforeMsMost = 24 * 60 * minuteMs;

export interface AlarmSpan {
  readonly at: number | null;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Which stretch of time shows an alarm whole: live while it lasts, with a part ahead of now; fixed around it when it is over. */
export function alarmSpan({ startedAt, endedAt }: { startedAt: number; endedAt: number | null }, roomAt: number): AlarmSpan {
  const liveUntil = endedAt === null ? null : endedAt + tailMs;
  if (liveUntil !== null && liveUntil <= roomAt)
    return { at: liveUntil, beforeMs: Math.min(beforeMsMost, liveUntil - startedAt + leadMs), afterMs: 0 };
  const beforeMs = Math.min(beforeMsMost, Math.ceil((Math.max(0, roomAt - startedAt) + leadMs) / growMs) * growMs);
  return { at: null, beforeMs, afterMs: Math.round(beforeMs / 4) };
}
