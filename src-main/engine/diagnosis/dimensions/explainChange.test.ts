import { describe, expect, test } from 'vitest';
import { explainChange } from './explainChange';
import type { Explanation, Where } from './explanation';
import { leafTable } from './leafTable';
import { counts, testLeaves, usualOrders } from './testLeaves';

const { table, leaves } = testLeaves();

describe('who explains that orders changed', () => {
  test('channel B loses 40 %: it is named with the orders that it lost, and the rest is small', () => {
    const expected = usualOrders(leaves, 20);
    const actual = counts(leaves, 1, (leaf, i) => (expected[i] ?? 0) * (leaf['channel'] === 'B' ? 0.6 : 1));
    const explanation = explainChange({ table, actual, expected });
    expect(names(explanation)).toEqual(['channel=B']);
    const [part] = explanation.parts;
    const lost = leaves.reduce(
      (sum, leaf, i) => (leaf['channel'] === 'B' ? sum + (actual[i] ?? 0) - (expected[i] ?? 0) : sum),
      0,
    );
    expect(part?.explained).toBeCloseTo(lost, 6);
    expect(part?.confidence).toBeGreaterThan(0.99);
    expect(Math.abs(explanation.residual)).toBeLessThan(0.2 * Math.abs(explanation.change));
    addsUp(explanation);
  });

  test('two causes at once, with different ratios, that share leaves: both are named and no order is counted twice', () => {
    const expected = usualOrders(leaves, 40);
    const actual = counts(leaves, 2, (leaf, i) => {
      if (leaf['channel'] === 'B') return (expected[i] ?? 0) * 0.2;
      return (expected[i] ?? 0) * (leaf['city'] === '上海' && leaf['version'] === '7.3' ? 0.5 : 1);
    });
    const explanation = explainChange({ table, actual, expected });
    expect(names(explanation)).toEqual(['channel=B', 'city=上海&version=7.3']);
    addsUp(explanation);
  });

  test('a fall in one place and a rise in another do not hide each other', () => {
    const expected = usualOrders(leaves, 40);
    const actual = counts(leaves, 3, (leaf, i) => {
      if (leaf['channel'] === 'A') return (expected[i] ?? 0) * 0.6;
      return (expected[i] ?? 0) * (leaf['channel'] === 'C' ? 1.4 : 1);
    });
    const explanation = explainChange({ table, actual, expected });
    expect(names(explanation).sort()).toEqual(['channel=A', 'channel=C']);
    expect(explanation.parts.map(({ explained }) => Math.sign(explained)).sort()).toEqual([-1, 1]);
  });

  test('everything falls evenly by a fifth: everywhere, and nobody is blamed', () => {
    const expected = usualOrders(leaves, 60);
    const actual = counts(leaves, 4, (_, i) => (expected[i] ?? 0) * 0.8);
    const explanation = explainChange({ table, actual, expected });
    expect(explanation.parts).toEqual([]);
    expect(explanation.everywhere / explanation.change).toBeCloseTo(1, 1);
    addsUp(explanation);
  });

  test('a rainy evening lifts everybody by 30 % while iOS 7.3 breaks: the one is everywhere, the other is a part below that', () => {
    const expected = usualOrders(leaves, 60);
    const isBroken = (leaf: (typeof leaves)[number]): boolean => leaf['platform'] === 'iOS' && leaf['version'] === '7.3';
    const actual = counts(leaves, 5, (leaf, i) => (expected[i] ?? 0) * 1.3 * (isBroken(leaf) ? 0.4 : 1));
    const explanation = explainChange({ table, actual, expected });
    expect(names(explanation)).toEqual(['platform=iOS&version=7.3']);
    expect(explanation.everywhere).toBeGreaterThan(0);
    expect(explanation.parts[0]?.explained).toBeLessThan(0);
    addsUp(explanation);
  });

  test('most of the business breaks, all but one channel: the channels that broke are told, not a miracle in the one that works', () => {
    const expected = usualOrders(leaves, 40);
    const actual = counts(leaves, 6, (leaf, i) => (expected[i] ?? 0) * (leaf['platform'] === 'mini' ? 1 : 0.5));
    const { parts, everywhere } = explainChange({ table, actual, expected });
    expect(everywhere).toBe(0);
    expect(parts.every(({ explained }) => explained < 0)).toBe(true);
  });
});

describe('sparse counts', () => {
  test('leaves of two orders lose two here and there: that is no news', () => {
    const expected = usualOrders(leaves, 2);
    for (let seed = 10; seed < 30; seed++) {
      const actual = counts(leaves, seed, (_, i) => expected[i] ?? 0);
      expect(explainChange({ table, actual, expected }).parts).toEqual([]);
    }
  });

  test('but when all leaves of a city lose half of their two orders, their sum is', () => {
    const expected = usualOrders(leaves, 2);
    const actual = counts(leaves, 8, (leaf, i) => (expected[i] ?? 0) * (leaf['city'] === '北京' ? 0.3 : 1));
    expect(names(explainChange({ table, actual, expected }))).toEqual(['city=北京']);
  });
});

test('rows in another order and attributes under other names give the same explanation', () => {
  const expected = usualOrders(leaves, 30);
  const actual = counts(
    leaves,
    9,
    (leaf, i) => (expected[i] ?? 0) * (leaf['city'] === '成都' && leaf['channel'] === 'D' ? 0.3 : 1),
  );
  const order = leaves.map((_, i) => i).reverse();
  const turned = ['channel', 'city', 'version', 'platform'];
  const shuffled = leafTable(
    turned.map((name) => `x_${name}`),
    turned.map((name) => order.map((i) => leaves[i]?.[name] ?? '')),
  );
  const column = (values: Float64Array): Float64Array => Float64Array.from(order, (i) => values[i] ?? 0);
  const straight = explainChange({ table, actual, expected });
  const other = explainChange({ table: shuffled, actual: column(actual), expected: column(expected) });
  expect(names(straight)).toEqual(['channel=D&city=成都']);
  expect(names(other)).toEqual(['x_channel=D&x_city=成都']);
  expect(other.parts[0]?.explained).toBeCloseTo(straight.parts[0]?.explained ?? 0, 6);
});

test('nothing to explain is explained by nothing', () => {
  const none = new Float64Array(leaves.length);
  expect(explainChange({ table, actual: none, expected: none })).toMatchObject({
    change: 0,
    parts: [],
    everywhere: 0,
    residual: 0,
  });
  const empty = leafTable(['city'], [[]]);
  expect(explainChange({ table: empty, actual: new Float64Array(0), expected: new Float64Array(0) }).parts).toEqual([]);
});

function names({ parts }: Explanation): string[] {
  return parts.map(({ where }) => nameOf(where));
}

function nameOf(where: Where): string {
  return where
    .map(({ attribute, value }) => `${attribute}=${value}`)
    .sort()
    .join('&');
}

function addsUp({ change, parts, everywhere, mix, residual }: Explanation): void {
  expect(parts.reduce((sum, { explained }) => sum + explained, everywhere + mix + residual)).toBeCloseTo(change, 6);
}
