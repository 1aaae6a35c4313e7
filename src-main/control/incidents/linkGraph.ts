import type { Workspace } from '../../../contract/workspace';
import { echoLags, echoSlackMs } from './rules';
import { stageNodesOf } from '../../../contract/stageNodes';

/** The core link as folding asks about it. Nobody is known by name: only by who calls whom, and by the path. */
export interface LinkGraph {
  /** Place of a business metric on the order's way: path positions, halves between two; null where it has none. */
  orderOf(metricId: string): number | null;
  /** Calls from `caller` to `callee`, over as many others; Infinity when it never does. */
  hops(caller: string, callee: string): number;
  /** Whether `node` works for the step at `order` of the way: its own node, who calls only that one, and what both call, up to the next step's. */
  worksFor(node: string, order: number): boolean;
  /** Whether requests reach `node` by way of the step at `order` or a later one. */
  behind(node: string, order: number): boolean;
  /** Nodes at this place of the way. */
  nodeAt(order: number): string | null;
  /** Usual time an order takes from the start to the stage at `order`, ms. */
  lagMs(order: number): number;
  /** Usual time until an order has passed the last stage that `node` works for; 0 for nodes beside the way. */
  nodeLagMs(node: string): number;
  /** How long a loss at the first stage may still be seen at the last, ms. */
  readonly longestEchoMs: number;
}

/** Paths longer than any request takes are not walked. */
const hopsMax = 12;

export function createLinkGraph(workspace: Workspace): LinkGraph {
  const path = workspace.coreLink?.path ?? [];
  const callees = new Map<string, string[]>();
  for (const { from, to } of workspace.coreLink?.edges ?? []) callees.set(from, [...(callees.get(from) ?? []), to]);
  const places = stageNodesOf(workspace);
  const reach = new Map(Object.keys(workspace.coreLink?.nodes ?? {}).map((node) => [node, walk(node, callees, null)]));
  const nodeOfOrder = new Map<number, string>(path.map((node, order) => [order, node]));
  for (const { order, node } of places.values()) if (node !== null) nodeOfOrder.set(order, node);
  const steps = new Set(nodeOfOrder.values());
  const works = new Map([...nodeOfOrder].map(([order, node]) => [order, workOf(node, callees, steps)]));
  const lags = lagsOf(workspace, places);
  const lastLag = Math.max(0, ...lags.values());

  const lagMs = (order: number): number =>
    lags.get(order) ?? Math.max(0, ...[...lags].filter(([each]) => each <= order).map(([, lag]) => lag));
  return {
    orderOf: (metricId) => places.get(metricId)?.order ?? null,
    hops: (caller, callee) => reach.get(caller)?.get(callee) ?? Number.POSITIVE_INFINITY,
    worksFor: (node, order) => works.get(order)?.has(node) ?? false,
    behind: (node, order) => [...nodeOfOrder].some(([each, step]) => each >= order && reach.get(step)?.has(node) === true),
    nodeAt: (order) => nodeOfOrder.get(order) ?? null,
    lagMs,
    nodeLagMs: (node) => {
      const orders = [...works].filter(([, nodes]) => nodes.has(node)).map(([order]) => order);
      return orders.length === 0 ? lastLag : Math.max(...orders.map(lagMs));
    },
    longestEchoMs: echoLags * lastLag + echoSlackMs,
  };
}

/** A cashier that calls only the payment gateway among the steps belongs to payment; a gateway that calls them all to none. */
function workOf(step: string, callees: ReadonlyMap<string, string[]>, steps: ReadonlySet<string>): Set<string> {
  const own = [...callees].filter(
    ([caller, called]) =>
      !steps.has(caller) && called.includes(step) && called.every((node) => node === step || !steps.has(node)),
  );
  return new Set([step, ...own.map(([caller]) => caller)].flatMap((node) => [...walk(node, callees, steps).keys()]));
}

/** Everything that `from` calls, with the hops; it is 0 hops from itself. Past a node of `stops` nothing is walked. */
function walk(from: string, callees: ReadonlyMap<string, string[]>, stops: ReadonlySet<string> | null): Map<string, number> {
  const seen = new Map([[from, 0]]);
  let edge = [from];
  for (let hops = 1; hops <= hopsMax && edge.length > 0; hops += 1) {
    const next: string[] = [];
    for (const node of edge)
      for (const callee of callees.get(node) ?? []) {
        if (seen.has(callee) || stops?.has(callee) === true) continue;
        seen.set(callee, hops);
        next.push(callee);
      }
    edge = next;
  }
  return seen;
}

function lagsOf(workspace: Workspace, places: ReadonlyMap<string, { readonly order: number }>): Map<number, number> {
  const lags = new Map<number, number>();
  let sum = 0;
  for (const { metric, lag } of workspace.funnel) {
    sum += lag;
    const order = places.get(metric)?.order;
    if (order !== undefined) lags.set(order, sum);
  }
  return lags;
}
