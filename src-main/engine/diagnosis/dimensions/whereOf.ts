import type { Where } from './explanation';
import type { Combination } from './lattice';
import type { LeafTable } from './leafTable';

export function whereOf(table: LeafTable, { cuboid, index }: Combination): Where {
  const leaf = cuboid.sampleLeaf[index] ?? 0;
  return cuboid.attributes.map((attribute) => ({
    attribute: table.attributes[attribute] ?? '',
    value: table.values[attribute]?.[table.codes[attribute]?.[leaf] ?? 0] ?? '',
  }));
}
