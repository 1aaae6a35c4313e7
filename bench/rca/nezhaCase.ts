import { z } from 'zod';
import {
  nothingSeen,
  type CauseCall,
  type CauseCase,
  type CauseNode,
  type Latency,
  type TrafficView,
} from '../../src-main/engine/diagnosis/rootCause/causeCase';
import { joined, seriesSchema, sparse } from './columns';

const percentiles = z.tuple([z.number(), z.number(), z.number()]);
const tracesSchema = z.object({
  minutes: z.number().positive(),
  services: z.record(z.string(), z.object({ calls: z.number(), dur_us: percentiles })),
  edges: z.record(z.string(), z.object({ calls: z.number(), dur_us: percentiles, gap_us: percentiles })),
});
type Traces = z.infer<typeof tracesSchema>;
const tableSchema = z.object({
  timestamps: z.array(z.number()),
  nodes: z.record(z.string(), z.record(z.string(), seriesSchema)),
  front: z.record(z.string(), seriesSchema),
  traces: tracesSchema.nullable(),
});
const caseSchema = tableSchema.extend({
  step_s: z.number().positive(),
  normal_mask: z.array(z.number()),
  abnormal_from: z.number(),
  edges_caller_callee: z.array(z.tuple([z.string(), z.string()])),
  target: z.object({ node: z.string().nullish(), metric: z.string() }),
  normal_ref: z.string(),
});

const arrow = '->';

/** Pod metrics by the minute, and statistics of traces: one of the faulty minutes, one of a fault-free minute. */
export function nezhaCase(content: unknown, reference: (file: string) => unknown): CauseCase {
  const here = caseSchema.parse(content);
  const normal = tableSchema.parse(reference(here.normal_ref));
  const [before, during] = [normal.timestamps.length, here.timestamps.length];
  const length = before + during;
  const judged = here.timestamps.flatMap((time, i) => (time >= here.abnormal_from ? [before + i] : []));
  const calm = here.timestamps.flatMap((time, i) => (time < here.abnormal_from && here.normal_mask[i] === 1 ? [before + i] : []));
  const column = (pick: (table: z.infer<typeof tableSchema>) => (number | null)[] | undefined, factor = 1): Float64Array =>
    joined(
      [
        { series: pick(normal), length: before },
        { series: pick(here), length: during },
      ],
      factor,
    );

  const edges = new Set([
    ...here.edges_caller_callee.map(([from, to]) => `${from}${arrow}${to}`),
    ...Object.keys(here.traces?.edges ?? {}),
  ]);
  const pairs = [...edges]
    .map((edge) => edge.split(arrow))
    .map(([from = '', to = '']) => ({ from, to, edge: `${from}${arrow}${to}` }));
  const ids = [...new Set([...Object.keys(here.nodes), ...pairs.flatMap(({ from, to }) => [from, to])])];
  const nodes = ids.map((id): CauseNode => {
    const metric = (name: string, factor = 1): Float64Array => column(({ nodes: all }) => all[id]?.[name], factor);
    return {
      id,
      kind: 'service',
      served: {
        requests: metric('ops'),
        failures: null,
        latency: {
          mean: null,
          quantiles: [
            { share: 0.9, seconds: metric('server_lat_p90') },
            { share: 0.99, seconds: metric('server_lat_p99') },
          ],
        },
      },
      waited: {
        mean: null,
        quantiles: [
          { share: 0.9, seconds: metric('client_lat_p90') },
          { share: 0.99, seconds: metric('client_lat_p99') },
        ],
      },
      resources: [{ name: 'cpu', used: metric('cpu_rate', 0.01) }],
    };
  });

  const index = new Map(ids.map((id, i) => [id, i]));
  /** One statistic as a column: the fault-free minute in the first bucket, the faulty minutes' in all judged ones. */
  const traced = (pick: (traces: Traces) => number | undefined): Float64Array => {
    const [past, now] = [normal.traces, here.traces].map((traces) => (traces === null ? undefined : pick(traces)));
    const values = new Map<number, number>();
    if (past !== undefined) values.set(0, past);
    if (now !== undefined) for (const bucket of judged) values.set(bucket, now);
    return sparse(length, values);
  };
  const latency = (pick: (traces: Traces) => readonly number[] | undefined): Latency => ({
    mean: null,
    quantiles: [0.5, 0.9, 0.99].map((share, i) => ({
      share,
      seconds: traced((traces) => {
        const microseconds = pick(traces)?.[i];
        return microseconds === undefined ? undefined : microseconds / 1e6;
      }),
    })),
  });
  const calls = pairs.map(({ from, to, edge }): CauseCall => {
    const known = here.traces?.edges[edge] !== undefined;
    return {
      from: index.get(from) ?? null,
      to: index.get(to) ?? 0,
      caller: nothingSeen,
      callee: known ? traceView(({ edges: all }) => all[edge]) : nothingSeen,
      gap: known ? latency(({ edges: all }) => all[edge]?.gap_us) : null,
    };
  });
  const called = new Set(pairs.flatMap(({ from, to }) => (from === to ? [] : [to])));
  const entries = Object.keys(here.traces?.services ?? {}).flatMap((id): CauseCall[] => {
    const to = index.get(id);
    if (to === undefined || called.has(id)) return [];
    return [{ from: null, to, caller: nothingSeen, callee: traceView(({ services }) => services[id]), gap: null }];
  });
  return {
    times: Float64Array.from([...normal.timestamps, ...here.timestamps], (seconds) => seconds * 1_000),
    bucketMs: here.step_s * 1_000,
    reference: [...normal.timestamps.map((_, i) => i), ...calm],
    judged,
    nodes,
    calls: [...calls, ...entries],
    symptom: {
      // What no call of the graph begins at was seen from outside.
      node: index.get(here.target.node ?? '') ?? null,
      kind: 'latency',
      series: column(({ front }) => front[here.target.metric.replace('front.', '')]),
    },
  };

  function traceView(
    pick: (traces: Traces) => { readonly calls: number; readonly dur_us: readonly number[] } | undefined,
  ): TrafficView {
    return {
      requests: traced((traces) => {
        const of = pick(traces);
        return of === undefined ? undefined : of.calls / traces.minutes / 60;
      }),
      failures: null,
      latency: latency((traces) => pick(traces)?.dur_us),
    };
  }
}
