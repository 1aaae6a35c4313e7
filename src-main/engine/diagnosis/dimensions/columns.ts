/** Columns: one number for each leaf. */
export function sumOf(column: Float64Array): number {
  return column.reduce((sum, value) => sum + value, 0);
}

export function sumOver(leaves: Int32Array, column: Float64Array): number {
  return leaves.reduce((sum, leaf) => sum + (column[leaf] ?? 0), 0);
}
