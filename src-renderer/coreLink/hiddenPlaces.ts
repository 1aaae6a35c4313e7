import {
  marginLane,
  placesOf,
  type CoreLink,
  type GraphFrame,
  type Grouping,
  type NodeKind,
  type NodePlace,
} from '../../contract/coreLink';
import type { Health } from '../ui/health';
import { isLit } from './graphReadings';
import { healthOfScore } from '../link/healthOfScore';

/** What a person narrowed the picture down to; empty lists let everything through. */
export interface GraphFilter {
  readonly levels: readonly Health[];
  readonly kinds: readonly NodeKind[];
  readonly lanes: readonly string[];
  /** Only what is at most so many calls from this place; null for all. */
  readonly around: { readonly id: string; readonly hops: number } | null;
}
export const noFilter: GraphFilter = { levels: [], kinds: [], lanes: [], around: null };

export interface HiddenInput {
  readonly link: CoreLink;
  readonly by: Grouping;
  readonly frame: GraphFrame | null;
  readonly filter: GraphFilter;
  /** One key shows everything. */
  readonly showAll: boolean;
  /** Only the explained path is lit. */
  readonly onlyTrouble: boolean;
}

/** From so many places on, healthy middleware at the end of calls steps aside while something is explained. */
const crowdedPlaces = 40;

/** Place ids that are not drawn. What is in trouble is hidden by a filter only, never by tidiness. */
export function hiddenPlaces({ link, by, frame, filter, showAll, onlyTrouble }: HiddenInput): ReadonlySet<string> {
  if (showAll) return new Set();
  const places = placesOf(link, by);
  const suits = frame !== null && frame.revision === link.revision && frame.by === by ? frame : null;
  const healths = places.nodes.map((_, i) => healthOfScore(suits?.nodes.score[i] ?? NaN));
  const lit = places.nodes.map((_, i) => isLit({ health: healths[i] ?? 'unknown', part: partAt(suits, i) }));
  const callers = new Set(places.edges.map(({ from }) => from));
  const isExplained = suits?.parts.some((part) => part > 0) ?? false;
  const named = places.nodes.filter((place) => !isDiscovered(place)).length;
  const tidies = onlyTrouble && isExplained && named >= crowdedPlaces;
  const near = filter.around === null ? null : placesAround(places.edges, places.nodes, filter.around);
  const hidden = new Set<string>();
  places.nodes.forEach((place, i) => {
    const isMissed = !passes(place, healths[i] ?? 'unknown', filter) || (near !== null && !near.has(i));
    const isAside = lit[i] !== true && (isDiscovered(place) || (tidies && isLeafMiddleware(place, callers.has(i))));
    if (isMissed || (isAside && near === null)) hidden.add(place.id);
  });
  return hidden;
}

/** Everything the picture leaves out: nodes that are hidden, and what was discovered beyond the number that is kept. */
export function hiddenCount(hidden: ReadonlySet<string>, link: CoreLink): number {
  return hidden.size + link.leftOut;
}

export function isFiltering({ levels, kinds, lanes, around }: GraphFilter): boolean {
  return levels.length + kinds.length + lanes.length > 0 || around !== null;
}

function passes(place: NodePlace, health: Health, { levels, kinds, lanes }: GraphFilter): boolean {
  return (
    (levels.length === 0 || levels.includes(health)) &&
    (kinds.length === 0 || kinds.includes(place.node.kind)) &&
    (lanes.length === 0 || lanes.includes(place.lane))
  );
}

function isDiscovered({ node, lane }: NodePlace): boolean {
  return node.origin === 'discovered' && lane === marginLane;
}

function isLeafMiddleware({ node }: NodePlace, calls: boolean): boolean {
  return node.kind === 'middleware' && !calls;
}

function placesAround(
  edges: readonly { readonly from: number; readonly to: number }[],
  nodes: readonly NodePlace[],
  { id, hops }: { readonly id: string; readonly hops: number },
): ReadonlySet<number> {
  const reached = new Set(nodes.flatMap((place, i) => (place.id === id || place.node.id === id ? [i] : [])));
  for (let hop = 0; hop < hops; hop += 1) {
    const before = new Set(reached);
    for (const { from, to } of edges) {
      if (before.has(from)) reached.add(to);
      if (before.has(to)) reached.add(from);
    }
  }
  return reached;
}

function partAt(frame: GraphFrame | null, index: number): 0 | 1 | 2 {
  const part = frame?.parts[index];
  return part === 1 || part === 2 ? part : 0;
}
