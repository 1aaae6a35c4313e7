import { leafTable, type LeafTable } from './leafTable';

/** A small delivery business for the tests: every combination of these values is a leaf. */
export const attributes = ['city', 'platform', 'version', 'channel'];
const values = [
  ['上海', '北京', '广州', '成都', '杭州', '武汉', '南京', '西安'],
  ['iOS', 'Android', 'mini'],
  ['7.1', '7.2', '7.3'],
  ['A', 'B', 'C', 'D'],
];

export type LeafValues = Readonly<Record<string, string>>;

export interface TestLeaves {
  readonly table: LeafTable;
  readonly leaves: readonly LeafValues[];
}

export function testLeaves(): TestLeaves {
  let rows: string[][] = [[]];
  for (const options of values) rows = rows.flatMap((row) => options.map((value) => [...row, value]));
  const columns = attributes.map((_, a) => rows.map((row) => row[a] ?? ''));
  const leaves = rows.map((row) => Object.fromEntries(attributes.map((attribute, a) => [attribute, row[a] ?? ''])));
  return { table: leafTable(attributes, columns), leaves };
}

/** Counts that scatter like Poisson around `expected(leaf)`, the same for the same seed. */
export function counts(
  leaves: readonly LeafValues[],
  seed: number,
  expected: (leaf: LeafValues, index: number) => number,
): Float64Array {
  const random = uniform(seed);
  return Float64Array.from(leaves, (leaf, index) => poisson(expected(leaf, index), random));
}

/** Orders per minute of each leaf on a usual minute: cities differ, from `mean` / 3 to 3 · `mean`. */
export function usualOrders(leaves: readonly LeafValues[], mean: number): Float64Array {
  const random = uniform(7);
  return Float64Array.from(leaves, () => mean * 3 ** (2 * random() - 1));
}

function poisson(mean: number, random: () => number): number {
  if (mean > 50)
    return Math.max(
      0,
      Math.round(mean + Math.sqrt(mean) * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())),
    );
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}

/** mulberry32 */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
