import type { Effect } from '../../../contract/protection';

/** Where things lie on the effect's axis, per cent of its width. */
export interface EffectScale {
  readonly zero: number;
  /** The change that was asked for. */
  readonly wanted: number | null;
  readonly low: number;
  readonly high: number;
  readonly change: number;
}

/** Null while there is no interval. The axis holds nothing, what was wanted and the interval, with a little room at both ends. */
export function effectScale({ change, low, high, without, by, better }: Effect): EffectScale | null {
  if (change === null || low === null || high === null) return null;
  const wanted = without === null ? null : without * by * (better === 'up' ? 1 : -1);
  const all = [0, low, high, ...(wanted === null ? [] : [wanted])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = (most - least || 1) * 0.08;
  const at = (value: number): number => (100 * (value - least + room)) / (most - least + 2 * room);
  return { zero: at(0), wanted: wanted === null ? null : at(wanted), low: at(low), high: at(high), change: at(change) };
}
