import { shiftByDays } from '../../frames/dayShift';

/** A span in the past that tells what is usual at a moment, room epoch ms. */
export interface ReferenceSpan {
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;
/** Spans stay the same for so long: what a backend answered once is of use for all moments between. */
const gridMs = 5 * minuteMs;
/** Today's calm before a trouble that began minutes ago … */
const earlierEndMs = 5 * minuteMs;
const earlierMs = 30 * minuteMs;
/** … and the same local time on other days, both sides of it: what of a day's curve rises on one side falls on the other. */
const daysBack = [1, 7];
const slotSideMs = 10 * minuteMs;

/**
 * The spans a moment is compared with, the same count and order for every moment: earlier today, around the same local time
 * yesterday and a week ago. Multiples of `stepMs`. Three, so that their median outlives one of them that was ill.
 */
export function referenceSpans(to: number, stepMs: number, timeZone: string): readonly ReferenceSpan[] {
  const grid = Math.ceil(gridMs / stepMs) * stepMs;
  const slot = Math.floor(to / grid) * grid;
  const onStep = (at: number): number => Math.floor(at / stepMs) * stepMs;
  const earlierEnd = Math.floor((to - earlierEndMs) / grid) * grid;
  const sameSlots = daysBack.map((days) => {
    const middle = onStep(slot - shiftMsOf(slot, stepMs, days, timeZone));
    return { from: middle - onStep(slotSideMs), to: middle + onStep(slotSideMs) };
  });
  return [{ from: earlierEnd - onStep(earlierMs), to: earlierEnd }, ...sameSlots];
}

const dayMs = 86_400_000;

/** A local time that the earlier day skipped is taken from so many times 24 hours ago: an hour off is better than nothing to compare with. */
function shiftMsOf(at: number, stepMs: number, days: number, timeZone: string): number {
  return shiftByDays(at, at + stepMs, days, timeZone)[0]?.shiftMs ?? days * dayMs;
}
