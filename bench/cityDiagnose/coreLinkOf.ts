import type { CoreLink } from '../../contract/coreLink';
import type { CityTopology } from '../../contract/cityApi';
import type { Workspace } from '../../contract/workspace';
import { createNodeNames } from '../../src-main/engine/coreLink/nodeNames';
import { CoreLinkBook } from '../../src-main/engine/coreLink/structure/coreLinkBook';
import { sightingsOfTopology } from '../../src-main/engine/coreLink/structure/sightingsOf';

/** The core link as the console knows it a minute after it was opened: what the workspace names, and what the city tells. */
export function coreLinkOf(workspace: Workspace, { nodes, edges }: CityTopology): CoreLink {
  const book = new CoreLinkBook(workspace);
  const told = {
    at: null,
    nodes: nodes.map(({ id, name, kind, instances }) => ({
      ...{ name: id, kind, title: name },
      idcs: [...new Set(instances.map(({ idc }) => idc))],
    })),
    edges: edges.map((edge) => ({ ...edge, callsPerSecond: null })),
    reason: null,
  };
  book.note('told', workspace.source, sightingsOfTopology(told, createNodeNames(workspace)), 0, null);
  return book.link;
}
