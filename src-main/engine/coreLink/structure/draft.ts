import type { CoreEdge, CoreLink, CoreNode, NodeKind } from '../../../../contract/coreLink';
import type { LocalText } from '../../../../contract/words';
import type { Workspace } from '../../../../contract/workspace';

/** A graph in the making. Enrichers add to it, one after the other, and never take away. */
export interface Draft {
  readonly domains: CoreLink['domains'];
  readonly idcs: CoreLink['idcs'];
  readonly path: readonly string[];
  readonly nodes: ReadonlyMap<string, CoreNode>;
  readonly edges: ReadonlyMap<string, CoreEdge>;
  /** What was found beside the curated link and is not part of it yet, by edge id; `settle` chooses. */
  readonly found: ReadonlyMap<string, FoundEdge>;
  readonly sightings: ReadonlyMap<string, FoundNode>;
}

/** What is told of a node by somebody else than the workspace, by id. */
export interface FoundNode {
  readonly name: LocalText;
  /** Null where nobody can tell. */
  readonly kind: NodeKind | null;
  readonly idcs: readonly string[];
}

export interface FoundEdge {
  readonly from: string;
  readonly to: string;
  /** Calls per second; null where nobody counts them. */
  readonly rate: number | null;
}

/** Who was seen, by whichever way, within the memory of `SightingBook`; node ids. */
export interface Evidence {
  readonly workspace: Workspace;
  readonly measured: Sightings;
  readonly told: Sightings;
  /** Discovered nodes that stand in the graph already: they keep their place before busier ones get one. */
  readonly standing: ReadonlySet<string>;
}

export interface Sightings {
  readonly nodes: ReadonlyMap<string, FoundNode>;
  readonly edges: readonly FoundEdge[];
}

/** Pure. Ids come from names alone, so that the same evidence in any order is the same graph. */
export type Enricher = (draft: Draft, evidence: Evidence) => Draft;
