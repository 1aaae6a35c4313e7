import { z } from 'zod';
import { nothingSeen, type CauseCase, type CauseNode } from '../../src-main/engine/diagnosis/rootCause/causeCase';
import { joined, seriesSchema } from './columns';

const tableSchema = z.object({
  timestamps: z.array(z.number()),
  nodes: z.record(z.string(), z.record(z.string(), seriesSchema)),
});
const caseSchema = z.object({
  step_s: z.number().positive(),
  edges_caller_callee: z.array(z.tuple([z.string(), z.string()])),
  target: z.object({ node: z.string(), metric: z.string() }),
  normal_ref: z.string(),
  abnormal: tableSchema,
});

const quantiles = [
  ['latency_p50', 0.5],
  ['latency_p90', 0.9],
  ['latency_p95', 0.95],
  ['latency_p99', 0.99],
] as const;

/** CloudWatch and X-Ray metrics of nodes in 5-minute buckets; nothing is known of single calls. */
export function petshopCase(content: unknown, reference: (file: string) => unknown): CauseCase {
  const { abnormal, normal_ref, step_s, edges_caller_callee, target } = caseSchema.parse(content);
  const normal = tableSchema.parse(reference(normal_ref));
  const [before, during] = [normal.timestamps.length, abnormal.timestamps.length];
  const ids = [...new Set([...Object.keys(abnormal.nodes), ...edges_caller_callee.flat(), target.node])];
  const nodes = ids.map((id): CauseNode => {
    const column = (metric: string, factor = 1): Float64Array =>
      joined(
        [
          { series: normal.nodes[id]?.[metric], length: before },
          { series: abnormal.nodes[id]?.[metric], length: during },
        ],
        factor,
      );
    const requests = column('requests_Sum', 1 / step_s);
    const available = column('availability_Average', 0.01);
    return {
      id,
      kind: 'service',
      served: {
        requests,
        failures: requests.map((rate, bucket) => rate * (1 - (available[bucket] ?? Number.NaN))),
        latency: {
          mean: column('latency_Average'),
          quantiles: quantiles.map(([metric, share]) => ({ share, seconds: column(metric) })),
        },
      },
      waited: null,
      resources: [],
    };
  });
  const index = new Map(ids.map((id, i) => [id, i]));
  return {
    times: Float64Array.from([...normal.timestamps, ...abnormal.timestamps], (seconds) => seconds * 1_000),
    bucketMs: step_s * 1_000,
    reference: normal.timestamps.map((_, i) => i),
    judged: abnormal.timestamps.map((_, i) => before + i),
    nodes,
    calls: edges_caller_callee.map(([from, to]) => ({
      from: index.get(from) ?? null,
      to: index.get(to) ?? 0,
      caller: nothingSeen,
      callee: nothingSeen,
      gap: null,
    })),
    symptom: {
      node: index.get(target.node) ?? 0,
      kind: target.metric.startsWith('avail') ? 'failures' : 'latency',
      series: null,
    },
  };
}
