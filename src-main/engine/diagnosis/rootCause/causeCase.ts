/**
 * What root-cause ranking reads: a graph of calls, what was measured on it, a symptom, and which buckets are which. Pure data,
 * whoever fills it (the core link of a live console, a file of a bench). Anything may be missing: a null view was never
 * measured, a NaN is a gap.
 */
export interface CauseCase {
  /** Starts of buckets, epoch ms, ascending; holes are allowed (a reference of another day). Every column has this length. */
  readonly times: Float64Array;
  readonly bucketMs: number;
  /** Indexes of buckets known or believed to be normal. */
  readonly reference: readonly number[];
  /** Indexes of the buckets around the symptom, ascending. Not all of them need to be bad. */
  readonly judged: readonly number[];
  readonly nodes: readonly CauseNode[];
  readonly calls: readonly CauseCall[];
  readonly symptom: Symptom;
}

/** One number per bucket; NaN = gap. */
export type Column = Float64Array;

export type SymptomKind = 'latency' | 'failures';

export interface Symptom {
  /** Index into `nodes`; null when it was seen from outside, wherever users come in. */
  readonly node: number | null;
  readonly kind: SymptomKind;
  /** What was seen, where it is more than the node's own view, in any unit; more is worse. It says which judged buckets count. */
  readonly series: Column | null;
}

/** What a place is; more will come (an IDC, a release). It says nothing about how it is judged. */
export type PlaceKind = 'service' | 'middleware' | 'external';

export interface CauseNode {
  readonly id: string;
  readonly kind: PlaceKind;
  /** Requests it answered, as itself counts them. */
  readonly served: TrafficView;
  /** How long it waited for what it calls, all callees together, where nothing tells them apart; null otherwise. */
  readonly waited: Latency | null;
  readonly resources: readonly Resource[];
}

export interface CauseCall {
  /** Indexes into `nodes`; a call from null comes from outside the graph. */
  readonly from: number | null;
  readonly to: number;
  readonly caller: TrafficView;
  readonly callee: TrafficView;
  /** Caller's latency minus callee's, call by call, where traces tell; otherwise null, and the difference of the means is taken. */
  readonly gap: Latency | null;
}

export interface TrafficView {
  /** Per second. */
  readonly requests: Column | null;
  /** Failed requests per second. */
  readonly failures: Column | null;
  readonly latency: Latency | null;
}

/** Seconds. Either may be missing. */
export interface Latency {
  readonly mean: Column | null;
  /** Ascending by share, which is 0–1: 0.99 for p99. */
  readonly quantiles: readonly { readonly share: number; readonly seconds: Column }[];
}

export interface Resource {
  /** As the evidence shows it: cpu, memory, connections … */
  readonly name: string;
  /** Share 0–1 of what it can do. A resource without a known capacity is no evidence: idle things double easily. */
  readonly used: Column;
}

export const nothingSeen: TrafficView = { requests: null, failures: null, latency: null };
