import type { LocalText } from '../../../contract/words';
import type { Curve } from './serverLook';
import { meanOf } from './followCurves';

export interface ProposedPeak {
  readonly id: string;
  readonly name: LocalText;
  /** Minutes of the local day. */
  readonly from: number;
  readonly top: number;
  readonly to: number;
}

export interface DailyShape {
  readonly peaks: readonly ProposedPeak[];
  /** The highest slot of the mean day over the mean of the day. */
  readonly sharpness: number;
  readonly days: number;
}

const slotMinutes = 10;
const slotCount = 1_440 / slotMinutes;
/** With less than most of a day nobody can say when it peaks. */
const slotsMin = 0.8 * slotCount;
const peaksMax = 3;
/** A peak is this far above the day's mean, and no other one stands within this many slots. */
const aboveMean = 1.5;
const apartSlots = 12;
const edgeShare = 0.6;

/** The mean day of a curve in a zone; null when the curve covers too little of it. */
export function findDailyShape(curve: Curve, timeZone: string): DailyShape | null {
  const minuteOf = minuteOfDayIn(timeZone);
  const sums = new Float64Array(slotCount);
  const counts = new Float64Array(slotCount);
  curve.values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const slot = Math.floor(minuteOf(curve.startAt + i * curve.stepMs) / slotMinutes);
    sums[slot] = (sums[slot] ?? 0) + value;
    counts[slot] = (counts[slot] ?? 0) + 1;
  });
  if (counts.filter((count) => count > 0).length < slotsMin) return null;
  const day = sums.map((sum, i) => sum / (counts[i] ?? 0));
  const mean = meanOf(day);
  if (!(mean > 0)) return null;
  const at = (slot: number): number => day[(slot + slotCount) % slotCount] ?? Number.NaN;
  const tops = [...day.keys()]
    .filter((slot) => at(slot) >= aboveMean * mean && isHighest(slot, at))
    .sort((a, b) => at(b) - at(a))
    .slice(0, peaksMax)
    .sort((a, b) => a - b);
  const seen = new Set<string>();
  const peaks = tops.map((top): ProposedPeak => {
    const edge = at(top) * edgeShare;
    let from = top;
    while (from > 0 && at(from - 1) >= edge) from -= 1;
    let to = top;
    while (to < slotCount - 1 && at(to + 1) >= edge) to += 1;
    const named = nameOf(top * slotMinutes);
    const id = seen.has(named.id) ? `${named.id}-${seen.size + 1}` : named.id;
    seen.add(id);
    return {
      id,
      name: named.name,
      from: from * slotMinutes,
      top: top * slotMinutes,
      to: Math.min(1_439, (to + 1) * slotMinutes),
    };
  });
  const covered = curve.values.filter((value) => !Number.isNaN(value)).length * curve.stepMs;
  return { peaks, sharpness: Math.max(...day.filter((value) => !Number.isNaN(value))) / mean, days: covered / 86_400_000 };
}

function isHighest(slot: number, at: (slot: number) => number): boolean {
  for (let apart = 1; apart <= apartSlots; apart += 1)
    if (at(slot - apart) > at(slot) || at(slot + apart) >= at(slot)) return false;
  return true;
}

function nameOf(minute: number): { readonly id: string; readonly name: LocalText } {
  const hour = minute / 60;
  if (hour >= 6 && hour < 10) return { id: 'morning', name: { zh: '早高峰', en: 'morning peak' } };
  if (hour >= 10 && hour < 15) return { id: 'lunch', name: { zh: '午高峰', en: 'lunch peak' } };
  if (hour >= 16 && hour < 22) return { id: 'dinner', name: { zh: '晚高峰', en: 'dinner peak' } };
  return { id: 'peak', name: { zh: '高峰', en: 'peak' } };
}

function minuteOfDayIn(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (at) => {
    const [hour = '0', minute = '0'] = format.format(at).split(':');
    return Number(hour) * 60 + Number(minute);
  };
}
