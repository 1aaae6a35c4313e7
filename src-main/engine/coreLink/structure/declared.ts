import { edgeIdOf, type CoreEdge, type CoreNode } from '../../../../contract/coreLink';
import type { Enricher } from './draft';

/** What the workspace names, in its order. */
export const declared: Enricher = (draft, { workspace }) => {
  const link = workspace.coreLink;
  if (link === undefined) return draft;
  const nodes = Object.entries(link.nodes).map(([id, { name, domain, kind }]): [string, CoreNode] => [
    id,
    { id, name, domain, kind, origin: 'workspace', idcs: [] },
  ]);
  const edges = link.edges.map(({ from, to }): [string, CoreEdge] => {
    const id = edgeIdOf(from, to);
    return [id, { id, from, to, origin: 'workspace' }];
  });
  return {
    ...draft,
    domains: Object.entries(link.domains).map(([id, { name }]) => ({ id, name })),
    path: link.path,
    nodes: new Map([...draft.nodes, ...nodes]),
    edges: new Map([...draft.edges, ...edges]),
  };
};
