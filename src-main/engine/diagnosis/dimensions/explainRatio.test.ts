import { describe, expect, test } from 'vitest';
import type { Explanation } from './explanation';
import { explainRatio, type RatioChange } from './explainRatio';
import { counts, testLeaves, usualOrders, type LeafValues } from './testLeaves';

const { table, leaves } = testLeaves();
const minutes = 11;
const now = minutes - 1;

describe('who explains that payments fail', () => {
  test('channel B on iOS fails ten times as often: named, in payments lost a minute', () => {
    const ratio = payments((leaf, minute) => (minute === now && isBroken(leaf) ? 0.2 : 0.02));
    const explanation = explain(ratio);
    expect(names(explanation)).toEqual(['channel=B&platform=iOS']);
    const [part] = explanation.parts;
    const tried = sumWhere(isBroken, ratio.denominators[now]);
    const paid = sumWhere(isBroken, ratio.numerators[now]);
    expect(part?.explained).toBeLessThan(0);
    expect(part?.explained).toBeCloseTo(paid - (part?.expected ?? 0), 6);
    expect(part?.expected).toBeGreaterThan(0.97 * tried);
    expect(part?.confidence).toBeGreaterThan(0.8);
    expect(explanation.mixShift).toBeNull();
    addsUp(explanation);
  });

  test('a version that hurts one platform far more than the others is still the version, not the platform', () => {
    const failing: Readonly<Record<string, number>> = { iOS: 0.4, Android: 0.12, mini: 0.08 };
    const explanation = explain(
      payments((leaf, minute) => (minute === now && leaf['version'] === '7.3' ? (failing[leaf['platform'] ?? ''] ?? 0) : 0.02)),
    );
    expect(names(explanation)).toEqual(['version=7.3']);
  });

  test('two channels of four fail: both are named, and not their common city', () => {
    const explanation = explain(payments((leaf, minute) => (minute === now && /[AC]/.test(leaf['channel'] ?? '') ? 0.3 : 0.02)));
    expect(names(explanation).sort()).toEqual(['channel=A', 'channel=C']);
    addsUp(explanation);
  });

  test('a channel and a city fail at once, for reasons of their own: both are told, and what they share is counted once', () => {
    const explanation = explain(
      payments((leaf, minute) => (minute !== now ? 0.02 : leaf['channel'] === 'B' ? 0.3 : leaf['city'] === '上海' ? 0.5 : 0.02)),
    );
    expect(names(explanation).sort()).toEqual(['channel=B', 'city=上海']);
    expect(Math.abs(explanation.residual)).toBeLessThan(0.1 * Math.abs(explanation.change));
    addsUp(explanation);
  });

  test('everybody fails evenly: everywhere, and nobody is blamed', () => {
    const explanation = explain(payments((_, minute) => (minute === now ? 0.1 : 0.02)));
    expect(explanation.parts).toEqual([]);
    expect(explanation.everywhere).toBeLessThan(0);
    expect(Math.abs(explanation.residual)).toBeLessThan(1e-6);
    addsUp(explanation);
  });

  test('an outage three minutes ago does not count as usual', () => {
    const explanation = explain(
      payments((leaf, minute) => (([7, 8].includes(minute) || minute === now) && leaf['channel'] === 'B' ? 0.3 : 0.02)),
    );
    expect(names(explanation)).toEqual(['channel=B']);
  });

  test('a quiet night, one payment in a leaf now and then: a failure is no news', () => {
    for (let seed = 1; seed <= 20; seed++) expect(explain(payments(() => 0.05, { mean: 0.3, seed })).parts).toEqual([]);
  });
});

