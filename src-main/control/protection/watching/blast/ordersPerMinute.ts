import type { Workspace } from '../../../../../contract/workspace';

const perMinuteOf: Readonly<Record<string, number>> = { '/s': 60, '/min': 1, '/m': 1, '/h': 1 / 60 };

/** By what a value of this metric is multiplied to be per minute; `spanMs`: of the bucket that a count is of. Null for what counts nothing. */
export function ordersPerMinute(
  { unit, join }: Pick<Workspace['metrics'][string], 'unit' | 'join'>,
  spanMs: number,
): number | null {
  return join === 'sum' ? 60_000 / spanMs : (perMinuteOf[unit] ?? null);
}
