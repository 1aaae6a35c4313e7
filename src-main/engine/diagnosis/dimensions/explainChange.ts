import { sumOf, sumOver } from './columns';
import { describeChange } from './describeChange';
import type { ExplainedPart, Explanation } from './explanation';
import { latticeOf } from './lattice';
import type { LeafTable } from './leafTable';
import type { SharedRatioCause } from './sharedRatioCauses';
import { whereOf } from './whereOf';

/** An additive measure (orders per minute): what each leaf has, and what it was expected to have. */
export interface AdditiveChange {
  readonly table: LeafTable;
  readonly actual: Float64Array;
  readonly expected: Float64Array;
}

/** A parent that describes the same within this many nats is worth naming beside the cause. */
const rivalNats = 3;

/**
 * Which combinations explain the change of a sum? Leaves are taken to be what was expected, times what everybody shares, times the ratio of the
 * cause they belong to, with a noise that is learned from them. O(leaves × cuboids).
 */
export function explainChange({ table, actual, expected }: AdditiveChange): Explanation {
  const lattice = latticeOf(table);
  const { causes, expected: base } = describeChange(lattice, actual, expected);
  const everywhere = sumOf(base) - sumOf(expected);
  const parts = causes
    .map((cause) => partOf(table, cause, actual, base))
    .sort((a, b) => Math.abs(b.explained) - Math.abs(a.explained));
  const change = sumOf(actual) - sumOf(expected);
  return {
    change,
    parts,
    everywhere,
    mix: 0,
    residual: change - everywhere - parts.reduce((sum, { explained }) => sum + explained, 0),
    rivals: causes.flatMap(({ rival, rivalGain, gain }) =>
      rival !== null && gain - rivalGain < rivalNats ? [whereOf(table, rival)] : [],
    ),
    mixShift: null,
  };
}

function partOf(table: LeafTable, cause: SharedRatioCause, actual: Float64Array, base: Float64Array): ExplainedPart {
  const expected = sumOver(cause.leaves, base);
  return {
    where: whereOf(table, cause),
    explained: sumOver(cause.leaves, actual) - expected,
    expected,
    confidence: 1 / (1 + Math.exp(cause.rivalGain - cause.gain)),
  };
}
