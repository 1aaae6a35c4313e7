import type { City } from '../../src-main/demoCity/city';
import type { FaultTruth } from '../../src-main/demoCity/faults/faultStage';
import { edgeIdOf } from '../../contract/coreLink';
import type { CityGraph } from './cityGraph';

export interface FaultyPlaces {
  /** What the truth names: a node, a link, or the links of an IDC. */
  readonly faulty: ReadonlySet<string>;
  /** Links that touch it; and where a cache's misses fall, that call and the database behind it. */
  readonly near: ReadonlySet<string>;
}

export function faultyPlaces(city: City, { nodes, edges }: Pick<CityGraph, 'nodes' | 'edges'>, truth: FaultTruth): FaultyPlaces {
  const { node, edge, idc } = truth.target;
  if (edge !== undefined) {
    const id = edgeIdOf(edge.from, edge.to);
    const ends = nodes.filter((place) => place.node.id === edge.from || place.node.id === edge.to);
    return { faulty: new Set([id]), near: new Set(ends.map((place) => place.id)) };
  }
  if (node === undefined)
    return { faulty: new Set(edges.filter((place) => place.idc === idc).map(({ id }) => id)), near: new Set() };
  const touching = edges.filter((place) => place.edge.from === node || place.edge.to === node);
  const near = new Set(touching.map(({ id }) => id));
  if (truth.kind === 'cacheStampede')
    for (const { edge: call, id } of edges.filter((place) => fallenOn(city, node).has(place.edge.to))) {
      near.add(id);
      near.add(call.to);
    }
  return { faulty: new Set(nodes.filter((place) => place.node.id === node).map(({ id }) => id)), near };
}

/** Databases that the cache's callers fall back on: called by them, and by nobody else. */
function fallenOn(city: City, cache: string): ReadonlySet<string> {
  const { nodes, edges } = city.topology();
  const callers = new Set(edges.filter(({ to }) => to === cache).map(({ from }) => from));
  const kind = new Map(nodes.map((node) => [node.id, node.kind]));
  const onlyTheirs = (id: string): boolean => edges.every(({ from, to }) => to !== id || callers.has(from));
  const called = edges.filter(({ from, to }) => callers.has(from) && to !== cache && kind.get(to) === 'middleware');
  return new Set(called.map(({ to }) => to).filter(onlyTheirs));
}

/** A share of a few machines may be less than one of them: the city rounds down in every IDC. */
export function isWithoutEffect(city: City, { kind, target, params }: FaultTruth): boolean {
  const share = params['share'];
  if (kind !== 'capacityLoss' || typeof share !== 'number') return false;
  const machines = city.topology().nodes.find(({ id }) => id === target.node)?.instances ?? [];
  const idcs = [...new Set(machines.map(({ idc }) => idc))].filter((idc) => target.idc === undefined || idc === target.idc);
  return idcs.every((idc) => Math.floor(machines.filter((machine) => machine.idc === idc).length * share) === 0);
}
