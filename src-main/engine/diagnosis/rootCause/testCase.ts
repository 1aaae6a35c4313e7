import { nothingSeen, type CauseCase, type Column, type Latency, type SymptomKind, type TrafficView } from './causeCase';

/** A small system for tests, as it is while all is well and from minute 60 on; a seeded scatter of some percent lies over everything. */
export interface TestSystem {
  /** By node: requests per second, mean seconds, share of failures, CPU as share of capacity; null = the node tells nothing. */
  readonly nodes: Readonly<Record<string, readonly [Level, Level, Level?, Level?] | null>>;
  /** By `caller→callee`: requests per second, seconds and share of failures at the caller, and seconds at the callee; none = not measured. */
  readonly calls: Readonly<Record<string, readonly [Level, Level, Level?, Level?] | null>>;
  readonly symptom: { readonly node: string; readonly kind: SymptomKind };
}

/** Always the same, or [usual, now]. */
type Level = number | readonly [number, number];

const [usualBuckets, judgedBuckets] = [60, 4];
/** The fault begins in the second judged bucket: detection is never exact. */
export const faultyFrom = usualBuckets + 1;
export const minuteMs = 60_000;

export function testCase({ nodes, calls, symptom }: TestSystem, seed = 1): CauseCase {
  const random = scatter(seed);
  const ids = Object.keys(nodes);
  const column = (level: Level): Column =>
    Float64Array.from({ length: usualBuckets + judgedBuckets }, (_, bucket) => {
      const [usual, now] = typeof level === 'number' ? [level, level] : level;
      return (bucket < faultyFrom ? usual : now) * (1 + 0.04 * random());
    });
  const seconds = (level: Level): Latency => ({ mean: column(level), quantiles: [] });
  const view = (requests: Level, latency: Level | undefined, failed: Level = 0): TrafficView => {
    const asked = column(requests);
    const share = column(failed);
    return {
      requests: asked,
      failures: asked.map((rate, bucket) => rate * Math.min(1, Math.max(0, share[bucket] ?? 0))),
      latency: latency === undefined ? null : seconds(latency),
    };
  };
  return {
    times: Float64Array.from({ length: usualBuckets + judgedBuckets }, (_, bucket) => bucket * minuteMs),
    bucketMs: minuteMs,
    reference: Array.from({ length: usualBuckets }, (_, bucket) => bucket),
    judged: Array.from({ length: judgedBuckets }, (_, i) => usualBuckets + i),
    nodes: ids.map((id) => {
      const told = nodes[id] ?? null;
      if (told === null) return { id, kind: 'external', served: nothingSeen, waited: null, resources: [] };
      const [requests, latency, failed, cpu] = told;
      return {
        id,
        kind: 'service',
        served: view(requests, latency, failed),
        waited: null,
        resources: cpu === undefined ? [] : [{ name: 'cpu', used: column(cpu) }],
      };
    }),
    calls: Object.entries(calls).map(([name, told]) => {
      const [from = '', to = ''] = name.split('→');
      const ends = { from: ids.indexOf(from), to: ids.indexOf(to), gap: null };
      if (told === null) return { ...ends, caller: nothingSeen, callee: nothingSeen };
      const [requests, atCaller, failed, atCallee] = told;
      const callee = atCallee === undefined ? nothingSeen : { ...view(requests, atCallee), failures: null };
      return { ...ends, caller: view(requests, atCaller, failed), callee };
    }),
    symptom: { node: ids.indexOf(symptom.node), kind: symptom.kind, series: null },
  };
}

/** −1 to 1, the same for the same seed (a linear congruential generator). */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
