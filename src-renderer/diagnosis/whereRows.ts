import type { DimensionFinding } from '../../contract/diagnosis';
import type { Slice } from '../../contract/words';

/** One row of the waterfall from zero to the whole change: `from` and `to` are where its bar begins and ends, in the finding's measure. */
export interface WhereRow {
  readonly kind: 'part' | 'more' | 'everywhere' | 'mix' | 'residual' | 'total';
  readonly slice: Slice | null;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly confidence: number | null;
}

/** A share of the whole below which `everywhere` and `mix` are not worth a row. */
const tinyShare = 0.005;

/** Parts, what is left of them, everywhere, mix, always the residual, then the total below a rule; all rows but the total add up to it. */
export function whereRows(finding: DimensionFinding, partsMax: number): readonly WhereRow[] {
  const { parts, everywhere, mix, residual } = finding;
  const total = finding.actual - finding.expected;
  const isTiny = (value: number): boolean => Math.abs(value) < Math.abs(total) * tinyShare;
  const shown = parts.slice(0, partsMax);
  const more = parts.slice(partsMax).reduce((sum, { explained }) => sum + explained, 0);
  // What has no row of its own is part of the residual: the rows have to add up.
  const rest = residual + (isTiny(everywhere) ? everywhere : 0) + (isTiny(mix) ? mix : 0);
  const rows: Pick<WhereRow, 'kind' | 'slice' | 'value' | 'confidence'>[] = [
    ...shown.map(({ slice, explained, confidence }) => ({ kind: 'part' as const, slice, value: explained, confidence })),
    ...(parts.length > partsMax ? [{ kind: 'more' as const, slice: null, value: more, confidence: null }] : []),
    ...(isTiny(everywhere) ? [] : [{ kind: 'everywhere' as const, slice: null, value: everywhere, confidence: null }]),
    ...(isTiny(mix) ? [] : [{ kind: 'mix' as const, slice: null, value: mix, confidence: null }]),
    { kind: 'residual', slice: null, value: rest, confidence: null },
  ];
  let at = 0;
  const steps = rows.map((row): WhereRow => {
    const from = at;
    at += row.value;
    return { ...row, from, to: at };
  });
  return [...steps, { kind: 'total', slice: null, value: total, from: 0, to: total, confidence: null }];
}

/** Where zero and each end lie on a common scale of 0–1. */
export function whereScale(rows: readonly WhereRow[]): (value: number) => number {
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  return (value) => (high === low ? 0 : (value - low) / (high - low));
}
