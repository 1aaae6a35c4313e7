/** A server whose only clock is the head of its answers tells whole seconds: a moment half a second ago, give or take half a second. */
export const headClockErrorMs = 500;

/** Epoch ms; NaN without a Date. */
export function headClock(head: Headers): number {
  return Date.parse(head.get('date') ?? '') + headClockErrorMs;
}
