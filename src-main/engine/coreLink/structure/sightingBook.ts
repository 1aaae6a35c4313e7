import { edgeIdOf } from '../../../../contract/coreLink';
import { joinNodes } from './addSightings';
import type { FoundEdge, FoundNode, Sightings } from './draft';

/** A node that is called once in a while must not come and go with each look. */
const rememberedMs = 60 * 60_000;
/** Of one source; a mesh has thousands, of which those beside the link matter. */
const edgesMax = 20_000;

interface Seen<What> {
  readonly what: What;
  readonly at: number;
}

/** What one source has shown within the last hour of its own time. */
export class SightingBook {
  readonly #nodes = new Map<string, Seen<FoundNode>>();
  readonly #edges = new Map<string, Seen<FoundEdge>>();
  #at = Number.NEGATIVE_INFINITY;

  /** @param at epoch ms; what was last seen an hour before it is forgotten */
  note(sightings: Sightings, at: number): void {
    this.#at = Math.max(this.#at, at);
    for (const [id, node] of sightings.nodes) this.#nodes.set(id, { what: joinNodes(this.#nodes.get(id)?.what, node), at });
    for (const edge of sightings.edges.slice(0, edgesMax)) this.#edges.set(edgeIdOf(edge.from, edge.to), { what: edge, at });
    forgetBefore(this.#nodes, this.#at - rememberedMs);
    forgetBefore(this.#edges, this.#at - rememberedMs);
  }

  read(): Sightings {
    return {
      nodes: new Map([...this.#nodes].map(([id, { what }]) => [id, what])),
      edges: [...this.#edges.values()].map(({ what }) => what),
    };
  }

  clear(): void {
    this.#nodes.clear();
    this.#edges.clear();
    this.#at = Number.NEGATIVE_INFINITY;
  }
}

function forgetBefore<What>(seen: Map<string, Seen<What>>, oldestAt: number): void {
  for (const [id, { at }] of seen) if (at < oldestAt) seen.delete(id);
}