describe("Simpson's paradox", () => {
  // Mini-program users fail more at all times.
  const usual = (leaf: LeafValues): number => (leaf['platform'] === 'mini' ? 0.2 : 0.02);
  const crowd = (leaf: LeafValues, minute: number): number => (minute === now && leaf['platform'] === 'mini' ? 4 : 1);

  test('more users of the mini program come, everybody pays as well as ever: the total falls, by mix, and nobody is blamed', () => {
    const explanation = explain(payments(usual, { crowd }));
    expect(explanation.parts).toEqual([]);
    expect(explanation.change).toBeLessThan(0);
    expect(explanation.mix / explanation.change).toBeCloseTo(1, 1);
    expect(explanation.mixShift?.kind).toBe('mostly');
    const [mover] = explanation.mixShift?.movers ?? [];
    expect(mover?.where).toEqual([{ attribute: 'platform', value: 'mini' }]);
    expect(mover?.share).toBeGreaterThan(1.5 * (mover?.usualShare ?? 1));
    expect(mover?.mix).toBeLessThan(0);
    addsUp(explanation);
  });

  test('each part pays better than before and the total pays worse: the warning says so', () => {
    const explanation = explain(payments((leaf, minute) => usual(leaf) * (minute === now ? 0.7 : 1), { crowd }));
    expect(explanation.change).toBeLessThan(0);
    expect(explanation.everywhere + explanation.parts.reduce((sum, { explained }) => sum + explained, 0)).toBeGreaterThan(0);
    expect(explanation.mixShift?.kind).toBe('against');
    addsUp(explanation);
  });
});

test('a ratio that is usually small, conversion, falls in one city', () => {
  const ratio = payments((leaf, minute) => (minute === now && leaf['city'] === '上海' ? 0.98 : 0.9));
  const explanation = explain(ratio);
  expect(names(explanation)).toEqual(['city=上海']);
  expect(explanation.parts[0]?.explained).toBeLessThan(0);
});

test('without minutes before there is no usual ratio, and nothing is said', () => {
  const { numerators, denominators } = payments(() => 0.02);
  expect(explainRatio({ table, numerators: numerators.slice(-1), denominators: denominators.slice(-1) })).toBeNull();
});

interface Options {
  readonly mean?: number;
  readonly seed?: number;
  readonly crowd?: (leaf: LeafValues, minute: number) => number;
}

/** Minutes of payments tried and paid; `failing` is the share that fails. */
function payments(
  failing: (leaf: LeafValues, minute: number) => number,
  { mean = 40, seed = 1, crowd = () => 1 }: Options = {},
): RatioChange {
  const usual = usualOrders(leaves, mean);
  const times = Array.from({ length: minutes }, (_, minute) => minute);
  const paid = times.map((m) =>
    counts(leaves, seed * 1_000 + m, (leaf, i) => (usual[i] ?? 0) * crowd(leaf, m) * (1 - failing(leaf, m))),
  );
  const failed = times.map((m) =>
    counts(leaves, seed * 1_000 + 500 + m, (leaf, i) => (usual[i] ?? 0) * crowd(leaf, m) * failing(leaf, m)),
  );
  return {
    table,
    numerators: paid,
    denominators: paid.map((column, m) => column.map((value, leaf) => value + (failed[m]?.[leaf] ?? 0))),
  };
}

function explain(ratio: RatioChange): Explanation {
  const explanation = explainRatio(ratio);
  if (explanation === null) throw new Error('There were minutes before.');
  return explanation;
}

function isBroken(leaf: LeafValues): boolean {
  return leaf['channel'] === 'B' && leaf['platform'] === 'iOS';
}

function sumWhere(chosen: (leaf: LeafValues) => boolean, column: Float64Array | undefined): number {
  return leaves.reduce((sum, leaf, i) => (chosen(leaf) ? sum + (column?.[i] ?? 0) : sum), 0);
}

function names({ parts }: Explanation): string[] {
  return parts.map(({ where }) =>
    where
      .map(({ attribute, value }) => `${attribute}=${value}`)
      .sort()
      .join('&'),
  );
}

function addsUp({ change, parts, everywhere, mix, residual }: Explanation): void {
  expect(parts.reduce((sum, { explained }) => sum + explained, everywhere + mix + residual)).toBeCloseTo(change, 6);
}
