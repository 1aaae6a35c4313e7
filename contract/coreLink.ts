import type { LostPoints } from './graphQuery';
import type { LocalText } from './words';

/**
 * The core link as a graph. Its structure and where its parts are drawn are small and change rarely: shared state. What is
 * measured on it changes every few seconds: `GraphFrame`, over the frame port, as columns in the order of `placesOf`.
 */

export type NodeKind = 'service' | 'middleware' | 'external';

export interface CoreNode {
  /** The workspace's, or one made from the discovered name. */
  readonly id: string;
  readonly name: LocalText;
  /** Null for a discovered node, which stands at the margin until somebody names its domain in the workspace. */
  readonly domain: string | null;
  readonly kind: NodeKind;
  /** `discovered`: marked "new"; the workspace does not name it. */
  readonly origin: 'workspace' | 'discovered';
  /** IDCs in which it runs; empty where nothing tells (externals, backends without that label). */
  readonly idcs: readonly string[];
}

export interface CoreEdge {
  /** `edgeIdOf(from, to)`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly origin: 'workspace' | 'discovered';
}

/** Where edges come from, and how old what that source says is: a batch job's graph can be hours old. */
export interface CoreLinkSource {
  readonly backendId: string;
  /** Room epoch ms of what it says; null while it has said nothing. */
  readonly at: number | null;
  readonly nodes: number;
  readonly edges: number;
  /** Why it says nothing, or what of it is missing; null when all is well. */
  readonly reason: string | null;
}

/** Nodes in the workspace's order, then discovered ones by id; edges by the order of their ends. */
export interface CoreLink {
  /** +1 whenever nodes, edges, domains or IDCs change. */
  readonly revision: number;
  readonly domains: readonly { readonly id: string; readonly name: LocalText }[];
  readonly idcs: readonly { readonly id: string; readonly name: LocalText }[];
  /** Node ids in the order an order passes them. */
  readonly path: readonly string[];
  readonly nodes: readonly CoreNode[];
  readonly edges: readonly CoreEdge[];
  readonly sources: readonly CoreLinkSource[];
  /** Discovered nodes beyond `discoveredNodesMax`: not drawn, but counted. */
  readonly leftOut: number;
}

/** A curated link, never the whole mesh: what is discovered beyond this is counted only. */
export const discoveredNodesMax = 40;

export const groupings = ['domain', 'idc'] as const;
/** What lanes are: domains, or IDCs with one place for each node that runs there. */
export type Grouping = (typeof groupings)[number];

export interface NodePlace {
  /** The node's id, or `placeIdOf(node, idc)`. */
  readonly id: string;
  readonly node: CoreNode;
  /** Null when grouped by domain, and for nodes of no IDC. */
  readonly idc: string | null;
  /** Domain id, IDC id, `elsewhereLane` or `marginLane`. */
  readonly lane: string;
}
export interface EdgePlace {
  readonly id: string;
  readonly edge: CoreEdge;
  readonly idc: string | null;
  /** Indexes into `nodes`. */
  readonly from: number;
  readonly to: number;
}
export interface Places {
  readonly nodes: readonly NodePlace[];
  readonly edges: readonly EdgePlace[];
}

/** The lane of discovered nodes. */
export const marginLane = '+';
/** When grouped by IDC, the lane of nodes of none: third parties, and what nothing tells an IDC of. */
export const elsewhereLane = '-';

export function edgeIdOf(from: string, to: string): string {
  return `${from}→${to}`;
}

export function placeIdOf(id: string, idc: string): string {
  return `${id}@${idc}`;
}

/** What is drawn and measured, in the one order that main, engine and windows share. Calls stay within an IDC unless an end is of none. */
export function placesOf(link: Pick<CoreLink, 'nodes' | 'edges'>, by: Grouping): Places {
  const nodes = link.nodes.flatMap((node): NodePlace[] => {
    const place = { id: node.id, node, idc: null };
    if (by === 'domain') return [{ ...place, lane: node.domain ?? marginLane }];
    const laneOf = (lane: string): string => (node.domain === null ? marginLane : lane);
    if (node.idcs.length === 0) return [{ ...place, lane: laneOf(elsewhereLane) }];
    return node.idcs.map((idc) => ({ id: placeIdOf(node.id, idc), node, idc, lane: laneOf(idc) }));
  });
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const nodeOf = new Map(link.nodes.map((node) => [node.id, node]));
  const edges = link.edges.flatMap((edge): EdgePlace[] => {
    const place = (idc: string | null): EdgePlace[] => {
      const end = (id: string): number | undefined => indexOf.get(idc === null ? id : placeIdOf(id, idc)) ?? indexOf.get(id);
      const [from, to] = [end(edge.from), end(edge.to)];
      if (from === undefined || to === undefined) return [];
      return [{ id: idc === null ? edge.id : placeIdOf(edge.id, idc), edge, idc, from, to }];
    };
    if (by === 'domain') return place(null);
    const idcs = [...new Set([edge.from, edge.to].flatMap((id) => nodeOf.get(id)?.idcs ?? []))];
    return idcs.length === 0 ? place(null) : idcs.flatMap(place);
  });
  return { nodes, edges };
}

export interface NodeColumns {
  /** 0–100; NaN = unknown: fewer calls than can be judged, or no samples. */
  readonly score: Float64Array;
  /** Per second. */
  readonly requests: Float64Array;
  /** Share 0–1. */
  readonly failures: Float64Array;
  readonly latencyMsP50: Float64Array;
  readonly latencyMsP99: Float64Array;
  /** Share 0–1 of what it can do. */
  readonly saturation: Float64Array;
}
export interface EdgeColumns {
  readonly score: Float64Array;
  /** As the caller counts them, per second; the callee's view beside it. */
  readonly requests: Float64Array;
  readonly arrived: Float64Array;
  /** Share 0–1 of the caller's. */
  readonly failures: Float64Array;
  /** Caller's and callee's view; the gap is the network. */
  readonly callerMsP99: Float64Array;
  readonly calleeMsP99: Float64Array;
  /** 1: calls are made and nothing passes. */
  readonly cut: Uint8Array;
}

/** What explains: 0 nothing to do with it, 1 affected, 2 on the cause's path. */
export type GraphPart = 0 | 1 | 2;

export interface InstanceReading {
  /** Node or edge id of `instancesOf`. */
  readonly of: string;
  readonly id: string;
  readonly idc: string | null;
  readonly requests: number;
  readonly failures: number;
  readonly latencyMsP99: number;
  readonly saturation: number;
  /** NaN = not reporting. */
  readonly score: number;
}

/** One moment of the graph, whole: some hundred numbers, so nothing is appended. Columns are in the order of `placesOf(coreLink, by)`. */
export interface GraphFrame {
  readonly graphId: string;
  /** `CoreLink.revision` that the columns belong to; a window that has another one waits for it. */
  readonly revision: number;
  readonly by: Grouping;
  /** The span the numbers are of, room epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly nodes: NodeColumns;
  readonly edges: EdgeColumns;
  /** By place, nodes first and then edges. */
  readonly parts: Uint8Array;
  /** By place id; healthy ones have none. */
  readonly lost: Readonly<Record<string, readonly LostPoints[]>>;
  readonly instances: readonly InstanceReading[];
  readonly status: GraphStatus;
}

export interface GraphStatus {
  /** `loading` until the first answer. */
  readonly phase: 'loading' | 'live' | 'failed';
  readonly reason: string | null;
  /** How often a new moment is due, room ms. */
  readonly intervalMs: number;
  readonly backendId: string;
  /** How many sources reported of those expected. */
  readonly reporting: { readonly count: number; readonly expected: number } | null;
}

/** Scores from which on a level begins; LOOK §6. Below `degraded` it is broken. */
export const scoreLevels = { ok: 90, watch: 80, degraded: 50 } as const;

/** Where everything is drawn. Positions are data: nothing moves unless somebody moved it, or the structure changed there. */
export interface GraphLayout {
  /** +1 with every change, also of an undo: what a window shows is always the highest. */
  readonly version: number;
  /** `CoreLink.revision` it was made for. */
  readonly revision: number;
  readonly lanes: readonly LaneBox[];
  /** Place id → centre, graph units (px at zoom 1). */
  readonly positions: Readonly<Record<string, GraphPoint>>;
  /** Who changed it last, null for the console itself; when, room epoch ms. */
  readonly by: string | null;
  readonly at: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}
export interface GraphPoint {
  readonly x: number;
  readonly y: number;
}
export interface LaneBox {
  /** Domain id, IDC id, or `marginLane`. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** A node's box, graph units. */
export const nodeBox = { width: 128, height: 52 } as const;

/** Something a person put beside an incident: a node or a link as it was at one moment. */
export interface EvidencePin {
  readonly id: string;
  /** Node, edge or place id. */
  readonly target: string;
  readonly name: LocalText;
  /** The moment it shows, room epoch ms. */
  readonly at: number;
  /** Score then, 0–100, null when it was unknown; and the points it had lost. */
  readonly score: number | null;
  readonly lost: readonly LostPoints[];
  readonly by: string;
  readonly pinnedAt: number;
}
export const incidentPinsMax = 50;
