import type { QueryCheck } from '../../../../contract/runbooks';
import type { Limit } from '../../../../contract/words';

/** `usual`: null where nobody knows it, which leaves shares of it unknown. */
export function judge(
  value: number,
  usual: number | null,
  { above, below, least }: QueryCheck['bad'],
): 'good' | 'bad' | 'unknown' {
  const over = above === undefined ? false : beyond(value, boundOf(above, usual));
  const under = below === undefined ? false : beyond(-value, negative(boundOf(below, usual)));
  if (over === null || under === null || (least !== undefined && usual === null)) return 'unknown';
  const differs = least === undefined || usual === null || Math.abs(value - usual) >= least;
  return (over || under) && differs ? 'bad' : 'good';
}

/** The bound in the value's own unit; null where it is a share of what nobody knows. */
export function boundOf(limit: Limit, usual: number | null): number | null {
  if (typeof limit === 'number') return limit;
  return usual === null ? null : (Number.parseFloat(limit) / 100) * usual;
}

function beyond(value: number, bound: number | null): boolean | null {
  return bound === null ? null : value > bound;
}

function negative(bound: number | null): number | null {
  return bound === null ? null : -bound;
}
