import { tableDimensionsMax } from '../../../../../contract/limits';
import type { Slice } from '../../../../../contract/words';

/** The union of slices of one metric, and how it has to be cut to be counted without counting anything twice. */
export interface TouchedOrders {
  /** What all of them have in common. */
  readonly common: Slice;
  /** What any of them fixes beside that; empty where `common` is all there is to say. */
  readonly differing: readonly string[];
  /** Whether a combination belongs to it: values of dimensions by id, `common` left out. */
  readonly has: (cut: Slice) => boolean;
}

/** Slices within others add nothing and are dropped. */
export function touchedOrders(slices: readonly Slice[]): TouchedOrders {
  const widest = slices.filter(
    (slice, i) => !slices.some((other, o) => o !== i && isWithin(slice, other) && (!isWithin(other, slice) || o < i)),
  );
  const [first = {}] = widest;
  const common = Object.fromEntries(
    Object.entries(first).filter(([dimension, value]) => widest.every((slice) => slice[dimension] === value)),
  );
  const own = widest.map((slice) => Object.entries(slice).filter(([dimension]) => !Object.hasOwn(common, dimension)));
  return {
    common,
    differing: [...new Set(own.flatMap((entries) => entries.map(([dimension]) => dimension)))],
    has: (cut) => own.some((entries) => entries.every(([dimension, value]) => cut[dimension] === value)),
  };
}

/** The dimensions that a table has to be cut by to show the union by one of them; null when that is too many. */
export function cutFor({ differing }: Pick<TouchedOrders, 'differing'>, dimension: string | null): readonly string[] | null {
  const by = dimension === null || differing.includes(dimension) ? differing : [...differing, dimension];
  return by.length === 0 || by.length > tableDimensionsMax ? null : by;
}

function isWithin(slice: Slice, other: Slice): boolean {
  return Object.entries(other).every(([dimension, value]) => slice[dimension] === value);
}
