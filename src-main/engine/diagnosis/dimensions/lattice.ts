import type { LeafTable } from './leafTable';

/** A non-empty subset of the attributes, and which of its combinations of values each leaf belongs to. */
export interface Cuboid {
  /** Indices into the table's attributes, ascending. */
  readonly attributes: readonly number[];
  /** The same as bits. */
  readonly mask: number;
  /** The combination of each leaf: 0 … combinationCount − 1. */
  readonly combinationOf: Int32Array;
  readonly combinationCount: number;
  /** Any one leaf of each combination: its codes are the combination's values. */
  readonly sampleLeaf: Int32Array;
}

/** One combination of attribute values, e.g. city 上海 and platform iOS. */
export interface Combination {
  readonly cuboid: Cuboid;
  readonly index: number;
}

export interface Lattice {
  readonly table: LeafTable;
  readonly cuboids: readonly Cuboid[];
  readonly byMask: ReadonlyMap<number, Cuboid>;
}

/** Each costs a pass over the leaves; of many attributes only the smaller combinations are looked at. Five attributes have 31. */
const cuboidsMax = 64;

/** All cuboids, or of more than six attributes all up to some size; combinations that no leaf has do not exist. O(leaves × cuboids). */
export function latticeOf(table: LeafTable): Lattice {
  const cuboids: Cuboid[] = [];
  const combinedMax = sizeWithin(table.attributes.length);
  const extend = (parent: Cuboid | null, first: number): void => {
    for (let attribute = first; attribute < table.attributes.length; attribute++) {
      const cuboid = withAttribute(table, parent, attribute);
      cuboids.push(cuboid);
      if (cuboid.attributes.length < combinedMax) extend(cuboid, attribute + 1);
    }
  };
  extend(null, 0);
  return { table, cuboids, byMask: new Map(cuboids.map((cuboid) => [cuboid.mask, cuboid])) };
}

/** The largest size up to which `cuboidsMax` cuboids are enough. */
function sizeWithin(attributeCount: number): number {
  let [size, ofSize, total] = [0, 1, 0];
  while (size < attributeCount) {
    ofSize = (ofSize * (attributeCount - size)) / (size + 1);
    if (size > 0 && total + ofSize > cuboidsMax) break;
    total += ofSize;
    size++;
  }
  return size;
}

export function leavesOf({ cuboid: { combinationOf }, index }: Combination): Int32Array {
  let count = 0;
  for (let leaf = 0; leaf < combinationOf.length; leaf++) if (combinationOf[leaf] === index) count++;
  const leaves = new Int32Array(count);
  for (let leaf = 0, next = 0; next < count; leaf++) if (combinationOf[leaf] === index) leaves[next++] = leaf;
  return leaves;
}

/** The combinations that contain this one: every smaller, non-empty subset of its attributes. */
export function ancestorsOf({ byMask }: Lattice, { cuboid, index }: Combination): Combination[] {
  const leaf = cuboid.sampleLeaf[index] ?? 0;
  const found: Combination[] = [];
  for (let mask = (cuboid.mask - 1) & cuboid.mask; mask > 0; mask = (mask - 1) & cuboid.mask) {
    const above = byMask.get(mask);
    if (above !== undefined) found.push({ cuboid: above, index: above.combinationOf[leaf] ?? 0 });
  }
  return found;
}

export function contains(outer: Combination, inner: Combination): boolean {
  if ((outer.cuboid.mask & inner.cuboid.mask) !== outer.cuboid.mask) return false;
  return outer.cuboid.combinationOf[inner.cuboid.sampleLeaf[inner.index] ?? 0] === outer.index;
}

function withAttribute(table: LeafTable, parent: Cuboid | null, attribute: number): Cuboid {
  const codes = table.codes[attribute] ?? new Int32Array(0);
  const width = table.values[attribute]?.length ?? 0;
  const parentOf = parent?.combinationOf ?? new Int32Array(table.leafCount);
  const numbers = numbering((parent?.combinationCount ?? 1) * width);
  const combinationOf = new Int32Array(table.leafCount);
  const samples: number[] = [];
  for (let leaf = 0; leaf < table.leafCount; leaf++) {
    const key = (parentOf[leaf] ?? 0) * width + (codes[leaf] ?? 0);
    let combination = numbers.get(key);
    if (combination === undefined) {
      combination = samples.length;
      numbers.set(key, combination);
      samples.push(leaf);
    }
    combinationOf[leaf] = combination;
  }
  return {
    attributes: [...(parent?.attributes ?? []), attribute],
    mask: (parent?.mask ?? 0) | (1 << attribute),
    combinationOf,
    combinationCount: samples.length,
    sampleLeaf: Int32Array.from(samples),
  };
}

/** Above this many possible keys a table of all of them would cost more memory than the leaves do. */
const denseKeysMax = 2 ** 21;

function numbering(keyCount: number): { get(key: number): number | undefined; set(key: number, value: number): void } {
  if (keyCount > denseKeysMax) return new Map<number, number>();
  const table = new Int32Array(keyCount);
  return {
    get: (key) => {
      const next = table[key];
      return next === undefined || next === 0 ? undefined : next - 1;
    },
    set: (key, value) => {
      table[key] = value + 1;
    },
  };
}
