import type { CoreLink } from '../../../../contract/coreLink';
import type { LinkColumns } from '../reading/linkColumns';
import { departureOf, type Moments, type Reading } from '../rootCause/departure';
import { ratioOf } from '../rootCause/readings';
import type { Suspect } from '../rootCause/rootCause';
import { passageOrder } from './passageOrder';

/** A node where the way ends for some; `share` 0–1 of the lost orders. */
export interface FlowBreak {
  readonly suspect: Suspect;
  readonly share: number;
}

/** Fewer calls by less than this for each request are a mix that shifts. */
const leastDrop = 0.08;
/** So far below the lowest of the reference it must lie. */
const clearlyBelow = 0.97;

interface BrokenCall {
  readonly from: string;
  readonly to: string;
  /** Calls per second that are no longer made. */
  readonly missing: number;
  readonly usual: number;
  readonly now: number;
  readonly since: number | null;
}

/**
 * Orders that go missing while nothing fails and nobody waits: somewhere on the way fewer calls are made for each request that
 * arrives, because the callee is not there to be called or because the caller gives up before. It is more likely the callee, the more of the
 * calls that it used to get are missing, and the caller, the more of those that it used to make.
 * @param lostPerSecond orders that are lost
 */
export function brokenFlow(
  columns: LinkColumns,
  link: Pick<CoreLink, 'path' | 'edges'>,
  moments: Moments,
  lostPerSecond: number,
): FlowBreak[] {
  const all = columns.edges.flatMap(({ edge, caller, callee }): BrokenCall[] => {
    const calls = caller.requests ?? callee.requests;
    const asked = columns.nodes.find(({ node }) => node.id === edge.from)?.seen.requests;
    if (calls === undefined || asked === undefined || !isBroken(ratioOf(calls, asked), moments)) return [];
    const rate = departureOf(calls, moments);
    const perRequest = departureOf(ratioOf(calls, asked), moments);
    if (rate === null || perRequest === null || perRequest.now <= 0) return [];
    const usual = (rate.now / perRequest.now) * perRequest.usual;
    const since = rate.since === null ? null : (columns.firstSlot + rate.since) * columns.stepMs;
    return [{ from: edge.from, to: edge.to, missing: usual - rate.now, usual, now: rate.now, since }];
  });
  const orderOf = passageOrder(link);
  // Who does not get past one stop makes fewer calls for the later ones as well: of one caller's calls the earliest counts.
  const broken = all.filter(({ from, to }) => !all.some((other) => other.from === from && orderOf(other.to) < orderOf(to)));
  const named = new Map<string, FlowBreak>();
  for (const call of broken) {
    const [into, out] = [brokenShare(call.to, 'to'), brokenShare(call.from, 'from')];
    const share = lostPerSecond > 0 ? Math.min(1, call.missing / lostPerSecond) : 0;
    blame(call.to, call, (share * into) / (into + out));
    blame(call.from, call, (share * out) / (into + out));
  }
  return [...named.values()].sort((a, b) => b.share - a.share);

  /** Of the calls per second at that end of the node's calls, how many belong to broken ones. */
  function brokenShare(node: string, end: 'from' | 'to'): number {
    const calls = columns.edges.filter(({ edge }) => edge[end] === node);
    const rateOf = (id: string): number => {
      const { caller, callee } = calls.find(({ edge }) => edge.id === id) ?? { caller: {}, callee: {} };
      const requests = caller.requests ?? callee.requests;
      const departure = requests === undefined ? null : departureOf(requests, moments);
      return Math.max(0, departure?.usual ?? 0);
    };
    const whole = calls.reduce((sum, { edge }) => sum + rateOf(edge.id), 0);
    const part = calls
      .filter(({ edge }) => all.some(({ from, to }) => from === edge.from && to === edge.to))
      .reduce((sum, { edge }) => sum + rateOf(edge.id), 0);
    return whole > 0 ? part / whole : 0;
  }

  function blame(id: string, { from, to, usual, now, since }: BrokenCall, share: number): void {
    const known = named.get(id);
    if (share <= (known?.share ?? 0)) return;
    const evidence = {
      why: 'silence',
      of: `${from}→${to}`,
      series: 'requests',
      usual,
      now,
      since,
      amount: null,
      weight: share,
    } as const;
    named.set(id, {
      share,
      suspect: {
        kind: 'node',
        id,
        nodes: [id],
        confidence: share,
        explains: share,
        path: id === from ? [id] : [from, id],
        evidence: [evidence],
      },
    });
  }
}

/** In every judged bucket but the one in which it began, fewer than ever in the reference. */
function isBroken(perRequest: Reading, { reference, judged }: Moments): boolean {
  const known = (buckets: readonly number[]): number[] =>
    buckets.map((bucket) => perRequest[bucket] ?? Number.NaN).filter((value) => !Number.isNaN(value));
  const [past, now] = [known(reference), known(judged.slice(1))];
  // One bucket alone may be an odd one.
  if (past.length < 8 || now.length < 2) return false;
  const lowest = Math.min(...past);
  const usual = past.sort((a, b) => a - b)[past.length >> 1] ?? 0;
  const level = now.reduce((sum, value) => sum + value, 0) / now.length;
  return Math.max(...now) < clearlyBelow * lowest && level < (1 - leastDrop) * usual;
}
