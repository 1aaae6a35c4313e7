import type { GraphPlaces, PlaceNumbers } from './graphPlaces';
import type { Subject } from './subject';

/** What the graph says of a subject at its place; null while it says nothing. */
export function subjectNumbers(graph: GraphPlaces | null, { kind, target }: Subject): PlaceNumbers | null {
  return (kind === 'node' ? graph?.node(target) : graph?.link(target)) ?? null;
}
