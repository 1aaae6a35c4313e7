import type { DrillRow } from './drillRows';

/** The rows in an order that was seen before, with what is new behind: nobody clicks a row that has just moved under the pointer. */
export function holdOrder(sorted: readonly DrillRow[], held: readonly string[] | null): readonly DrillRow[] {
  if (held === null) return sorted;
  const rows = new Map(sorted.map((row) => [row.id, row]));
  const known = held.flatMap((id) => rows.get(id) ?? []);
  const kept = new Set(held);
  return [...known, ...sorted.filter(({ id }) => !kept.has(id))];
}
