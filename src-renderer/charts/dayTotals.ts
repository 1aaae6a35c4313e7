import type { PanelBuffer } from '../frames/panelBuffer';

export interface DayTotals {
  /** Units (orders) of line 0 from the day's start to its newest complete bucket. */
  readonly today: number;
  /** Share of the buckets up to then that have a value; below 1 the total is a lower bound. */
  readonly covered: number;
  /** Total of `otherLine` over the buckets that both lines have, against today's over the same; null when none. */
  readonly change: number | null;
}

const secondMs = 1_000;

/** Rates per second times the step, bucket by bucket; the bucket that still fills is left out of both days. */
export function dayTotals(buffer: PanelBuffer, otherLine: number): DayTotals {
  const seconds = buffer.stepMs / secondMs;
  const filling = buffer.lines[0]?.filling?.at ?? Infinity;
  const [todays, others] = [buffer.column(0), buffer.column(otherLine)];
  let [today, both, other, seen, last] = [0, 0, 0, 0, -1];
  todays.forEach((value, i) => {
    if (Number.isNaN(value) || buffer.firstAt + i * buffer.stepMs >= filling) return;
    today += value * seconds;
    seen += 1;
    last = i;
    const beside = others[i] ?? Number.NaN;
    if (Number.isNaN(beside)) return;
    both += value * seconds;
    other += beside * seconds;
  });
  return { today, covered: last < 0 ? 0 : seen / (last + 1), change: other > 0 ? both / other - 1 : null };
}
