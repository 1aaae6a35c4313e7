/** A correction is spread over time instead of jumping while it is at most this large, real ms. */
const slewMsMax = 2_000;
/** Share of real time by which a clock runs slower or faster while it is being corrected. */
const slewShare = 0.2;

/** What a clock showed at a local monotonic moment. */
export interface ShownTime {
  readonly at: number;
  readonly mono: number;
}

/**
 * What to show at `mono` so that the time neither jumps nor runs backwards on its way to `target`; `steppedByMs` is the
 * jump where the difference is too large for that, else 0.
 */
export function slew(
  shown: ShownTime | null,
  target: number,
  mono: number,
  rate: number,
): { readonly at: number; readonly steppedByMs: number } {
  if (shown === null) return { at: target, steppedByMs: 0 };
  const elapsed = Math.max(0, mono - shown.mono) * rate;
  const free = shown.at + elapsed;
  if (Math.abs(target - free) > slewMsMax * rate) return { at: target, steppedByMs: target - free };
  const stepMax = elapsed * slewShare;
  return { at: free + Math.max(-stepMax, Math.min(stepMax, target - free)), steppedByMs: 0 };
}
