import type { CauseCase, CauseNode } from './causeCase';
import { departureOf, isOrdinary, levelOf, type Moments } from './departure';
import type { Evidence } from './rootCause';

/** Less of its capacity than this is a resource's everyday life: a batch, a garbage collection. */
const leastStep = 0.05;

/**
 * Resources that a node uses more of than its traffic asks for. Measured as share of capacity, so that an idle node which doubles
 * next to nothing is next to nothing.
 */
export function resourceEvidence({ nodes, times }: CauseCase, index: number, moments: Moments, threshold: number): Evidence[] {
  const node = nodes[index];
  if (node === undefined) return [];
  return node.resources.flatMap(({ name, used }): Evidence[] => {
    const reading = used;
    // A resource can fill up beside the very buckets in which the symptom peaks.
    const even = { ...moments, weights: [] };
    const then = levelOf(reading, even) > levelOf(reading, moments) ? even : moments;
    if (isOrdinary(reading, then)) return [];
    const departure = departureOf(reading, then);
    if (departure === null) return [];
    const { now } = departure;
    const weight = now - departure.usual * trafficGrowth(node, moments);
    if (weight < Math.max(leastStep, threshold * departure.noise)) return [];
    const since = departure.since === null ? null : (times[departure.since] ?? null);
    return [
      {
        why: 'resource',
        of: node.id,
        series: name,
        usual: departure.usual,
        now,
        since,
        amount: null,
        weight: Math.min(1, weight),
      },
    ];
  });
}

function trafficGrowth({ served }: CauseNode, moments: Moments): number {
  const requests = served.requests === null ? null : departureOf(served.requests, moments);
  return requests === null || requests.usual <= 0 ? 1 : Math.max(1, requests.now / requests.usual);
}
