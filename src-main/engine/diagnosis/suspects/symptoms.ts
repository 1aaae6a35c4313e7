import type { IncidentCase } from '../../../../contract/diagnosis';
import type { LinkColumns } from '../reading/linkColumns';
import type { Symptom, SymptomKind } from '../rootCause/causeCase';
import { looksBad, type NodeLook } from './nodeLooks';

/** More places of each kind than these are not looked at from: each takes milliseconds, and they see the same. */
const [namedMax, foundMax] = [8, 8];

/**
 * Where the incident may be felt: where users come in, the nodes that its alarms name (of a call the caller, who suffers), the nodes of the
 * stages that lose orders; and whatever else is worst at the moment, because a second fault may have no alarm yet.
 */
export function symptomsOf(
  { alarms }: IncidentCase,
  columns: LinkColumns,
  looks: readonly NodeLook[],
  nodeOfStage: (metricId: string) => string | null,
): Symptom[] {
  const indexOf = new Map(columns.nodes.map(({ node }, i) => [node.id, i]));
  const ids = alarms.flatMap(({ metricId, slice }) => slice['node'] ?? slice['from'] ?? nodeOfStage(metricId) ?? []);
  const named = [...new Set(ids)].flatMap((id) => indexOf.get(id) ?? []).slice(0, namedMax);
  const kinds: readonly SymptomKind[] = ['failures', 'latency'];
  return kinds.flatMap((kind) => {
    const found = looks
      .filter(({ series, badness }) => series === kind && badness >= looksBad)
      .sort((a, b) => amountOf(b) - amountOf(a))
      .slice(0, foundMax)
      .map(({ node }) => node);
    return [null, ...new Set([...named, ...found])].map((node) => ({ node, kind, series: null }));
  });
}

/** Failed requests, or seconds of waiting, per second: what adds up. */
function amountOf({ departure, requests }: NodeLook): number {
  const amount = (departure.now - departure.usual) * requests;
  return Number.isNaN(amount) ? 0 : amount;
}
