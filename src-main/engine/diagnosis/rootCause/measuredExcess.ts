import type { CallTree } from './callTree';
import type { CauseCase } from './causeCase';
import { historyBuckets, universalThreshold, type Departure } from './departure';
import type { CallExcess, Excess, ExcessOf } from './placeExcess';

/** What the nodes and calls below the symptom have too much of, each judged on its own; per second, by index. */
export interface MeasuredExcess {
  readonly nodes: ReadonlyMap<number, NodeExcess>;
  readonly calls: ReadonlyMap<number, CallExcess>;
  /** By node that measures how long it waits for all its callees together: seconds per call, and whether that is out of the ordinary. */
  readonly waits: ReadonlyMap<number, Wait>;
  /** Standard deviations from which on a departure is believed. */
  readonly threshold: number;
}

export interface NodeExcess extends Excess {
  readonly believed: boolean;
  /** The node's own count goes back far enough to overrule a single look at its calls. */
  readonly hasHistory: boolean;
}

export interface Wait {
  readonly departure: Departure;
  readonly believed: boolean;
}

export function measureExcess(
  { nodes, calls }: CauseCase,
  { order, out, into }: CallTree,
  of: ExcessOf,
  least: number | null,
): MeasuredExcess {
  const seenCalls = new Map<number, CallExcess>();
  const lookAt = (index: number): CallExcess | null => {
    const call = calls[index];
    if (call === undefined) return null;
    const known = seenCalls.get(index);
    if (known !== undefined) return known;
    const looked = of.call(call);
    seenCalls.set(index, looked);
    return looked;
  };
  const looks = order.map((index) => {
    const served = nodes[index]?.served;
    const arrivals = (into.get(index) ?? []).flatMap((call) => lookAt(call)?.callee ?? []);
    for (const call of out.get(index) ?? []) lookAt(call);
    return { index, own: served === undefined ? null : of.node(served), arrivals };
  });
  // Callers beside the symptom's path are asked too: whether they wait as well tells a slow callee from a slow way to it.
  const callers = new Set<number>();
  for (const node of order) for (const call of into.get(node) ?? []) callers.add(calls[call]?.from ?? node);
  const waiting = [...callers].flatMap((node) => {
    const departure = of.wait(nodes[node]?.waited ?? null);
    return departure === null ? [] : [{ node, departure }];
  });
  let compared = waiting.length;
  for (const { own, arrivals } of looks) if (own !== null || arrivals.length > 0) compared += 1;
  for (const { callee, caller, gap } of seenCalls.values()) if (callee !== null || caller !== null || gap !== null) compared += 1;
  const threshold = least ?? universalThreshold(compared);
  const seenNodes = new Map<number, NodeExcess>();
  for (const { index, own, arrivals } of looks) {
    const excess = together(own, arrivals, threshold);
    if (excess !== null) seenNodes.set(index, excess);
  }
  const waits = new Map(
    waiting.map(({ node, departure }) => {
      const { now, usual, noise } = departure;
      return [node, { departure, believed: now - usual > threshold * noise }];
    }),
  );
  return { nodes: seenNodes, calls: seenCalls, waits, threshold };
}

/**
 * A node's excess from its own count and from its calls as it saw them arrive. Calls split the same way on both sides, so they
 * give the amount; the view with a history says whether that is out of the ordinary.
 */
function together(own: Excess | null, arrivals: readonly Excess[], threshold: number): NodeExcess | null {
  const first = arrivals[0];
  if (first === undefined)
    return own === null ? null : { ...own, believed: isBelieved(own, threshold), hasHistory: depthOf(own) >= historyBuckets };
  const sum = {
    amount: arrivals.reduce((total, { amount }) => total + amount, 0),
    noise: Math.hypot(...arrivals.map(({ noise }) => noise)),
    error: Math.hypot(...arrivals.map(({ error }) => error)),
    departure: first.departure,
  };
  if (own === null || depthOf(own) < historyBuckets || depthOf(own) <= depthOf(first))
    return { ...sum, believed: isBelieved(sum, threshold), hasHistory: false };
  return {
    ...sum,
    noise: Math.max(sum.noise, own.noise),
    departure: own.departure,
    believed: isBelieved(own, threshold),
    hasHistory: true,
  };
}

function depthOf({ departure }: Excess): number {
  return departure?.depth ?? 0;
}

export function isBelieved(excess: Excess | null, threshold: number): excess is Excess {
  return excess !== null && excess.amount > threshold * excess.noise;
}
