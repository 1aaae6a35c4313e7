/** The five dimensions of an order, in the order of the leaf index (last varies fastest). Shares sum to 1. */
export const dimensionIds = ['city', 'platform', 'version', 'idc', 'channel'] as const;
export type DimensionId = (typeof dimensionIds)[number];

interface Dimension {
  id: DimensionId;
  values: readonly string[];
  shares: readonly number[];
}

export const dimensions: readonly Dimension[] = [
  {
    id: 'city',
    values: [
      'shanghai',
      'beijing',
      'guangzhou',
      'shenzhen',
      'hangzhou',
      'chengdu',
      'wuhan',
      'nanjing',
      'chongqing',
      'xian',
      'suzhou',
      'tianjin',
    ],
    shares: [0.165, 0.15, 0.115, 0.115, 0.085, 0.08, 0.065, 0.055, 0.05, 0.045, 0.04, 0.035],
  },
  { id: 'platform', values: ['ios', 'android', 'miniapp', 'web'], shares: [0.34, 0.42, 0.21, 0.03] },
  { id: 'version', values: ['7.3', '7.2', '7.1', '7.0', '6.9'], shares: [0.38, 0.3, 0.17, 0.1, 0.05] },
  { id: 'idc', values: ['east', 'north', 'south'], shares: [0.42, 0.33, 0.25] },
  { id: 'channel', values: ['A', 'B', 'C'], shares: [0.52, 0.36, 0.12] },
];

export const cityCount = 12;
export const platformCount = 4;
export const versionCount = 5;
export const idcCount = 3;
export const channelCount = 3;

/** Everything that varies within one app: city × platform × version. */
export const audienceCount = cityCount * platformCount * versionCount;
/** Everything that varies within the data centres: IDC × channel. */
export const cellCount = idcCount * channelCount;
/** leaf = audience × cellCount + cell. */
export const leafCount = audienceCount * cellCount;
/** Length of the single-dimension rows: one total, then every value of every dimension. */
export const singleCount = 1 + cityCount + platformCount + versionCount + idcCount + channelCount;

export const dimensionSizes = dimensions.map((dimension) => dimension.values.length);
/** Where each dimension's values begin in a single-dimension row. */
export const singleOffsets = dimensionSizes.map((_, i) => 1 + dimensionSizes.slice(0, i).reduce((sum, size) => sum + size, 0));
/** For each leaf and dimension the position in a single-dimension row: leafSingles[leaf × 5 + dimension]. */
export const leafSingles = Uint8Array.from({ length: leafCount * 5 }, (_, i) => {
  const dimension = i % 5;
  const below = dimensionSizes.slice(dimension + 1).reduce((product, size) => product * size, 1);
  return (singleOffsets[dimension] ?? 0) + (Math.floor(Math.floor(i / 5) / below) % (dimensionSizes[dimension] ?? 1));
});

/** Which value of each dimension a query asks for; −1 is all. */
export type SliceIndex = readonly number[];
export const wholeCity: SliceIndex = [-1, -1, -1, -1, -1];

/** All leaves of a slice. */
export function leavesOf(slice: SliceIndex): Int32Array {
  const found: number[] = [];
  for (let leaf = 0; leaf < leafCount; leaf += 1) {
    const inside = slice.every((value, d) => value < 0 || leafSingles[leaf * 5 + d] === (singleOffsets[d] ?? 0) + value);
    if (inside) found.push(leaf);
  }
  return Int32Array.from(found);
}

/** The position in a single-dimension row when a slice fixes at most one dimension. */
export function singleOf(slice: SliceIndex): number | undefined {
  let found = 0;
  for (let d = 0; d < slice.length; d += 1) {
    if (slice[d]! < 0) continue;
    if (found !== 0) return undefined;
    found = (singleOffsets[d] ?? 0) + slice[d]!;
  }
  return found;
}
