import { plainId } from '../plainId';
import { isNobody } from '../coreLink/nobody';
import type { Reading } from './serverLook';
import type { Said } from './said';
import { middlewareWordIn } from './middlewareWord';
import { stageWordIn } from './stageWords';

export interface ProposedLink {
  readonly nodes: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: 'service' | 'middleware';
    readonly why: string | null;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly path: readonly string[];
  readonly leftOut: readonly Said[];
}

export const edgesSources = [
  { metric: 'traces_service_graph_request_total', from: 'client', to: 'server' },
  { metric: 'istio_requests_total', from: 'source_workload', to: 'destination_workload' },
] as const;

/** The curated link of a shop has some forty; a whole mesh is nobody's core link. */
const edgesMax = 150;

/** Services and who calls whom, the busiest calls first. */
export function findCoreLink(readings: readonly Reading[], from: string, to: string): ProposedLink | null {
  const leftOut: Said[] = [];
  const calls = readings
    .map(({ labels, value }) => ({ from: labels[from] ?? '', to: labels[to] ?? '', rate: value }))
    .filter((call) => call.from !== call.to);
  const named = calls.filter((call) => !isNobody(call.from) && !isNobody(call.to));
  if (named.length < calls.length)
    leftOut.push({
      zh: `${calls.length - named.length} 条调用的一端不明（unknown、user）`,
      en: `${calls.length - named.length} call(s) with an end that nobody named (unknown, user)`,
    });
  const busiest = named.toSorted(
    (a, b) => b.rate - a.rate || a.from.localeCompare(b.from, 'en') || a.to.localeCompare(b.to, 'en'),
  );
  const kept = busiest.slice(0, edgesMax);
  if (kept.length === 0) return null;
  if (kept.length < busiest.length)
    leftOut.push({
      zh: `${busiest.length - kept.length} 条较少的调用：核心链路不是整张网`,
      en: `${busiest.length - kept.length} less busy calls: a core link is not the whole mesh`,
    });
  const names = [...new Set(kept.flatMap((call) => [call.from, call.to]))];
  const ids = idsFor(names);
  const nodes = names.map((name) => {
    const word = middlewareWordIn(name);
    return {
      id: ids.get(name) ?? '',
      name,
      kind: word === undefined ? ('service' as const) : ('middleware' as const),
      why: word ?? null,
    };
  });
  const edges = kept.map((call) => ({ from: ids.get(call.from) ?? '', to: ids.get(call.to) ?? '' }));
  return { nodes, edges, path: pathAlong(nodes, kept), leftOut };
}

/** One service for each step of an order that a name speaks of: the busiest. */
function pathAlong(nodes: ProposedLink['nodes'], calls: readonly { to: string; rate: number }[]): string[] {
  const load = new Map<string, number>();
  for (const { to, rate } of calls) load.set(to, (load.get(to) ?? 0) + rate);
  const byRank = new Map<number, { id: string; load: number }>();
  for (const { id, name, kind } of nodes) {
    const rank = kind === 'service' ? stageWordIn(name)?.rank : undefined;
    if (rank === undefined) continue;
    const its = load.get(name) ?? 0;
    if ((byRank.get(rank)?.load ?? -1) < its) byRank.set(rank, { id, load: its });
  }
  return [...byRank].sort(([a], [b]) => a - b).map(([, { id }]) => id);
}

/** Ids begin with a letter and hold no slash; two names that become one id are told apart by a number. */
export function idsFor(names: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    const base = plainId(name);
    let id = base;
    for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
    taken.add(id);
    ids.set(name, id);
  }
  return ids;
}
