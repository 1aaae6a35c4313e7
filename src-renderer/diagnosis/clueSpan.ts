const minuteMs = 60_000;
/** The picture of something that lasts grows by steps: an axis that follows every second makes it crawl. */
const growMs = 5 * minuteMs;
/** Beyond this the beginning would be too small to see: the picture stays where the evidence is. */
const liveMsMost = 60 * minuteMs;

/** Which stretch of time shows evidence: live, from where it was judged, while the incident lasts; else as it was judged. */
export function clueSpan(
  { from, to }: { readonly from: number; readonly to: number },
  isOver: boolean,
  roomAt: number,
): { readonly at: number | null; readonly beforeMs: number } {
  if (isOver || roomAt - from > liveMsMost) return { at: to, beforeMs: Math.max(minuteMs, to - from) };
  return { at: null, beforeMs: Math.max(growMs, Math.ceil((roomAt - from) / growMs) * growMs) };
}
