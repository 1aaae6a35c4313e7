import type { CauseCall, CauseCase, CauseNode, Column, TrafficView } from '../../src-main/engine/diagnosis/rootCause/causeCase';

/** A made-up system and who is to blame in it. */
export interface SyntheticGraph {
  readonly given: CauseCase;
  readonly culprit: string;
}

const [usualBuckets, judgedBuckets, bucketMs] = [60, 5, 60_000];
const callsPerNode = 3;

/**
 * Seeded: a layered graph in which every node but the first is called by one to three earlier ones, all of it measured on nodes and on
 * both sides of every call, by the minute, for an hour; then one node becomes slow and everything above it waits.
 */
export function syntheticGraph(size: number, seed: number): SyntheticGraph {
  const random = uniform(seed);
  const callers = Array.from({ length: size }, (_, node): number[] => {
    if (node === 0) return [];
    const many = 1 + Math.floor(random() * (2 * callsPerNode - 1));
    const nearby = Math.max(0, node - 60);
    return [...new Set(Array.from({ length: many }, () => nearby + Math.floor(random() * (node - nearby))))];
  });
  const pairs = callers.flatMap((from, to) => from.map((caller) => ({ from: caller, to, perRequest: 0.2 + 0.6 * random() })));
  const requests = new Float64Array(size).fill(0);
  requests[0] = 1_000;
  for (const { from, to, perRequest } of pairs)
    requests[to] = (requests[to] ?? 0) + ((requests[from] ?? 0) * perRequest) / callsPerNode;
  const own = requests.map(() => 0.002 + 0.02 * random());
  const culprit = Math.floor(size * (0.2 + 0.7 * random()));
  const [usual, now] = [0, 1].map((fault) => {
    const seconds = own.map((value, node) => value + (node === culprit ? fault * (20 / (requests[node] ?? 1)) : 0));
    for (const { from, to, perRequest } of pairs.toReversed())
      seconds[from] = (seconds[from] ?? 0) + ((seconds[to] ?? 0) * perRequest) / callsPerNode;
    return seconds;
  });

  const column = (before: number, after: number): Column =>
    Float64Array.from({ length: usualBuckets + judgedBuckets }, (_, bucket) => {
      const level = bucket <= usualBuckets ? before : after;
      return level * (1 + 0.06 * (random() - 0.5));
    });
  const view = (rate: number, before: number, after: number): TrafficView => ({
    requests: column(rate, rate),
    failures: column(rate * 0.001, rate * 0.001),
    latency: {
      mean: null,
      quantiles: [
        { share: 0.5, seconds: column(before * 0.8, after * 0.8) },
        { share: 0.99, seconds: column(before * 3, after * 3) },
      ],
    },
  });
  const seconds = (node: number): readonly [number, number] => [usual?.[node] ?? 0, now?.[node] ?? 0];
  return {
    culprit: `n${culprit}`,
    given: {
      times: Float64Array.from({ length: usualBuckets + judgedBuckets }, (_, bucket) => bucket * bucketMs),
      bucketMs,
      reference: Array.from({ length: usualBuckets }, (_, bucket) => bucket),
      judged: Array.from({ length: judgedBuckets }, (_, i) => usualBuckets + i),
      nodes: callers.map((_, node): CauseNode => {
        const cpu = 0.1 + 0.4 * random();
        const resources = [{ name: 'cpu', used: column(cpu, cpu) }];
        return { id: `n${node}`, kind: 'service', served: view(requests[node] ?? 0, ...seconds(node)), waited: null, resources };
      }),
      calls: pairs.map(({ from, to, perRequest }): CauseCall => {
        const rate = ((requests[from] ?? 0) * perRequest) / callsPerNode;
        const [before, after] = seconds(to);
        return { from, to, caller: view(rate, before + 0.001, after + 0.001), callee: view(rate, before, after), gap: null };
      }),
      symptom: { node: 0, kind: 'latency', series: null },
    },
  };
}

/** 0 to 1, the same for the same seed (mulberry32). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
