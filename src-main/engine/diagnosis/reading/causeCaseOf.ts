import { nothingSeen, type CauseCase, type Latency, type Symptom, type TrafficView } from '../rootCause/causeCase';
import type { JudgedSpan } from './judgedSpan';
import type { LinkColumns, SideColumns } from './linkColumns';

/** What root-cause ranking reads, from what was measured on the core link. */
export function causeCaseOf(columns: LinkColumns, span: JudgedSpan, symptom: Symptom): CauseCase {
  const { stepMs, firstSlot, count } = columns;
  const indexOf = new Map(columns.nodes.map(({ node }, i) => [node.id, i]));
  return {
    times: Float64Array.from({ length: count }, (_, i) => (firstSlot + i) * stepMs),
    bucketMs: stepMs,
    reference: span.reference,
    judged: span.judged,
    nodes: columns.nodes.map(({ node, seen }) => ({
      id: node.id,
      kind: node.kind,
      served: viewOf(seen),
      waited: null,
      resources: seen.saturation === undefined ? [] : [{ name: 'saturation', used: seen.saturation }],
    })),
    calls: columns.edges.flatMap(({ edge, caller, callee }) => {
      const [from, to] = [indexOf.get(edge.from), indexOf.get(edge.to)];
      if (from === undefined || to === undefined) return [];
      return [{ from, to, caller: viewOf(caller), callee: viewOf(callee), gap: null }];
    }),
    symptom,
  };
}

function viewOf({ requests, failures, latencyP50, latencyP99 }: SideColumns): TrafficView {
  if (requests === undefined && failures === undefined && latencyP50 === undefined && latencyP99 === undefined)
    return nothingSeen;
  const quantiles = [
    ...(latencyP50 === undefined ? [] : [{ share: 0.5, seconds: latencyP50 }]),
    ...(latencyP99 === undefined ? [] : [{ share: 0.99, seconds: latencyP99 }]),
  ];
  const latency: Latency | null = quantiles.length === 0 ? null : { mean: null, quantiles };
  return { requests: requests ?? null, failures: failures ?? null, latency };
}
