/** Columns: one number for each leaf. */
export function sumOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0);
}

export function sumOver(leaves: Int32Array, column: Float64Array): number {
  return leaves.reduce((sum, leaf) => sum + (column[leaf] ?? 0), 0);
}

/** The sum of each group; `groupOf[leaf]` is 0 … groupCount − 1. */
export function groupSums(groupOf: Int32Array, groupCount: number, column: Float64Array): Float64Array {
  const sums = new Float64Array(groupCount);
  for (let leaf = 0; leaf < groupOf.length; leaf++) {
    const group = groupOf[leaf] ?? 0;
    sums[group] = (sums[group] ?? 0) + (column[leaf] ?? 0);
  }
  return sums;
}
