import type { CoreLink } from '../../../../contract/coreLink';
import { leftOutOf } from './discovered';
import type { Draft, Evidence } from './draft';
import { enrichers } from './registry';

export type Structure = Omit<CoreLink, 'revision' | 'sources'>;

/** The graph that the evidence shows. Pure: the same evidence, whatever its order, is the same graph. */
export function buildStructure(evidence: Evidence): Structure {
  const nothing: Draft = {
    domains: [],
    idcs: [],
    path: [],
    nodes: new Map(),
    edges: new Map(),
    found: new Map(),
    sightings: new Map(),
  };
  const draft = enrichers.reduce((before, enrich) => enrich(before, evidence), nothing);
  const { domains, idcs, path, nodes, edges } = draft;
  return { domains, idcs, path, nodes: [...nodes.values()], edges: [...edges.values()], leftOut: leftOutOf(draft) };
}
