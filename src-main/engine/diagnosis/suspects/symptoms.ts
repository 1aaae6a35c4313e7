import type { IncidentCase } from '../../../../contract/diagnosis';
import type { LinkColumns } from '../reading/linkColumns';
import type { Symptom, SymptomKind } from '../rootCause/causeCase';

/** More places than these are looked at from outside. */
const placesMax = 12;

/**
 * Where the incident may be felt: where users come in, the nodes that its alarms name (of a call the caller, who suffers), and the
 * nodes of the stages that lose orders. Indexes into `columns.nodes`.
 */
export function symptomsOf(
  { alarms }: IncidentCase,
  columns: LinkColumns,
  nodeOfStage: (metricId: string) => string | null,
): Symptom[] {
  const indexOf = new Map(columns.nodes.map(({ node }, i) => [node.id, i]));
  const named = alarms.flatMap(({ metricId, slice }) => slice['node'] ?? slice['from'] ?? nodeOfStage(metricId) ?? []);
  const places = [...new Set(named)].flatMap((id) => indexOf.get(id) ?? []).slice(0, placesMax);
  const kinds: readonly SymptomKind[] = ['failures', 'latency'];
  return kinds.flatMap((kind) => [null, ...places].map((node) => ({ node, kind, series: null })));
}
