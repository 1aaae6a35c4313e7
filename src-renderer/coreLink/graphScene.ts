import {
  marginLane,
  nodeBox,
  placesOf,
  type CoreLink,
  type EdgePlace,
  type GraphLayout,
  type Grouping,
  type LaneBox,
  type NodePlace,
} from '../../contract/coreLink';
import type { LocalText } from '../../contract/words';
import { boundsOf, boxAround, type Box } from './box';
import { createBoxGrid } from './boxGrid';
import { routeLink, type Route } from './route';
import { routeBounds } from './routeShape';

/** Everything that stays while numbers change: which parts are drawn, where, and how links run. Made anew when structure, layout or what is hidden changed. */
export interface GraphScene {
  readonly by: Grouping;
  /** `CoreLink.revision` whose `placesOf` the indexes belong to. */
  readonly revision: number;
  readonly lanes: readonly SceneLane[];
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Of everything drawn; null when nothing is. */
  readonly bounds: Box | null;
}
export interface SceneLane {
  readonly id: string;
  /** Null for the margin, which each language names itself. */
  readonly name: LocalText | null;
  readonly box: Box;
}
export interface SceneNode {
  readonly id: string;
  /** Into `placesOf(...).nodes` and a frame's columns. */
  readonly index: number;
  readonly place: NodePlace;
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}
export interface SceneEdge {
  readonly id: string;
  readonly index: number;
  readonly place: EdgePlace;
  /** Into `nodes` of the scene. */
  readonly from: number;
  readonly to: number;
  readonly route: Route;
  readonly bounds: Box;
}

export interface SceneInput {
  readonly link: Pick<CoreLink, 'revision' | 'nodes' | 'edges' | 'domains' | 'idcs'>;
  readonly layout: Pick<GraphLayout, 'lanes' | 'positions'>;
  readonly by: Grouping;
  /** Place ids of nodes that are not drawn; their links are not either. */
  readonly hidden: ReadonlySet<string>;
}

/** Beyond so many links, ways around boxes cost more time than they help: nobody follows single links there. */
const avoidingEdgesMax = 600;

/** Nodes that the layout has no place for yet are left out: they are about to get one. */
export function buildScene({ link, layout, by, hidden }: SceneInput): GraphScene {
  const places = placesOf(link, by);
  const drawnAt = new Map<number, number>();
  const nodes = places.nodes.flatMap((place, index): SceneNode[] => {
    const at = layout.positions[place.id];
    if (at === undefined || hidden.has(place.id)) return [];
    return [{ id: place.id, index, place, x: at.x, y: at.y, box: boxAround(at.x, at.y, nodeBox.width, nodeBox.height) }];
  });
  nodes.forEach((node, i) => drawnAt.set(node.index, i));
  const obstacles =
    places.edges.length > avoidingEdgesMax
      ? null
      : createBoxGrid([...nodes.map(({ box }) => box), ...layout.lanes.map(titleBox)]);
  const edges = places.edges.flatMap((place, index): SceneEdge[] => {
    const [from, to] = [drawnAt.get(place.from), drawnAt.get(place.to)];
    const [fromNode, toNode] = [nodes[from ?? -1], nodes[to ?? -1]];
    if (from === undefined || to === undefined || fromNode === undefined || toNode === undefined || from === to) return [];
    const route = routeLink(fromNode.box, toNode.box, index, obstacles);
    return [{ id: place.id, index, place, from, to, route, bounds: routeBounds(route) }];
  });
  const lanes = layout.lanes.filter(({ id }) => id !== marginLane || nodes.some(({ place }) => place.lane === marginLane));
  const names = new Map([...link.domains, ...link.idcs].map(({ id, name }) => [id, name]));
  const drawnLanes = lanes.map((lane) => ({ id: lane.id, name: names.get(lane.id) ?? null, box: boxOfLane(lane) }));
  return {
    by,
    revision: link.revision,
    lanes: drawnLanes,
    nodes,
    edges,
    bounds: boundsOf([...drawnLanes.map(({ box }) => box), ...nodes.map(({ box }) => box)]),
  };
}

/** A lane's name stands at its top left; links run beside it as they do beside nodes. */
function titleBox({ x, y }: LaneBox): Box {
  return { left: x, top: y + 4, right: x + titleSize.width, bottom: y + titleSize.height };
}
const titleSize = { width: 130, height: 32 };

function boxOfLane({ x, y, width, height }: LaneBox): Box {
  return { left: x, top: y, right: x + width, bottom: y + height };
}
